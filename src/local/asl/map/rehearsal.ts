import type { Json, JsonObject } from '../../../json.ts';
import { member } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import { ExceedToleratedFailureThreshold } from '../errors/exceed-tolerated-failure-threshold.ts';
import { numberField } from '../fields/number.ts';
import type { Visit } from '../visit.ts';
import { compileItems } from './items.ts';

/** What a Map does under TestState: everything but running its items, for which the mock stands. */
export function compileRehearsal(
  definition: JsonObject,
  language: QueryLanguage,
): (visit: Visit, input: Json) => Promise<Json> {
  const itemsOf =
    member(definition, 'ItemReader') === undefined ? compileItems(definition, language) : undefined;
  const concurrency = numberField(definition, 'MaxConcurrency', language);
  const count = numberField(definition, 'ToleratedFailureCount', language);
  const percentage = numberField(definition, 'ToleratedFailurePercentage', language, 'float');
  return async (visit, input) => {
    await itemsOf?.(visit, input);
    const { inspection } = visit;
    inspection?.note('maxConcurrency', (await concurrency(visit)) ?? 0);
    const tolerated = { count: await count(visit), percentage: await percentage(visit) };
    if (tolerated.count !== undefined) inspection?.note('toleratedFailureCount', tolerated.count);
    if (tolerated.percentage !== undefined)
      inspection?.note('toleratedFailurePercentage', tolerated.percentage);
    const result = inspection?.mockedResult() ?? null;
    const share = Array.isArray(result) ? ((inspection?.iterationFailures ?? 0) / result.length) * 100 : 0;
    if ((inspection?.iterationFailures ?? 0) > (tolerated.count ?? Infinity))
      throw new ExceedToleratedFailureThreshold();
    if (share > (tolerated.percentage ?? Infinity)) throw new ExceedToleratedFailureThreshold();
    return result;
  };
}
