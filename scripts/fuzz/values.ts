/** Mutations of what a file says: it stays YAML. */
import { parse, stringify } from 'yaml';
import type { Random } from './random.ts';

type Value = unknown;
type Container = Record<string, Value> | Value[];

/** A value of the document, by what holds it. */
interface Slot {
  readonly holder: Container;
  readonly key: string;
}

export type ValueMutation = (slot: Slot, random: Random, slots: readonly Slot[]) => void;

/** Folders and files that a path may lead to by mistake. */
const places = [
  '/',
  '.',
  '..',
  '/proc',
  '/proc/self',
  '/dev/zero',
  '/dev/stdin',
  '/etc/passwd',
  '/usr',
  '/tmp',
  '/nowhere',
  '~',
];

const texts = [
  ...[
    '',
    ' ',
    '{% %}',
    '{% ( %}',
    '{% $ %}',
    '{% $x.y[ %}',
    '$',
    '$.',
    '$..*',
    '$[?(@.a == /(a+)+$/)]',
    'States.Format(',
    '__proto__',
  ],
  ...[
    'constructor',
    'toString',
    '${',
    '${env.HOME}',
    '${functions.nothing}',
    '${functions.__proto__}',
    '10m',
    '-1s',
    '99999999999s',
  ],
  ...[
    'arn:aws:lambda:us-east-1:123456789012:function:x',
    'dynamodb:putItem',
    'aws-sdk:nothing:atAll',
    'a'.repeat(300),
  ],
  ...[
    'a'.repeat(100_000),
    `{% ${'('.repeat(3_000)} %}`,
    `{% ${'$f('.repeat(5_000)} %}`,
    `$${'.a'.repeat(20_000)}`,
    '2030-01-01T00:00:00Z',
  ],
  ...['(a+)+$', '\ud800', '\u0000', '💥'],
];

const others: readonly Value[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  0.1,
  2 ** 53,
  [],
  {},
  [[]],
  [null],
  { a: 1 },
  new Date(0),
];

export const valueMutations: Readonly<Record<string, ValueMutation>> = {
  'a key renamed': ({ holder, key }, random, slots) => {
    if (Array.isArray(holder)) return;
    const value = holder[key];
    Reflect.deleteProperty(holder, key);
    holder[renamed(key, random, slots)] = value;
  },
  'another type': (slot, random) => {
    set(slot, random.pick(others));
  },
  'another text': (slot, random) => {
    set(slot, random.pick(texts));
  },
  'a path to anywhere': (slot, random) => {
    set(slot, random.pick(places));
  },
  'a source anywhere': ({ holder }, random, slots) => {
    const { holder: top } = slots[0] ?? { holder };
    const code = random.pick([
      {},
      { runtime: 'python3.13', handler: 'a.b' },
      { runtime: 'nodejs24.x', handler: 'index.handler' },
    ]);
    Object.assign(top, { functions: { any: { source: random.pick(places), ...code } } });
  },
  'taken out': ({ holder, key }) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else Reflect.deleteProperty(holder, key);
  },
  'a value from elsewhere': (slot, random, slots) => {
    set(slot, get(random.pick(slots)));
  },
  'put into itself': (slot, random) => {
    let value = get(slot);
    for (let depth = 2 ** random.below(9); depth > 0; depth -= 1)
      value = random.pick([[value], { steps: [value] }, { map: { steps: [value] } }]);
    set(slot, value);
  },
  'many times': (slot, random) => {
    const value = get(slot);
    const times = Math.min(random.below(3_000), Math.floor(largestWritten / sizeOf(value)));
    const copies = Array.from({ length: times }, () => value);
    set(slot, Array.isArray(value) ? copies.flat(1) : copies);
  },
};

/** Characters, about. */
const largestWritten = 1_000_000;

/** The text with one value changed; undefined where it is no YAML, or cannot be written. */
export function changed(text: string, mutation: ValueMutation, random: Random): string | undefined {
  const document = read(text);
  const slots = slotsOf(document);
  if (slots.length === 0) return undefined;
  try {
    mutation(random.pick(slots), random, slots);
    return stringify(document, { aliasDuplicateObjects: random.next() < 0.5 });
  } catch {
    // Deeper than the writer goes.
    return undefined;
  }
}

function read(text: string): Value {
  try {
    return parse(text, { logLevel: 'silent', maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

/** Not by recursion: the value may be deep, and may contain itself. */
function slotsOf(document: Value): Slot[] {
  const seen = new Set<Value>();
  const slots: Slot[] = [];
  const waiting = [document];
  for (const value of waiting) {
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const holder = value as Container;
    for (const key of Object.keys(holder)) {
      slots.push({ holder, key });
      waiting.push(get({ holder, key }));
    }
  }
  return slots;
}

function sizeOf(value: Value): number {
  try {
    return JSON.stringify(value ?? null).length;
  } catch {
    return largestWritten;
  }
}

function get({ holder, key }: Slot): Value {
  return (holder as Record<string, Value>)[key];
}

function set({ holder, key }: Slot, value: Value): void {
  (holder as Record<string, Value>)[key] = value;
}

/** One letter less, one more, two swapped, another key's name, or one that every object has. */
function renamed(key: string, random: Random, slots: readonly Slot[]): string {
  const at = random.below(key.length);
  return random.pick([
    key.slice(0, at) + key.slice(at + 1),
    `${key.slice(0, at)}x${key.slice(at)}`,
    key.slice(0, at) +
      key
        .slice(at, at + 2)
        .split('')
        .reverse()
        .join('') +
      key.slice(at + 2),
    key.toUpperCase(),
    random.pick(slots).key,
    random.pick(['constructor', 'toString', 'hasOwnProperty', '', ' ', 'Type', 'Seconds']),
  ]);
}
