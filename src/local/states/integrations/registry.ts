/** Which integration makes the call of a Resource. */
import { TaskFailure, type TaskResource } from '../../asl/index.ts';
import { runActivity } from './activity.ts';
import { callSdk } from './aws-sdk-sfn.ts';
import type { Integration } from './integration.ts';
import { callFunction, invokeFunction } from './lambda.ts';
import { startExecution } from './states.ts';

/** By service and action. */
const integrations: Readonly<Record<string, Integration>> = {
  'lambda:invoke': invokeFunction,
  'states:startExecution': startExecution,
};

export function findIntegration(resource: TaskResource): Integration {
  if (resource.kind === 'function') return callFunction;
  if (resource.kind === 'activity') return runActivity;
  if (resource.service === 'aws-sdk:sfn') return callSdk;
  return integrations[`${resource.service}:${resource.action}`] ?? unsupported;
}

/** The embedded AWS never makes a result up: the state fails and says what can be done. */
const unsupported: Integration = ({ call, facts }) => {
  facts.scheduled();
  facts.started();
  const cause =
    `The embedded AWS does not have the integration ${call.resource.arn}. ` +
    'Give the state a mock in the tests of workflow.yaml, call the service from a Lambda function, or run with --aws.';
  return Promise.reject(new TaskFailure('States.TaskFailed', cause));
};
