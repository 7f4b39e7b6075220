/** `aws-sdk:sfn:OPERATION`: Step Functions' own API, as an SDK integration. */
import { randomUUID } from 'node:crypto';
import { isObject, type Json } from '../../../json.ts';
import { TaskFailure, type ServiceResource } from '../../asl/index.ts';
import { AwsError } from '../../errors.ts';
import { callStates } from './call-states.ts';
import { requestAndAnswer, type Integration, type Task } from './integration.ts';
import { camelCase, pascalCase } from './pascal-case.ts';

export const callSdk: Integration = (task) => requestAndAnswer(task, () => request(task));

async function request(task: Task): Promise<Json> {
  const { action } = task.call.resource as ServiceResource;
  const name = action.charAt(0).toUpperCase() + action.slice(1);
  const parameters = isObject(task.call.arguments) ? task.call.arguments : {};
  try {
    const answer = await callStates(name, task, camelCase(parameters) as object);
    if (!answer)
      throw new TaskFailure('States.TaskFailed', `The embedded AWS has no operation states:${name}`);
    return pascalCase(JSON.parse(JSON.stringify(answer)) as Json);
  } catch (thrown) {
    throw thrown instanceof AwsError ? failure(thrown) : thrown;
  }
}

/** `Sfn.InvalidTokenException`, in the words of the SDK behind the integration (recorded 2025-11). */
function failure({ code, message, status }: AwsError): TaskFailure {
  const name = code === 'AccessDeniedException' ? 'SfnException' : code.replace(/(Exception)?$/, 'Exception');
  const details = `(Service: Sfn, Status Code: ${status}, Request ID: ${randomUUID()}) (SDK Attempt Count: 1)`;
  return new TaskFailure(`Sfn.${name}`, `${message} ${details}`);
}
