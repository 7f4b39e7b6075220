import jsonata from 'jsonata';

const fromMillis = jsonata('$fromMillis($at, $picture, $timezone)');

/** JSONata's functions that ask what time it is, at one moment: milliseconds since 1970 by the execution's clock. */
export function timeFunctions(at: number): Readonly<Record<string, unknown>> {
  return {
    millis: () => at,
    now: (picture?: string, timezone?: string): unknown =>
      fromMillis.evaluate(undefined, { at, picture, timezone }),
  };
}
