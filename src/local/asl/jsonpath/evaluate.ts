import { isObject } from '../../../json.ts';
import type { Json } from '../../../json.ts';
import type { Path, Segment } from './ast.ts';
import { Evaluation } from './evaluation.ts';
import { select } from './select.ts';

/** A definite path that leads nowhere; the message is Jayway's. */
export class PathNotFound extends Error {}

/**
 * The value at a definite path, or the list of all values of an indefinite one (empty where nothing fits, as AWS answers).
 * Throws PathNotFound, and RuntimeError where it takes too long.
 */
export function evaluatePath(path: Path, document: Json): Json {
  if (path.call !== undefined) return callResult(path, document);
  if (!path.definite) return select(path, document, new Evaluation(path.text, document));
  let value = document;
  for (const [position, segment] of path.segments.entries()) {
    const next = follow(segment, value);
    if (next === undefined) throw new PathNotFound(explain(path.segments, position, value));
    value = next;
  }
  return value;
}

function callResult(path: Path, document: Json): Json {
  const [result] = select(path, document, new Evaluation(path.text, document));
  if (result === undefined) throw new PathNotFound(`No results for path: ${path.text}`);
  return result;
}

function follow(segment: Segment, value: Json): Json | undefined {
  if (segment.kind === 'names') {
    const [name = ''] = segment.names;
    return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  if (segment.kind !== 'indexes' || !Array.isArray(value)) return undefined;
  const [index = 0] = segment.indexes;
  return (value as readonly Json[]).at(index);
}

/** Jayway tells a missing last step from one on the way, and from a value that has no such parts. */
function explain(segments: readonly Segment[], position: number, value: Json): string {
  const whole = render(segments);
  const upTo = render(segments.slice(0, position + 1));
  const segment = segments[position];
  if (segment?.kind === 'indexes') {
    if (Array.isArray(value)) return `No results for path: ${whole}`;
    return `Filter: ${fragment(segment)} can only be applied to arrays. Current context is: ${JSON.stringify(value)}`;
  }
  if (!isObject(value)) {
    return `Expected to find an object with property ${fragment(segment)} in path ${render(segments.slice(0, position))} but found '${className(value)}'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.`;
  }
  return position === segments.length - 1
    ? `No results for path: ${whole}`
    : `Missing property in path ${upTo}`;
}

function render(segments: readonly Segment[]): string {
  return `$${segments.map(fragment).join('')}`;
}

function fragment(segment: Segment | undefined): string {
  if (segment?.kind === 'names') return `['${segment.names[0] ?? ''}']`;
  return segment?.kind === 'indexes' ? `[${segment.indexes[0] ?? ''}]` : '';
}

/** The Java class that Jayway meets for a JSON value. */
function className(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'java.util.ArrayList';
  if (typeof value === 'number') return Number.isInteger(value) ? 'java.lang.Integer' : 'java.lang.Double';
  return typeof value === 'boolean' ? 'java.lang.Boolean' : 'java.lang.String';
}
