/** `retry:` and `catch:` → Retry and Catch. */
import type { JsonObject } from '../../json.ts';
import type { CatchSpec, RetrySpec } from '../../workflow/step.ts';

/**
 * The block that Workflow Studio writes for Lambda tasks: transient errors of the service, never those of the code.
 */
export const recommendedRetry: readonly JsonObject[] = [
  {
    ErrorEquals: [
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.TooManyRequestsException',
    ],
    IntervalSeconds: 1,
    MaxAttempts: 3,
    BackoffRate: 2,
    JitterStrategy: 'FULL',
  },
];

export function retriers(retry: readonly RetrySpec[]): JsonObject[] {
  return retry.map((spec) => ({
    ErrorEquals: spec.errorEquals,
    ...(spec.intervalSeconds !== undefined && { IntervalSeconds: spec.intervalSeconds }),
    ...(spec.maxAttempts !== undefined && { MaxAttempts: spec.maxAttempts }),
    ...(spec.backoffRate !== undefined && { BackoffRate: spec.backoffRate }),
    ...(spec.maxDelaySeconds !== undefined && { MaxDelaySeconds: spec.maxDelaySeconds }),
    ...(spec.jitterStrategy !== undefined && { JitterStrategy: spec.jitterStrategy }),
  }));
}

export function catchers(specs: readonly CatchSpec[]): JsonObject[] {
  return specs.map(({ errorEquals, fields, next }) => ({ ErrorEquals: errorEquals, ...fields, Next: next }));
}
