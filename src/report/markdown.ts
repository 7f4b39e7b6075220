/** Foreign text in GitHub-flavoured Markdown, where it can be neither Markdown nor HTML. */
import { printable, printableLine } from './printable.ts';

/** Inline code that nothing in the text can end: its fence is longer than any run of backticks inside. */
export function code(text: string): string {
  const line = printableLine(text);
  const ticks = '`'.repeat(longestRun(line) + 1);
  return `${ticks} ${line} ${ticks}`;
}

/** Code inside a table, where a pipe would end the cell even within backticks: all punctuation as character references. */
export function codeInCell(text: string): string {
  const line = printableLine(text).replace(/[!-/:-@[-`{-~]/g, (mark) => `&#${mark.charCodeAt(0)};`);
  return `<code>${line}</code>`;
}

/** GitHub drops a summary of more than 1 MiB whole, so that one text takes no more than a small part of it. */
const longestBlock = 50_000;

export function codeBlock(text: string, language = 'text', longest = longestBlock): string {
  const whole = printable(text);
  const body = whole.length > longest ? `${whole.slice(0, longest)}\n… and more` : whole;
  const ticks = '`'.repeat(Math.max(3, longestRun(body) + 1));
  return `${ticks}${language}\n${body}\n${ticks}`;
}

/** What is unfolded with a click; `title` and `body` are Markdown. */
export function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}
