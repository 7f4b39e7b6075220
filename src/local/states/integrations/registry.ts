/** Which integration makes the call of a Resource. */
import type { TaskResource } from '../../asl/index.ts';
import { runActivity } from './activity.ts';
import { callSdk } from './aws-sdk.ts';
import { callSdk as callStepFunctions } from './aws-sdk-sfn.ts';
import { invokeHttp } from './http.ts';
import type { Integration } from './integration.ts';
import { callFunction, invokeFunction } from './lambda.ts';
import { publish, putEvents, sendMessage, useTable } from './optimised.ts';
import { startExecution } from './states.ts';
import { unsupported } from './unsupported.ts';

/** By service and action. */
const integrations: Readonly<Record<string, Integration>> = {
  'dynamodb:deleteItem': useTable,
  'dynamodb:getItem': useTable,
  'dynamodb:putItem': useTable,
  'dynamodb:updateItem': useTable,
  'events:putEvents': putEvents,
  'http:invoke': invokeHttp,
  'lambda:invoke': invokeFunction,
  's3:getObject': callSdk,
  's3:listObjectsV2': callSdk,
  's3:putObject': callSdk,
  'sns:publish': publish,
  'sqs:sendMessage': sendMessage,
  'states:startExecution': startExecution,
};

export function findIntegration(resource: TaskResource): Integration {
  if (resource.kind === 'function') return callFunction;
  if (resource.kind === 'activity') return runActivity;
  if (resource.service === 'aws-sdk:sfn') return callStepFunctions;
  if (resource.service.startsWith('aws-sdk:')) return callSdk;
  return integrations[`${resource.service}:${resource.action}`] ?? unsupported;
}
