/** `function:` → a Task that calls `arn:aws:states:::lambda:invoke`. */
import type { JsonObject } from '../../json.ts';
import type { FunctionStep, StepCommon } from '../../workflow/workflow.ts';
import { functionReference } from '../references.ts';
import { isPath } from './path.ts';
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
    const { payload = '{% $states.input %}' } = step;
    return {
      Arguments: { FunctionName: functionName, Payload: payload },
      Output: '{% $states.result.Payload %}',
    };
  }
  const { payload = '$' } = step;
  const name = isPath(payload, step.queryLanguage) ? 'Payload.$' : 'Payload';
  const shapesResult = ['OutputPath', 'ResultPath', 'ResultSelector'].some((field) => field in step.fields);
  return {
    Parameters: { FunctionName: functionName, [name]: payload },
    ...(!shapesResult && { OutputPath: '$.Payload' }),
  };
}
