/** Which Lambda function an event of the history calls. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { isObject } from '../json.ts';

/** Its bare name, of an invocation through `lambda:invoke` or the function's own ARN; undefined for other work. */
export function calledFunction(event: HistoryEvent): string | undefined {
  const { taskScheduledEventDetails: task, lambdaFunctionScheduledEventDetails: lambda } = event;
  if (lambda) return bareName(lambda.resource ?? '');
  if (task?.resourceType !== 'lambda') return undefined;
  const name = functionNameIn(task.parameters ?? '');
  return typeof name === 'string' ? bareName(name) : undefined;
}

/** Undefined also where the history holds only a part of the parameters. */
function functionNameIn(parameters: string): unknown {
  try {
    const document: unknown = JSON.parse(parameters);
    return isObject(document) ? document.FunctionName : undefined;
  } catch {
    return undefined;
  }
}

/** Lambda takes a name, `ACCOUNT:function:NAME` or an ARN, each with or without `:QUALIFIER`. */
function bareName(name: string): string | undefined {
  return /^(?:.*:function:)?([^:]+)/.exec(name)?.[1];
}
