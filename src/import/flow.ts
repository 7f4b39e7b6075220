/** States that call nothing. */
import type { JsonObject } from '../json.ts';
import { commonKeys, durationOf, picked } from './fields.ts';

export function passStep(state: JsonObject): JsonObject {
  const { Output, ...rest } = state;
  const value = Output ?? state.Result ?? null;
  return { pass: value, ...commonKeys(rest) };
}

export function waitStep(state: JsonObject): JsonObject {
  const { Seconds, SecondsPath, Timestamp, TimestampPath } = state;
  const until = Timestamp ?? TimestampPath;
  const wait = until === undefined ? durationOf(Seconds ?? SecondsPath ?? null) : { until };
  return { wait, ...commonKeys(state) };
}

export function succeedStep({ Output, ...rest }: JsonObject): JsonObject {
  const isPlain = Output === undefined || Output === true || Output === null;
  return {
    succeed: isPlain ? true : Output,
    ...commonKeys(rest),
    ...(isPlain && Output !== undefined && { output: Output }),
  };
}

export function failStep(state: JsonObject): JsonObject {
  return { fail: picked(state, ['Error', 'ErrorPath', 'Cause', 'CausePath']) };
}
