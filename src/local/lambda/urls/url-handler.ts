/** One request of a function URL, from HTTP to the function and back. */
import { randomUUID } from 'node:crypto';
import type { Caller } from '../../caller.ts';
import { AwsError } from '../../errors.ts';
import type { LambdaBackend } from '../backend.ts';
import { execute, selectVersion, type Admitted } from '../invoke/invoke.ts';
import { stream } from '../invoke/response-stream.ts';
import { traceIdOf } from '../invoke/trace.ts';
import type { FunctionUrl, LambdaFunction } from '../model.ts';
import type { FunctionReference } from '../names.ts';
import { corsHeaders, preflightResponse } from './cors.ts';
import { mayCallUrl, urlSigner } from './url-access.ts';
import { urlEvent, type UrlRequest } from './url-event.ts';
import { streamedResponse } from './streamed-response.ts';
import { badGateway, errorResponse, forbidden, urlResponse, type UrlResponse } from './url-response.ts';

/** A function URL with what stands behind it. */
export interface UrlTarget {
  readonly lambda: LambdaFunction;
  readonly reference: FunctionReference;
  readonly url: FunctionUrl;
}

/** Answers a request: a preflight from the configuration, everything else from the function. */
export async function handleUrl(
  backend: LambdaBackend,
  target: UrlTarget,
  request: UrlRequest,
): Promise<UrlResponse> {
  const { Cors: cors = {} } = target.url.config;
  const preflight = preflightResponse(cors, request);
  if (preflight && target.url.config.Cors) return preflight;
  const response = await answer(backend, target, request);
  return { ...response, headers: { ...response.headers, ...corsHeaders(cors, request.headers.origin) } };
}

async function answer(backend: LambdaBackend, target: UrlTarget, request: UrlRequest): Promise<UrlResponse> {
  try {
    const signer = target.url.config.AuthType === 'NONE' ? undefined : urlSigner(backend, request);
    if (!isAdmitted(backend, target, signer)) return forbidden();
    return await run(backend, target, request, signer);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return errorResponse(error.status, error.code, { message: error.message });
  }
}

/** Whether who calls, or everybody, may. */
function isAdmitted(
  backend: LambdaBackend,
  { lambda, reference, url }: UrlTarget,
  signer: Caller | undefined,
): boolean {
  const { AuthType: authType } = url.config;
  if (!stands(lambda, reference) || (!signer && authType !== 'NONE')) return false;
  const principal = signer?.principal ?? { kind: 'anonymous' };
  return mayCallUrl(backend, lambda, reference, { principal, authType });
}

/** A URL outlives its alias, but then nobody may call it (recorded). */
function stands(lambda: LambdaFunction, { qualifier }: FunctionReference): boolean {
  return qualifier === undefined || lambda.aliases.has(qualifier);
}

async function run(
  backend: LambdaBackend,
  { lambda, reference, url }: UrlTarget,
  request: UrlRequest,
  signer: Caller | undefined,
): Promise<UrlResponse> {
  const requestId = randomUUID();
  const now = backend.cloud.clock.now();
  const traceId = traceIdOf(request.headers['x-amzn-trace-id'], now);
  const facts = { id: url.id, requestId, traceId, now, ...(signer && { signer }) };
  const payload = Buffer.from(JSON.stringify(urlEvent(request, facts)));
  const respond = url.config.InvokeMode === 'RESPONSE_STREAM' ? runStreaming : runBuffered;
  const response = await orRefusal(() =>
    respond(backend, { lambda, reference, requestId, payload, traceId }),
  );
  const traced = { 'x-amzn-RequestId': requestId, 'X-Amzn-Trace-Id': traceId };
  return { ...response, headers: { ...response.headers, ...traced } };
}

async function runBuffered(backend: LambdaBackend, admitted: Admitted): Promise<UrlResponse> {
  const { payload, functionError } = await execute(backend, admitted, selectVersion(backend, admitted));
  return functionError === undefined ? urlResponse(payload) : badGateway();
}

async function runStreaming(backend: LambdaBackend, admitted: Admitted): Promise<UrlResponse> {
  return streamedResponse(await stream(backend, admitted, selectVersion(backend, admitted)));
}

async function orRefusal(run: () => Promise<UrlResponse>): Promise<UrlResponse> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return errorResponse(error.status, error.code, { Message: error.message, ...error.members });
  }
}
