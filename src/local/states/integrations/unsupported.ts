import { TaskFailure, type ServiceResource } from '../../asl/index.ts';
import { findService } from './calls/services.ts';
import type { Integration } from './integration.ts';

/** The embedded AWS never makes a result up: the state fails and says what can be done. */
export const unsupported: Integration = ({ call, facts }) => {
  facts.scheduled();
  facts.started();
  const name = (call.resource as ServiceResource).service.replace('aws-sdk:', '');
  const cause =
    `The embedded AWS does not have the integration ${call.resource.arn}. ` +
    `Say where the service is (${variableOf(name)}; services with AWS JSON, IAM, Lambda, S3, SNS and STS are forwarded), ` +
    'give the state a mock in the tests of workflow.yaml, call the service from a Lambda function, or run with --aws.';
  return Promise.reject(new TaskFailure('States.TaskFailed', cause));
};

/** As the SDKs name it: `AWS_ENDPOINT_URL_SECRETS_MANAGER`. */
function variableOf(name: string): string {
  return `AWS_ENDPOINT_URL_${(findService(name)?.id ?? name).replaceAll(' ', '_').toUpperCase()}`;
}
