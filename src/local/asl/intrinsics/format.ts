import { isObject } from '../../../json.ts';
import type { Json } from '../../../json.ts';
import { IntrinsicProblem, stringArgument } from './intrinsic.ts';
import type { Intrinsic } from './intrinsic.ts';

/** States.Format(template, …): each `{}` replaced in turn; `\{` and `\}` stand for braces. */
export const format: Intrinsic = {
  arity: [1, Infinity],
  call(args) {
    const pieces = stringArgument(args, 0).split(/(?<!\\)\{\}/);
    const values = args.slice(1);
    if (pieces.length - 1 !== values.length) {
      throw new IntrinsicProblem('Number of arguments does not match the occurrences of {}');
    }
    const text = pieces.map(
      (piece, i) => unescape(piece) + (i < values.length ? show(values[i] as Json) : ''),
    );
    return text.join('');
  },
};

function unescape(piece: string): string {
  return piece.replace(/\\([{}])/g, '$1');
}

/** As Java prints a value: objects as `{key=value, …}`, texts without quotes. */
function show(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(show).join(', ')}]`;
  if (!isObject(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}=${show(item)}`)
    .join(', ')}}`;
}
