/** Numbers that may be given by an expression; a path has a field of its own in JSONPath, whose name ends in `Path`. */
import type { Json, JsonObject } from '../../json.ts';
import { durationPattern, secondsOf } from '../duration.ts';
import { aslName } from './aslNames.ts';
import { isExpression, within, type Place } from './expression.ts';

/** `timeout` and `heartbeat` in seconds. */
export function limitFields(input: Readonly<Record<string, unknown>>, place: Place): JsonObject {
  const [timeout, heartbeat] = [secondsIn(input.timeout), secondsIn(input.heartbeat)];
  if (timeout !== undefined && heartbeat !== undefined && heartbeat >= timeout) {
    place.diagnostics.error([...place.path, 'heartbeat'], '"heartbeat" must be shorter than "timeout"');
  }
  return Object.fromEntries(
    ['timeout', 'heartbeat'].flatMap((key) =>
      amountField(`${aslName(key)}Seconds`, secondsIn(input[key]) ?? input[key], within(place, key)),
    ),
  );
}

function secondsIn(text: unknown): number | undefined {
  return typeof text === 'string' && durationPattern.test(text) ? secondsOf(text) : undefined;
}

/** The numbers of `input` under these keys. */
export function amountFields(
  input: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  place: Place,
): JsonObject {
  return Object.fromEntries(keys.flatMap((key) => amountField(aslName(key), input[key], within(place, key))));
}

function amountField(name: string, value: unknown, place: Place): [string, Json][] {
  if (typeof value === 'number') return [[name, value]];
  if (typeof value !== 'string') return [];
  return [[isExpression(value, place) && place.queryLanguage === 'JSONPath' ? `${name}Path` : name, value]];
}
