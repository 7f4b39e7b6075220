import { isObject } from '../../../json.ts';
import type { Json } from '../../../json.ts';
import type { Path, Segment } from './ast.ts';
import type { Evaluation } from './evaluation.ts';
import { functions } from './functions.ts';

/** Every value that the path names in a document, in order; nothing where nothing fits. Paths with a call give its one result. */
export function select(path: Path, document: Json, evaluation: Evaluation): readonly Json[] {
  let found: readonly Json[] = [document];
  for (const segment of path.segments) found = found.flatMap((value) => step(segment, value, evaluation));
  if (path.call === undefined) return found;
  const result = functions[path.call]?.(path.definite ? (found[0] ?? null) : found);
  return result === undefined ? [] : [result];
}

function step(segment: Segment, value: Json, evaluation: Evaluation): readonly Json[] {
  evaluation.step();
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
      return candidates(value).filter((item) => segment.test(item, evaluation));
    case 'descend':
      return descendants(value, evaluation);
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

function descendants(value: Json, evaluation: Evaluation): readonly Json[] {
  evaluation.step();
  return [value, ...children(value).flatMap((child) => descendants(child, evaluation))];
}
