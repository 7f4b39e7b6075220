/**
 * A version's description says what it was made from. It is versioned with the code, so what `live` serves can be told
 * without a state file, and on any machine: the zip's own hash depends on the compressor.
 */
import { contentHashOf, type WantedFunction } from './code.ts';

/** Lambda's limit, in characters (service model of Lambda). */
const maximumLength = 256;

export interface Described {
  readonly text: string;
  /** The first sixteen digits of the package's content hash. */
  readonly content?: string;
}

/** `Charges a card [content 0123456789abcdef]`, the text cut where the limit wants it. */
export function describe(wanted: WantedFunction): string {
  const mark = ` [content ${contentHashOf(wanted).slice(0, 16)}]`;
  return `${wanted.blueprint.description.slice(0, maximumLength - mark.length)}${mark}`;
}

export function readDescription(description: string): Described {
  const [mark, content] = / \[content ([0-9a-f]{16})\]$/.exec(description) ?? [];
  if (mark === undefined || content === undefined) return { text: description };
  return { text: description.slice(0, -mark.length), content };
}
