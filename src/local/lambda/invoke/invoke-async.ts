import { operation, type Call } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { invoke } from './invoke.ts';
import { readRequest } from './invoke-operation.ts';

/** The older way of an asynchronous invocation, from before there were qualifiers and headers for it. */
export const invokeAsync = operation(
  async (
    backend: LambdaBackend,
    {
      input,
      caller,
      requestId,
      signal,
    }: Call<{ readonly FunctionName: string; readonly InvokeArgs: Buffer }>,
  ): Promise<object> => {
    const { FunctionName, InvokeArgs: Payload } = input;
    const request = readRequest({ FunctionName, Payload, InvocationType: 'Event' }, caller, signal);
    const { statusCode } = await invoke(backend, request, requestId);
    return { Status: statusCode };
  },
);
