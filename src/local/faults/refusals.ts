/** The errors that faults answer with: each service has its own words for the same refusal. */
import { AwsError } from '../errors.ts';
import type { Effect } from './fault.ts';
import type { WatchedCall } from './watched-call.ts';

export function internalFailure(): AwsError {
  return new AwsError('InternalFailure', 'A fault was asked for', 500);
}

interface Words {
  readonly throttling: readonly [code: string, status: number];
  readonly denial: readonly [code: string, status: number];
}

/** What the JSON services answer unless they have words of their own (service models of botocore 1.43). */
const common: Words = { throttling: ['ThrottlingException', 400], denial: ['AccessDeniedException', 400] };
const query: Words = { throttling: ['Throttling', 400], denial: ['AccessDenied', 403] };

const words: ReadonlyMap<string, Words> = new Map([
  ['lambda', { throttling: ['TooManyRequestsException', 429], denial: ['AccessDeniedException', 403] }],
  ['iam', query],
  ['sts', query],
  ['tagging', { ...common, throttling: ['ThrottledException', 400] }],
]);

export function throttling({ service }: WatchedCall): AwsError {
  const [code, status] = (words.get(service) ?? common).throttling;
  return new AwsError(code, 'Rate exceeded', status);
}

/** `User: … is not authorized to perform: … on resource: … because …`, as of a caller whose policies lack the action. */
export function denial(call: WatchedCall, effect: Effect & { effect: 'deny' }): AwsError {
  const action = effect.action ?? `${actionPrefix(call.service)}:${call.operation}`;
  const resource = effect.resource ?? (action === 'iam:PassRole' ? passedRole(call.input) : '*');
  const [code, status] = (words.get(call.service) ?? common).denial;
  return new AwsError(
    code,
    `User: ${call.caller.arn} is not authorized to perform: ${action} on resource: ${resource} ` +
      `because no identity-based policy allows the ${action} action`,
    status,
  );
}

/** IAM's name of a service is its signing name; the tagging API alone has two (IAM service authorization reference). */
function actionPrefix(service: string): string {
  return service === 'tagging' ? 'tag' : service;
}

/** Lambda calls it Role, Step Functions roleArn. */
function passedRole(input: unknown): string {
  const { Role, roleArn } = input as { readonly Role?: unknown; readonly roleArn?: unknown };
  const arn = Role ?? roleArn;
  return typeof arn === 'string' ? arn : '*';
}
