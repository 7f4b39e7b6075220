/** `function:` → a Task that calls `arn:aws:states:::lambda:invoke`. */
import type { Json, JsonObject } from '../../json.ts';
import type { FunctionStep, StepCommon } from '../../workflow/workflow.ts';
import { functionReference } from '../references.ts';
import { recommendedRetry } from './retry.ts';

/**
 * The state's input goes in as the payload, and the function's own result comes out, without the envelope that the
 * integration puts around it - unless the step says otherwise with fields of its own.
 */
export function functionState(step: StepCommon & FunctionStep): JsonObject {
  const { function: target, timeoutSeconds, heartbeatSeconds } = step;
  return {
    Type: 'Task',
    Resource: 'arn:${partition}:states:::lambda:invoke',
    ...invocation(step, 'key' in target ? functionReference(target.key) : target.arn),
    ...(timeoutSeconds !== undefined && { TimeoutSeconds: timeoutSeconds }),
    ...(heartbeatSeconds !== undefined && { HeartbeatSeconds: heartbeatSeconds }),
    ...(step.retry === undefined && { Retry: recommendedRetry }),
  };
}

function invocation(step: StepCommon & FunctionStep, functionName: string): JsonObject {
  if (step.queryLanguage === 'JSONata') {
    const payload: Json = step.payload ?? '{% $states.input %}';
    return {
      Arguments: { FunctionName: functionName, Payload: payload },
      Output: '{% $states.result.Payload %}',
    };
  }
  const payload: JsonObject = step.payload === undefined ? { 'Payload.$': '$' } : { Payload: step.payload };
  const shapesResult = ['OutputPath', 'ResultPath', 'ResultSelector'].some((field) => field in step.fields);
  return {
    Parameters: { FunctionName: functionName, ...payload },
    ...(!shapesResult && { OutputPath: '$.Payload' }),
  };
}
