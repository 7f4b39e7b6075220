/** A document put together from parts of several places: each part keeps its own. */
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Path } from './workflow.ts';
import type { LocatedDocument } from './yaml/document.ts';

export interface Part {
  readonly value: Json;
  /** Where it stands; what has no place of its own in `members` stands inside. */
  readonly document: LocatedDocument;
  readonly path: Path;
  /** Those of its members that may stand elsewhere. */
  readonly members?: ReadonlyMap<string | number, Part>;
}

export function partOf(document: LocatedDocument): Part {
  return { value: document.value, document, path: [] };
}

/** Undefined when there is none. */
export function memberOf(part: Part, key: string | number): Part | undefined {
  const known = part.members?.get(key);
  if (known) return known;
  const { value, document, path } = part;
  const isThere = (isObject(value) || Array.isArray(value)) && Object.hasOwn(value, key);
  return isThere ? { value: (value as JsonObject)[key] as Json, document, path: [...path, key] } : undefined;
}

/** `part`, a map, with these members in the place of its own of that name. */
export function withMembers(part: Part, members: ReadonlyMap<string, Part>): Part {
  const values = [...members].map(([key, { value }]) => [key, value] as const);
  return {
    ...part,
    value: { ...(part.value as JsonObject), ...Object.fromEntries(values) },
    members: new Map([...(part.members ?? []), ...members]),
  };
}

/** `part`, a list, with the items of another list behind its own. */
export function withItems(part: Part, more: Part): Part {
  const items = [...itemsOf(part), ...itemsOf(more)];
  return { ...part, value: items.map(({ value }) => value), members: new Map(items.entries()) };
}

function itemsOf(part: Part): Part[] {
  return (part.value as readonly Json[]).flatMap((_, index) => memberOf(part, index) ?? []);
}

/** `over` laid over `base`: maps are merged key by key, everything else is replaced. */
export function overlaid(base: Part | undefined, over: Part): Part {
  if (!base || !isObject(base.value) || !isObject(over.value)) return over;
  const members = Object.keys(over.value).map((key) => {
    const member = memberOf(over, key) ?? over;
    return [key, overlaid(memberOf(base, key), member)] as const;
  });
  return withMembers(base, new Map(members));
}

export function documentOf(root: Part): LocatedDocument {
  return {
    file: root.document.file,
    value: root.value,
    locate: (path, excerpt) => at(root, path, (document, inside) => document.locate(inside, excerpt)),
    locateKey: (path) => at(root, path, (document, inside) => document.locateKey(inside)),
    locateEnd: (path, part) => at(root, path, (document, inside) => document.locateEnd(inside, part)),
  };
}

/** Asks the document that the value at `path` stands in, for its path there. */
function at<T>(part: Part, path: Path, ask: (document: LocatedDocument, inside: Path) => T): T {
  const [step, ...rest] = path;
  const member = step === undefined ? undefined : part.members?.get(step);
  return member ? at(member, rest, ask) : ask(part.document, [...part.path, ...path]);
}
