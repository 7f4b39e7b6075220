import type { ListVersionsByFunctionRequest, ListVersionsByFunctionResponse } from '@aws-sdk/client-lambda';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { everyVersion } from '../functions/list-functions.ts';
import { requireFunction } from '../lookup.ts';
import { readOwnReference } from '../names.ts';
import { page } from '../paging.ts';

export const listVersionsByFunction = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<ListVersionsByFunctionRequest>>,
  ): ListVersionsByFunctionResponse => {
    const lambda = requireFunction(backend, readOwnReference(caller, input.FunctionName ?? ''));
    const { items, ...marker } = page(everyVersion(lambda, backend.cloud.clock.now()), input);
    return { Versions: items, ...marker };
  },
);
