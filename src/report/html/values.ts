/** Inputs, outputs and long texts: folded, and cut so that the page stays small. */
import type { Json } from '../../json.ts';
import { html, type Markup } from './markup.ts';

/** In characters: of one text, and of all the texts of the visits. */
const mostOfOne = 20_000;
const mostOfAll = 150_000;
const leastOfOne = 120;

/** How much of each text a page with so many visits shows. */
export function shareOf(visits: number): number {
  return Math.max(leastOfOne, Math.min(mostOfOne, Math.floor(mostOfAll / Math.max(1, visits))));
}

export function folded(
  title: string,
  value: Json | undefined,
  most: number,
  open = false,
): Markup | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return html`<details class="value" ${open ? html` open` : undefined}>
    <summary>${title} <span class="size">${sizeOf(text)}</span></summary>
    ${block(title, text, most)}
  </details>`;
}

/** A text that may be longer than its place scrolls there, which the keyboard must be able to reach. */
export function block(title: string, text: string, most: number): Markup {
  const shown = text.slice(0, most);
  const note =
    shown.length < text.length
      ? html`<p class="cut">The first ${sizeOf(shown)} of ${sizeOf(text)}.</p>`
      : undefined;
  const mayScroll = shown.length > 400 || shown.split('\n').length > 12;
  const reachable = mayScroll ? html` tabindex="0" role="region" aria-label="${title}"` : undefined;
  return html`<pre${reachable}>${shown}</pre>${note}`;
}

function sizeOf({ length }: string): string {
  return length < 1_000 ? `${length} characters` : `${Math.round(length / 100) / 10} thousand characters`;
}
