import { isScalar, type Node } from 'yaml';
import type { Excerpt } from '../workflow.ts';

/**
 * The offset into `source` where a character of a scalar's text stands, however the text is quoted, folded and indented;
 * undefined where the scalar does not hold the excerpt (a substitution has changed it since).
 */
export function offsetInside(node: Node | undefined, source: string, excerpt: Excerpt): number | undefined {
  if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return undefined;
  const start = node.value.indexOf(excerpt.text);
  if (start < 0) return undefined;
  const style = node.type ?? 'PLAIN';
  const [begin, end] = node.range;
  return align(
    node.value,
    start + excerpt.offset,
    source.slice(0, end),
    firstCharacter(style, source, begin),
    style,
  );
}

function firstCharacter(style: string, source: string, begin: number): number {
  if (style.startsWith('QUOTE')) return begin + 1;
  return style.startsWith('BLOCK') ? source.indexOf('\n', begin) + 1 : begin;
}

/** Walks over text and source together up to the wanted character of the text. */
function align(text: string, wanted: number, source: string, from: number, style: string): number {
  let at = from;
  for (let index = 0; index < wanted && at < source.length;) {
    const [same, width] = sourceOf(text.charAt(index), source, at, style);
    if (same) index += 1;
    // White space of one of the two alone: indentation and folds.
    else if (!/\s/.test(source.charAt(at))) index += 1;
    if (same || /\s/.test(source.charAt(at))) at += width;
  }
  while (/\s/.test(source.charAt(at)) && !/\s/.test(text.charAt(wanted))) at += 1;
  return at;
}

/** Whether this place of the source stands for the character, and how many characters it takes for that. */
function sourceOf(
  character: string,
  source: string,
  at: number,
  style: string,
): [same: boolean, width: number] {
  const here = source.charAt(at);
  if (style === 'QUOTE_SINGLE' && here === "'") return [true, 2];
  if (style !== 'QUOTE_DOUBLE' || here !== '\\') return [here === character, 1];
  const digits = { x: 2, u: 4, U: 8 }[source.charAt(at + 1)] ?? 0;
  return [true, 2 + digits];
}
