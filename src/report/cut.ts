/** Markdown cut at the end of a line, with what was open closed. */

/**
 * At most `most` bytes of UTF-8: the text as it is, or as many of its first lines as fit, with `more` (Markdown) after
 * them. A fenced block or a fold that is cut ends there, so that what follows is outside of it.
 */
export function cutMarkdown(text: string, most: number, more: string): string {
  if (Buffer.byteLength(text) <= most) return text;
  for (let room = most; ;) {
    const kept = linesWithin(text, room);
    const cut = [...kept, ...closing(kept), '', more].join('\n');
    const over = Buffer.byteLength(cut) - most;
    if (over <= 0 || kept.length === 0) return cut;
    room -= over;
  }
}

function linesWithin(text: string, most: number): string[] {
  const kept: string[] = [];
  let left = most;
  for (const line of text.split('\n')) {
    left -= Buffer.byteLength(line) + 1;
    if (left < 0) break;
    kept.push(line);
  }
  return kept;
}

/** The lines that end what the text has opened. Ours opens a fence or a fold only at the beginning of a line. */
function closing(lines: readonly string[]): string[] {
  let fence: string | undefined;
  let folds = 0;
  for (const line of lines) {
    if (fence !== undefined) {
      if (line === fence) fence = undefined;
      continue;
    }
    fence = /^`{3,}/.exec(line)?.[0];
    if (line.startsWith('<details>')) folds += 1;
    if (line === '</details>') folds -= 1;
  }
  return [...(fence === undefined ? [] : [fence]), ...Array.from({ length: folds }, () => '\n</details>')];
}
