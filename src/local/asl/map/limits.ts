import type { JsonObject } from '../../../json.ts';
import type { QueryLanguage } from '../definition.ts';
import { RuntimeError } from '../errors/runtime.ts';
import { numberField } from '../fields/number.ts';
import type { Visit } from '../visit.ts';

/** How many failures a distributed Map bears. */
export interface Tolerance {
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
}

export function compileTolerance(
  definition: JsonObject,
  language: QueryLanguage,
): (visit: Visit) => Promise<Tolerance> {
  const count = numberField(definition, 'ToleratedFailureCount', language);
  const percentage = numberField(definition, 'ToleratedFailurePercentage', language, 'float');
  return async (visit) => {
    const toleratedFailureCount = (await count(visit)) ?? 0;
    if (toleratedFailureCount < 0) throw new RuntimeError('ToleratedFailureCount cannot be negative.');
    const toleratedFailurePercentage = (await percentage(visit)) ?? 0;
    if (toleratedFailurePercentage < 0 || toleratedFailurePercentage > 100) {
      throw new RuntimeError('ToleratedFailurePercentage must be between 0 and 100.');
    }
    return { toleratedFailureCount, toleratedFailurePercentage };
  };
}
