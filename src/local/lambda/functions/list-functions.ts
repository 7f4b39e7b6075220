import type { ListFunctionsRequest, ListFunctionsResponse } from '@aws-sdk/client-lambda';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { listedConfiguration } from '../configuration.ts';
import { latestVersion, type LambdaFunction } from '../model.ts';
import { page } from '../paging.ts';

/** $LATEST of each function, or with FunctionVersion ALL every version. */
export const listFunctions = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<ListFunctionsRequest>>): ListFunctionsResponse => {
    const now = backend.cloud.clock.now();
    const all = backend
      .list(caller)
      .flatMap((lambda) =>
        input.FunctionVersion === 'ALL' ? everyVersion(lambda, now) : [onlyLatest(lambda, now)],
      );
    const { items, ...marker } = page(all, input);
    return { Functions: items, ...marker };
  },
);

function onlyLatest(lambda: LambdaFunction, now: number) {
  return listedConfiguration(lambda, lambda.latest, { now });
}

/** $LATEST and what was published, each under its qualified ARN. */
export function everyVersion(lambda: LambdaFunction, now: number) {
  return [
    listedConfiguration(lambda, lambda.latest, { now, qualifier: latestVersion }),
    ...[...lambda.published.values()].map((version) =>
      listedConfiguration(lambda, version, { now, qualifier: version.version }),
    ),
  ];
}
