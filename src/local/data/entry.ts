/** The entries of a journal's lines: what was put, added to, or dropped. */
import type { Json } from '../../json.ts';

/** Kinds and ids of what there is, with its content. */
export type Content = Map<string, Map<string, Json>>;

type Entry =
  | readonly [verb: 'put', kind: string, id: string, value: Json]
  | readonly [verb: 'add', kind: string, id: string, items: readonly Json[]]
  | readonly [verb: 'drop', kind: string, id: string];

/** Does to the content what a line says. */
export function replay(content: Content, line: string): void {
  for (const entry of JSON.parse(line) as readonly Entry[]) {
    const [verb, kind, id] = entry;
    const things = content.get(kind) ?? new Map<string, Json>();
    content.set(kind, things);
    if (verb === 'put') things.set(id, entry[3]);
    else if (verb === 'drop') things.delete(id);
    else for (const item of entry[3]) (things.get(id) as Json[]).push(item);
  }
}

/** JSON of one entry; `content` is JSON. */
export function entryText(
  verb: Entry[0],
  { kind, id }: { kind: string; id: string },
  content?: string,
): string {
  const name = `${JSON.stringify(kind)},${JSON.stringify(id)}`;
  return content === undefined ? `["${verb}",${name}]` : `["${verb}",${name},${content}]`;
}

/** JSON of one line. */
export function lineOf(entries: readonly string[]): string {
  return `[${entries.join(',')}]`;
}
