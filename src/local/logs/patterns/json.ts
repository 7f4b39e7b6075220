/** Filter patterns for messages that are JSON: `{ $.level = "error" && $.items[*].price > 5 }`. */
import type { Json } from '../../../json.ts';
import { invalidParameter } from '../errors.ts';
import { parseExpression, type Select } from './expression.ts';
import type { Test } from './pattern.ts';

/** A message that is no object or list of JSON is none that the pattern covers. Throws InvalidParameter. */
export function parseJsonPattern(pattern: string): Test {
  if (!pattern.endsWith('}')) throw invalidParameter('Invalid filter pattern');
  const condition = parseExpression(pattern.slice(1, -1), parseSelector);
  return (message) => {
    const document = parse(message);
    return document !== undefined && condition(document);
  };
}

function parse(message: string): Json | undefined {
  if (!/^\s*[{[]/.test(message)) return undefined;
  try {
    return JSON.parse(message) as Json;
  } catch {
    return undefined;
  }
}

/** `$.a.b`, `$.a[0]`, `$.a[*].b`, `$['a.b']`. Throws InvalidParameter. */
function parseSelector(selector: string): Select<Json> {
  const steps = [...selector.slice(1).matchAll(/\.?\[(?:'([^']*)'|"([^"]*)"|(\d+|\*))\]|\.([\w-]+|\*)/gy)];
  const read = steps.reduce((length, [text]) => length + text.length, 1);
  if (!selector.startsWith('$') || read !== selector.length) {
    throw invalidParameter(`Invalid property selector '${selector}'`);
  }
  const takes = steps.map(([, single, double, index, name]) => takeOf(single ?? double, index ?? name ?? ''));
  return (document) => takes.reduce<readonly Json[]>((values, take) => values.flatMap(take), [document]);
}

/** What is below a value: a member by its quoted or plain name, an item by its number, all of them for `*`. */
function takeOf(quoted: string | undefined, plain: string): Select<Json> {
  const every = quoted === undefined && plain === '*';
  const key = quoted ?? plain;
  return (value) => {
    if (typeof value !== 'object' || value === null) return [];
    if (every) return Object.values(value);
    if (Array.isArray(value) && !/^\d+$/.test(key)) return [];
    const members: readonly (readonly [string, Json])[] = Object.entries(value);
    return members.filter(([name]) => name === key).map(([, member]) => member);
  };
}
