/** `aws-sdk:SERVICE:OPERATION`, and the S3 calls of distributed Maps. */
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { ServiceResource } from '../../asl/index.ts';
import { sdkFailure } from './calls/failure.ts';
import { performCall, reachable } from './calls/perform.ts';
import { isSdkOperation } from './calls/sdk-clients.ts';
import type { SdkService } from './calls/services.ts';
import { isReadable } from './calls/sns.ts';
import { requestAndAnswer, type Integration, type Task } from './integration.ts';
import { unsupported } from './unsupported.ts';

export const callSdk: Integration = async (task) => {
  const { service, action } = task.call.resource as ServiceResource;
  const found = reachable(task.backend.cloud, service.replace('aws-sdk:', ''));
  const operation = action.charAt(0).toUpperCase() + action.slice(1);
  if (!found || !(await isCallable(found, operation))) return unsupported(task);
  return requestAndAnswer(task, () => request(task, found, operation));
};

async function isCallable({ name, protocol }: SdkService, operation: string): Promise<boolean> {
  if (protocol.kind === 'sdk') return isSdkOperation(name, operation);
  return protocol.kind === 'json' || isReadable(operation);
}

async function request(task: Task, service: SdkService, operation: string): Promise<Json> {
  const given = isObject(task.call.arguments) ? task.call.arguments : {};
  const { service: named } = task.call.resource as ServiceResource;
  // A Map's writer has its bytes ready; a state's Body is a value, and goes out as JSON (recorded).
  const parameters = named === 'aws-sdk:s3' ? withBodyText(given) : given;
  try {
    return (await performCall(task, { service, operation, parameters })).members;
  } catch (thrown) {
    throw sdkFailure(service, thrown);
  }
}

function withBodyText(parameters: JsonObject): JsonObject {
  return parameters.Body === undefined
    ? parameters
    : { ...parameters, Body: JSON.stringify(parameters.Body) };
}
