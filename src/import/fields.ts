/** Fields that several types of state have, as keys of a step. */
import { isObject, type Json, type JsonObject } from '../json.ts';

/** `ItemSelector` -> `itemSelector`, `CSVHeaders` -> `csvHeaders` */
export function keyOf(field: string): string {
  return field.startsWith('CSV')
    ? field.replace('CSV', 'csv')
    : field.charAt(0).toLowerCase() + field.slice(1);
}

/** The same for all fields of a map, and of maps in it. */
export function keysOf(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([field, item]) => [keyOf(field), isObject(item) ? keysOf(item) : item]),
  );
}

/** Those of the fields that a state has, each under its key. */
export function picked(state: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(
    fields.flatMap((field) => (field in state ? [[keyOf(field), state[field] as Json]] : [])),
  );
}

/** A number, or the path or expression that gives it: `MaxConcurrency` and `MaxConcurrencyPath` are one key. */
export function amounts(state: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = state[field] ?? state[`${field}Path`];
      return value === undefined ? [] : [[keyOf(field), value]];
    }),
  );
}

const dataFields = [
  ...['InputPath', 'Arguments', 'Parameters', 'ResultSelector', 'ResultPath', 'OutputPath'],
  ...['Assign', 'Output'],
];

/** What a state does with its data, how it goes on after errors. */
export function commonKeys(state: JsonObject): JsonObject {
  return {
    ...picked(state, dataFields),
    ...(Array.isArray(state.Retry) && { retry: (state.Retry as readonly Json[]).map(retrier) }),
    ...(Array.isArray(state.Catch) && { catch: (state.Catch as readonly Json[]).map(plainKeys) }),
  };
}

function retrier(value: Json): Json {
  if (!isObject(value)) return value;
  const { IntervalSeconds, MaxDelaySeconds, ...rest } = value;
  return {
    ...(plainKeys(rest) as JsonObject),
    ...(IntervalSeconds !== undefined && { interval: durationOf(IntervalSeconds) }),
    ...(MaxDelaySeconds !== undefined && { maxDelay: durationOf(MaxDelaySeconds) }),
  };
}

/** Without going into the values. */
function plainKeys(value: Json): Json {
  return isObject(value) ? picked(value, Object.keys(value)) : value;
}

const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
] as const;

/** Seconds in the largest unit that counts them whole; expressions and paths as they are. */
export function durationOf(seconds: Json): Json {
  if (typeof seconds !== 'number') return seconds;
  const [unit, size] = units.find(([, one]) => seconds > 0 && seconds % one === 0) ?? ['s', 1];
  return `${seconds / size}${unit}`;
}
