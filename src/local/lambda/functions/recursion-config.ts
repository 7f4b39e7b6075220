/** What AWS does about functions that call themselves in a loop: kept and shown; loops are not looked for here. */
import type {
  GetFunctionRecursionConfigRequest,
  GetFunctionRecursionConfigResponse,
  PutFunctionRecursionConfigRequest,
} from '@aws-sdk/client-lambda';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { requireFunction } from '../lookup.ts';
import { readOwnReference } from '../names.ts';
import { oneOf, present, validate } from '../validation.ts';

export const putFunctionRecursionConfig = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<PutFunctionRecursionConfigRequest>>,
  ): GetFunctionRecursionConfigResponse => {
    validate(
      present('recursiveLoop', input.RecursiveLoop),
      oneOf('recursiveLoop', input.RecursiveLoop, ['Allow', 'Terminate']),
    );
    const lambda = requireFunction(backend, readOwnReference(caller, input.FunctionName ?? ''));
    lambda.recursiveLoop = input.RecursiveLoop ?? 'Terminate';
    return { RecursiveLoop: lambda.recursiveLoop };
  },
);

export const getFunctionRecursionConfig = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<GetFunctionRecursionConfigRequest>>,
  ): GetFunctionRecursionConfigResponse => {
    const lambda = requireFunction(backend, readOwnReference(caller, input.FunctionName ?? ''));
    return { RecursiveLoop: lambda.recursiveLoop };
  },
);
