/** What is wrong with a value that a service answered, by the service's own model as the SDK carries it. */
import type { NormalizedSchema } from '@smithy/core/schema';

/** JSON has types; in XML and in headers every scalar is text. */
export type Notation = 'json' | 'text';

/** Problems of the value, each with its place; none: the model has it so. */
export function problemsOf(
  schema: NormalizedSchema,
  value: unknown,
  notation: Notation,
  at = '$',
): readonly string[] {
  if (schema.isDocumentSchema()) return [];
  if (schema.isStructSchema()) return structure(schema, value, notation, at);
  if (schema.isListSchema()) return list(schema, value, notation, at);
  if (schema.isMapSchema()) return map(schema, value, notation, at);
  const expected = scalar(schema, value, notation);
  return expected === undefined ? [] : [`${at}: ${shown(value)} is no ${expected}`];
}

/** Members with another name on the wire than in the model stand under that. */
export function wireName(member: NormalizedSchema, notation: Notation): string {
  const { jsonName, xmlName } = member.getMergedTraits();
  return (notation === 'json' ? jsonName : xmlName) ?? member.getMemberName();
}

/** The SDK lists a structure's required members first, and says how many they are. */
export function requiredMembers(schema: NormalizedSchema): readonly string[] {
  const shape = schema.getSchema() as readonly unknown[];
  return (shape[4] as readonly string[]).slice(0, (shape[6] as number | undefined) ?? 0);
}

function structure(
  schema: NormalizedSchema,
  value: unknown,
  notation: Notation,
  at: string,
): readonly string[] {
  if (!isObject(value)) return [`${at}: ${shown(value)} is no structure`];
  const members = new Map(
    [...schema.structIterator()].map(([name, member]) => [wireName(member, notation), { name, member }]),
  );
  const given = Object.entries(value).filter(([, member]) => member !== null);
  const names = new Set(given.map(([name]) => members.get(name)?.name));
  const missing = requiredMembers(schema).filter((name) => !names.has(name));
  const oneOf = schema.isUnionSchema() && given.length !== 1;
  return [
    ...missing.map((name) => `${at}.${name}: is required, and missing`),
    ...(oneOf ? [`${at}: has ${given.length} members of a union`] : []),
    ...given.flatMap(([name, item]) => {
      const known = members.get(name);
      if (!known) return [`${at}.${name}: is no member of ${schema.getName() ?? 'the structure'}`];
      return problemsOf(known.member, item, notation, `${at}.${name}`);
    }),
  ];
}

function list(schema: NormalizedSchema, value: unknown, notation: Notation, at: string): readonly string[] {
  if (!Array.isArray(value)) return [`${at}: ${shown(value)} is no list`];
  const items: readonly unknown[] = value;
  return items.flatMap((item) => problemsOf(schema.getValueSchema(), item, notation, `${at}[]`));
}

function map(schema: NormalizedSchema, value: unknown, notation: Notation, at: string): readonly string[] {
  if (!isObject(value)) return [`${at}: ${shown(value)} is no map`];
  return Object.values(value).flatMap((item) =>
    problemsOf(schema.getValueSchema(), item, notation, `${at}{}`),
  );
}

/** What the value should have been; undefined where it is that. */
function scalar(schema: NormalizedSchema, value: unknown, notation: Notation): string | undefined {
  if (schema.isTimestampSchema()) return timestamp(schema, value, notation);
  if (schema.isNumericSchema()) return isNumber(value, notation) ? undefined : 'number';
  if (schema.isBooleanSchema()) return isBoolean(value, notation) ? undefined : 'boolean';
  if (typeof value !== 'string') return 'string';
  if (schema.isBlobSchema()) return isBase64(value) ? undefined : 'base64 text';
  return undefined;
}

/** The SDK's numbers for a timestamp whose form the model gives. */
const dateTime = 5;
const httpDate = 6;

/** Unless the model says otherwise: seconds since 1970 in JSON, ISO 8601 in XML. */
function timestamp(schema: NormalizedSchema, value: unknown, notation: Notation): string | undefined {
  const form = schema.getSchema();
  if (form === httpDate) return isDate(value, / GMT$/) ? undefined : 'HTTP date';
  if (form === dateTime || notation === 'text') {
    return isDate(value, /^\d{4}-\d\d-\d\dT.*Z$/) ? undefined : 'ISO 8601 time';
  }
  return typeof value === 'number' ? undefined : 'time in seconds';
}

function isDate(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && form.test(value) && !Number.isNaN(Date.parse(value));
}

function isNumber(value: unknown, notation: Notation): boolean {
  if (notation === 'json') return typeof value === 'number';
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
}

function isBoolean(value: unknown, notation: Notation): boolean {
  return notation === 'json' ? typeof value === 'boolean' : value === 'true' || value === 'false';
}

function isBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return JSON.stringify(value ?? null).slice(0, 60);
}
