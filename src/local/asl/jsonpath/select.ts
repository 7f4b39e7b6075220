import { isObject } from '../../../json.ts';
import type { Json } from '../../../json.ts';
import type { Path, Segment } from './ast.ts';
import { functions } from './functions.ts';

/** Every value that the path names in a document, in order; nothing where nothing fits. Paths with a call give its one result. */
export function select(path: Path, document: Json): readonly Json[] {
  let found: readonly Json[] = [document];
  for (const segment of path.segments) found = found.flatMap((value) => step(segment, value, document));
  if (path.call === undefined) return found;
  const result = functions[path.call]?.(path.definite ? (found[0] ?? null) : found);
  return result === undefined ? [] : [result];
}

function step(segment: Segment, value: Json, root: Json): readonly Json[] {
  switch (segment.kind) {
    case 'names':
      return isObject(value)
        ? segment.names.filter((name) => Object.hasOwn(value, name)).map((name) => value[name] as Json)
        : [];
    case 'indexes':
      return Array.isArray(value)
        ? segment.indexes.flatMap((index) => at(value as readonly Json[], index))
        : [];
    case 'slice':
      return Array.isArray(value) ? (value as readonly Json[]).slice(segment.from, segment.to) : [];
    case 'wildcard':
      return children(value);
    case 'filter':
      return candidates(value).filter((item) => segment.test(item, root));
    case 'descend':
      return descendants(value);
  }
}

function at(items: readonly Json[], index: number): readonly Json[] {
  const item = items.at(index);
  return item === undefined ? [] : [item];
}

function children(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  return isObject(value) ? Object.values(value) : [];
}

/** A filter tests the items of an array, or an object itself. */
function candidates(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  return isObject(value) ? [value] : [];
}

function descendants(value: Json): readonly Json[] {
  return [value, ...children(value).flatMap(descendants)];
}
