/** An invocation from the request to its result: who may, which version, and how. */
import { randomInt, randomUUID } from 'node:crypto';
import { partitionOf } from '../../caller.ts';
import type { AccessRequest, InvokeRequest, InvokeResult } from '../../cloud.ts';
import { AwsError } from '../../errors.ts';
import type { LambdaBackend } from '../backend.ts';
import { provisionedTotal } from '../concurrency/provisioned.ts';
import type { OpenResponse } from '../../runtimes/sandbox.ts';
import type { Execution } from '../execution/execution-environment.ts';
import { requireFunction, requireVersion, servingVersion } from '../lookup.ts';
import { isSettled, latestVersion, type FunctionVersion, type LambdaFunction } from '../model.ts';
import { functionArn, readReference, type FunctionReference } from '../names.ts';
import { policyDocument } from '../permissions/policy.ts';
import { conflict } from '../validation.ts';
import { readPayload } from './payload.ts';
import { traceIdOf } from './trace.ts';

/** An invocation that may go ahead. */
export interface Admitted {
  readonly lambda: LambdaFunction;
  readonly reference: FunctionReference;
  readonly requestId: string;
  readonly payload: Buffer;
  readonly traceId: string;
  /** JSON text. */
  readonly clientContext?: string;
}

/** See `Lambda.invoke` of the cloud. */
export async function invoke(
  backend: LambdaBackend,
  request: InvokeRequest,
  requestId: string = randomUUID(),
): Promise<InvokeResult> {
  const { admitted, version } = admit(backend, request, requestId);
  if (request.type === 'RequestResponse') return invokeNow(backend, admitted, version, request.signal);
  if (request.type === 'Event') backend.events.add(admitted);
  return {
    statusCode: request.type === 'Event' ? 202 : 204,
    payload: Buffer.alloc(0),
    executedVersion: version.version,
    requestId,
    traceId: admitted.traceId,
    logTail: '',
  };
}

/** What may be invoked, and by whom. Throws what Lambda.invoke throws before it invokes. */
export function admit(
  backend: LambdaBackend,
  request: InvokeRequest,
  requestId: string,
): { readonly admitted: Admitted; readonly version: FunctionVersion } {
  const place = { account: request.account, region: request.region, partition: partitionOf(request.region) };
  const reference = readReference(place, request.functionName, request.qualifier);
  const payload = readPayload(request.payload, request.type);
  authorizeInvoke(backend, reference, request);
  const lambda = requireFunction(backend, { qualifier: latestVersion, ...reference });
  const { clientContext } = request;
  const traceId = traceIdOf(request.traceHeader, backend.cloud.clock.now());
  const admitted = {
    lambda,
    reference,
    requestId,
    payload,
    traceId,
    ...(clientContext && { clientContext }),
  };
  return { admitted, version: selectVersion(backend, admitted) };
}

async function invokeNow(
  backend: LambdaBackend,
  admitted: Admitted,
  version: FunctionVersion,
  signal: AbortSignal | undefined,
): Promise<InvokeResult> {
  const execution = await unlessAborted(execute(backend, admitted, version), signal);
  const { requestId, traceId } = admitted;
  return { ...execution, statusCode: 200, executedVersion: version.version, requestId, traceId };
}

/** Throws AccessDeniedException in IAM's words. */
function authorizeInvoke(
  backend: LambdaBackend,
  reference: FunctionReference,
  { principal, context }: InvokeRequest,
): void {
  const decision = backend.cloud.iam.authorize({
    ...accessTo(backend.find(reference), reference),
    principal,
    action: 'lambda:InvokeFunction',
    ...(context && { context }),
  });
  if (!decision.allowed) throw new AwsError('AccessDeniedException', decision.message, 403);
}

/** The resource's part of an access request: the ARN as it was asked for, and the policy that stands there. */
export function accessTo(
  lambda: LambdaFunction | undefined,
  reference: FunctionReference,
): Pick<AccessRequest, 'resource' | 'resourceAccount' | 'resourcePolicy'> {
  const resourcePolicy = lambda && policyDocument(lambda, reference.qualifier);
  return {
    resource: functionArn(reference),
    resourceAccount: reference.account,
    ...(resourcePolicy && { resourcePolicy }),
  };
}

/** The version that will serve. Throws ResourceNotFoundException, or ResourceConflictException while it is pending. */
export function selectVersion({ cloud }: LambdaBackend, { lambda, reference }: Admitted): FunctionVersion {
  const qualifier = routed(lambda, reference.qualifier) ?? latestVersion;
  const now = cloud.clock.now();
  const version = servingVersion(requireVersion(lambda, { ...reference, qualifier }), now);
  if (isSettled(version, now) || version.change !== 'creation') return version;
  throw conflict(
    'The operation cannot be performed at this time. The function is currently in the following state: Pending',
  );
}

/** An alias with two versions gives each its part of the requests. */
function routed(lambda: LambdaFunction, qualifier: string | undefined): string | undefined {
  const routing = lambda.aliases.get(qualifier ?? '')?.routing;
  const chosen = routing && randomInt(1_000_000) < routing.weight * 1_000_000;
  return chosen ? routing.version : qualifier;
}

/**
 * Runs the request; see Sandbox.invoke for `open`. Throws TooManyRequestsException when the function's reserved concurrency
 * is used up.
 */
export async function execute(
  backend: LambdaBackend,
  { lambda, reference, requestId, payload, traceId, clientContext }: Admitted,
  version: FunctionVersion,
  open?: OpenResponse,
): Promise<Execution> {
  if (lambda.running >= concurrencyLeft(lambda, reference, version)) throw rateExceeded();
  lambda.running++;
  try {
    const request = {
      requestId,
      payload,
      invokedFunctionArn: functionArn(reference),
      traceId,
      ...(clientContext && { clientContext }),
    };
    return await backend.executor.run(lambda, version, request, open);
  } finally {
    lambda.running--;
  }
}

/** What is provisioned for some versions is not there for the others (recorded from AWS). */
function concurrencyLeft(
  lambda: LambdaFunction,
  { qualifier = latestVersion }: FunctionReference,
  { version }: FunctionVersion,
): number {
  const provisioned = lambda.provisioned.has(qualifier) || lambda.provisioned.has(version);
  return (lambda.reservedConcurrency ?? Infinity) - (provisioned ? 0 : provisionedTotal(lambda));
}

function rateExceeded(): AwsError {
  const members = { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' };
  return new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, members);
}

/** The function goes on when its caller has gone, as in AWS; only the wait ends. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  let leave: () => void = () => undefined;
  const gone = new Promise<never>((_, reject) => {
    leave = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([work, gone]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
