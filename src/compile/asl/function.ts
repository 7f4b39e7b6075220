/** `function:` → a Task that calls `arn:aws:states:::lambda:invoke`. */
import type { JsonObject } from '../../json.ts';
import type { FunctionStep, StepCommon } from '../../workflow/step.ts';
import { functionReference } from '../references.ts';
import { recommendedRetry } from './retry.ts';
import { handedOver, integration, unwrapped } from './task.ts';

/**
 * The state's input goes in as the payload, and the function's own result comes out, without the envelope that the
 * integration puts around it - unless the step says otherwise with fields of its own. What a callback brings has none.
 */
export function functionState(step: StepCommon & FunctionStep): JsonObject {
  const { function: target, queryLanguage, pattern, fields } = step;
  const { payload = queryLanguage === 'JSONata' ? '{% $states.input %}' : '$' } = step;
  const name = 'key' in target ? functionReference(target.key) : target.arn;
  return {
    ...integration('lambda:invoke', pattern),
    ...handedOver({ FunctionName: name, Payload: payload }, queryLanguage),
    ...(pattern === undefined && unwrapped('Payload', fields, queryLanguage)),
    ...(step.retry === undefined && { Retry: recommendedRetry }),
  };
}
