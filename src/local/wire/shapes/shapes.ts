/**
 * What operations take, from the table. A line is an operation or, with a dot, a structure: its name, then its members
 * as `name:type`. Types: `s` text, `n` number, `b` boolean, `t` time; `N` and `B` the same as text; `[T` a list, `{T` a map,
 * `.Name` a structure, `?` anything. `# name` begins a service.
 */
import { table } from './table.ts';

export type Members = ReadonlyMap<string, string>;

/** By `service operation` and `service .Structure`. */
const lines: ReadonlyMap<string, string> = new Map(readLines());

function* readLines(): Generator<[string, string]> {
  let service = '';
  for (const line of table.trim().split('\n')) {
    const [name = '', ...members] = line.split(' ');
    if (name === '#') service = members[0] ?? '';
    else yield [`${service} ${name}`, members.join(' ')];
  }
}

const known = new Map<string, Members>();

/** The members of an operation's input or of a structure, with their types; undefined for what the table does not have. */
export function membersOf(service: string, name: string): Members | undefined {
  const key = `${service} ${name}`;
  const line = lines.get(key);
  if (line === undefined) return undefined;
  const read = known.get(key) ?? parse(line);
  known.set(key, read);
  return read;
}

function parse(line: string): Members {
  const members = line === '' ? [] : line.split(' ');
  return new Map(members.map((member) => member.split(':') as [string, string]));
}
