/** HTML and SVG as values: whatever is put into a template is text, unless it is markup itself. */
import { printable } from '../printable.ts';

export interface Markup {
  readonly markup: string;
}

export type Part = Markup | string | number | readonly Part[] | undefined;

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: String.raw({ raw: strings.map(tight) }, ...parts.map(render)) };
}

/** Without the indentation of the source, which a table of a thousand rows would repeat. */
function tight(literal: string): string {
  return literal.replace(/\n\s*/g, '\n');
}

function render(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escape(part);
  return 'markup' in part ? part.markup : part.map(render).join('');
}

/** The same in text and in quoted attributes. */
function escape(text: string): string {
  return printable(text).replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
