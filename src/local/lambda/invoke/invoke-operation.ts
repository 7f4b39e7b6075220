import type { InvocationRequest } from '@aws-sdk/client-lambda';
import type { Caller } from '../../caller.ts';
import type { InvokeRequest, InvokeResult } from '../../cloud.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { oneOf, validate } from '../validation.ts';
import { invoke } from './invoke.ts';

/** The payload is the request's body; the rest comes in headers and query. */
type Input = Omit<Wire<InvocationRequest>, 'Payload'> & {
  readonly Payload: Buffer;
  readonly TraceHeader?: string;
};

const types = ['Event', 'RequestResponse', 'DryRun'] as const;

export const invokeOperation = operation(
  async (backend: LambdaBackend, { input, caller, requestId, signal }: Call<Input>): Promise<object> => {
    validate(
      oneOf('invocationType', input.InvocationType, types),
      oneOf('logType', input.LogType, ['None', 'Tail']),
    );
    const request = readRequest(input, caller, signal);
    return describe(await invoke(backend, request, requestId), input.LogType === 'Tail');
  },
);

/** What a client asks for, as the cloud's face has it. */
export function readRequest(input: Input, caller: Caller, signal: AbortSignal): InvokeRequest {
  return {
    functionName: input.FunctionName ?? '',
    account: caller.account,
    region: caller.region,
    principal: caller.principal,
    payload: input.Payload,
    type: input.InvocationType ?? 'RequestResponse',
    signal,
    ...(input.Qualifier !== undefined && { qualifier: input.Qualifier }),
    ...(input.ClientContext && { clientContext: decode(input.ClientContext) }),
    ...(input.TraceHeader && { traceHeader: input.TraceHeader }),
  };
}

function describe(result: InvokeResult, withLog: boolean): object {
  const { statusCode, payload, functionError, executedVersion, logTail, traceId } = result;
  return {
    StatusCode: statusCode,
    Payload: payload,
    FunctionError: functionError,
    ExecutedVersion: statusCode === 200 ? executedVersion : undefined,
    LogResult: withLog && statusCode === 200 ? Buffer.from(logTail).toString('base64') : undefined,
    TraceId: traceId,
  };
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString();
}
