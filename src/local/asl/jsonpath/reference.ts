import { isObject } from '../../../json.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { RuntimeError } from '../errors/runtime.ts';
import type { Path, Segment } from './ast.ts';

/** A copy of the document with `value` at the reference path; what is missing on the way is made. Throws RuntimeError. */
export function setAt(path: Path, document: Json, value: Json): Json {
  return put(document, path, 0, value, document);
}

function put(target: Json | undefined, path: Path, depth: number, value: Json, document: Json): Json {
  const segment = path.segments[depth];
  if (segment === undefined) return value;
  const inner = (child: Json | undefined): Json => put(child, path, depth + 1, value, document);
  if (segment.kind === 'indexes') return putItem(target, segment, inner, path, document);
  const [name = ''] = segment.kind === 'names' ? segment.names : [];
  if (target !== undefined && !isObject(target)) throw mismatch(path, document);
  const members: JsonObject = target ?? {};
  return { ...members, [name]: inner(Object.hasOwn(members, name) ? members[name] : undefined) };
}

function putItem(
  target: Json | undefined,
  segment: Segment & { kind: 'indexes' },
  inner: (child: Json | undefined) => Json,
  path: Path,
  document: Json,
): Json {
  const [index = 0] = segment.indexes;
  if (!Array.isArray(target) || index >= target.length) throw mismatch(path, document);
  return (target as readonly Json[]).map((item, i) => (i === index ? inner(item) : item));
}

function mismatch(path: Path, document: Json): RuntimeError {
  return new RuntimeError(`Unable to apply ReferencePath ${path.text} to input ${JSON.stringify(document)}`);
}
