import type { FunctionConfiguration, GetFunctionRequest, GetFunctionResponse } from '@aws-sdk/client-lambda';
import type { Caller } from '../../caller.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { codeLocation } from '../code/location.ts';
import { configuration } from '../configuration.ts';
import { requireFunction, requireVersion } from '../lookup.ts';
import { readOwnReference } from '../names.ts';

type Input = Wire<GetFunctionRequest>;

export const getFunction = operation(
  (backend: LambdaBackend, { input, caller }: Call<Input>): GetFunctionResponse => {
    const { lambda, version, qualifier } = find(backend, input, caller);
    // Of the function itself: whoever asks for a version or an alias is not told (seen on AWS).
    const reservedConcurrency = qualifier === undefined ? lambda.reservedConcurrency : undefined;
    return {
      Configuration: configuration(lambda, version, { now: backend.cloud.clock.now(), qualifier }),
      Code: { RepositoryType: 'S3', Location: codeLocation(backend, version.code, caller) },
      ...(Object.keys(lambda.tags).length > 0 && { Tags: lambda.tags }),
      ...(reservedConcurrency !== undefined && {
        Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
      }),
    };
  },
);

export const getFunctionConfiguration = operation(
  (backend: LambdaBackend, { input, caller }: Call<Input>): FunctionConfiguration => {
    const { lambda, version, qualifier } = find(backend, input, caller);
    return configuration(lambda, version, { now: backend.cloud.clock.now(), qualifier });
  },
);

function find(backend: LambdaBackend, input: Input, caller: Caller) {
  const reference = readOwnReference(caller, input.FunctionName ?? '', input.Qualifier);
  const lambda = requireFunction(backend, reference);
  return { lambda, version: requireVersion(lambda, reference), qualifier: reference.qualifier };
}
