import { TaskFailure, type ServiceResource } from '../../asl/index.ts';
import type { Integration } from './integration.ts';

/** The embedded AWS never makes a result up: the state fails and says what can be done. */
export const unsupported: Integration = ({ call, facts }) => {
  facts.scheduled();
  facts.started();
  const name = (call.resource as ServiceResource).service.replace('aws-sdk:', '');
  const cause =
    `The embedded AWS does not have the integration ${call.resource.arn}. ` +
    `Say where the service is (AWS_ENDPOINT_URL_${name.toUpperCase()}; services with AWS JSON, S3 and SNS are forwarded), ` +
    'give the state a mock in the tests of workflow.yaml, call the service from a Lambda function, or run with --aws.';
  return Promise.reject(new TaskFailure('States.TaskFailed', cause));
};
