/** How asynchronous invocations go: retries, age and destinations of a function, a version or an alias. */
import type {
  DeleteFunctionEventInvokeConfigRequest,
  FunctionEventInvokeConfig,
  GetFunctionEventInvokeConfigRequest,
  ListFunctionEventInvokeConfigsRequest,
  ListFunctionEventInvokeConfigsResponse,
  PutFunctionEventInvokeConfigRequest,
} from '@aws-sdk/client-lambda';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { latestVersion, type EventInvokeConfig, type LambdaFunction } from '../model.ts';
import { functionArn, readOwnReference, type FunctionReference } from '../names.ts';
import { page } from '../paging.ts';
import { invalidParameter, notFound, validate, within } from '../validation.ts';
import { checkDestinations } from './destinations.ts';

type PutRequest = Wire<PutFunctionEventInvokeConfigRequest>;

/** In the place of what was there. */
export const putFunctionEventInvokeConfig = operation(
  (backend: LambdaBackend, { input, caller }: Call<PutRequest>): Wire<FunctionEventInvokeConfig> => {
    const reference = read(caller, input);
    checkInput(backend, reference, input);
    const lambda = find(backend, reference);
    return keep(backend, lambda, reference, undefined, input);
  },
);

/** What the request does not name stays. */
export const updateFunctionEventInvokeConfig = operation(
  (backend: LambdaBackend, { input, caller }: Call<PutRequest>): Wire<FunctionEventInvokeConfig> => {
    const reference = read(caller, input);
    checkInput(backend, reference, input);
    const lambda = find(backend, reference);
    return keep(backend, lambda, reference, requireConfig(lambda, reference), input);
  },
);

export const getFunctionEventInvokeConfig = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<GetFunctionEventInvokeConfigRequest>>,
  ): Wire<FunctionEventInvokeConfig> => {
    const reference = read(caller, input);
    return describe(reference, requireConfig(backend.find(reference), reference));
  },
);

export const deleteFunctionEventInvokeConfig = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<DeleteFunctionEventInvokeConfigRequest>>): object => {
    const reference = read(caller, input);
    const lambda = backend.find(reference);
    requireConfig(lambda, reference);
    lambda?.eventConfigs.delete(reference.qualifier);
    return {};
  },
);

export const listFunctionEventInvokeConfigs = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<ListFunctionEventInvokeConfigsRequest>>,
  ): Wire<ListFunctionEventInvokeConfigsResponse> => {
    const reference = readOwnReference(caller, input.FunctionName ?? '');
    const lambda = backend.find(reference);
    if (!lambda) throw gone();
    const all = [...lambda.eventConfigs].map(([qualifier, config]) =>
      describe({ ...reference, qualifier }, config),
    );
    const { items, ...marker } = page(all, input);
    return { FunctionEventInvokeConfigs: items, ...marker };
  },
);

type Qualified = FunctionReference & { readonly qualifier: string };

/** Without a qualifier $LATEST is meant. */
function read(
  caller: Parameters<typeof readOwnReference>[0],
  input: { readonly FunctionName?: string | undefined; readonly Qualifier?: string | undefined },
): Qualified {
  return {
    qualifier: latestVersion,
    ...readOwnReference(caller, input.FunctionName ?? '', input.Qualifier),
  };
}

function checkInput(backend: LambdaBackend, reference: Qualified, input: PutRequest): void {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = input;
  validate(
    within('maximumRetryAttempts', MaximumRetryAttempts, 0, 2),
    within('maximumEventAgeInSeconds', MaximumEventAgeInSeconds, 60, 21_600),
  );
  if ([MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig].every((it) => it === undefined)) {
    throw invalidParameter('You must specify at least one of error handling or destination setting.');
  }
  if (DestinationConfig) checkDestinations(backend, reference, DestinationConfig);
}

function find(backend: LambdaBackend, reference: Qualified): LambdaFunction {
  const lambda = backend.find(reference);
  const { qualifier } = reference;
  if (!lambda) throw gone();
  const known =
    qualifier === latestVersion || lambda.aliases.has(qualifier) || lambda.published.has(qualifier);
  if (!known) throw gone();
  return lambda;
}

function gone(): Error {
  return notFound("The function doesn't exist.");
}

function requireConfig(lambda: LambdaFunction | undefined, reference: Qualified): EventInvokeConfig {
  const config = lambda?.eventConfigs.get(reference.qualifier);
  if (config) return config;
  throw notFound(`The function ${functionArn(reference)} doesn't have an EventInvokeConfig`);
}

function keep(
  { cloud }: LambdaBackend,
  lambda: LambdaFunction,
  reference: Qualified,
  before: EventInvokeConfig | undefined,
  input: PutRequest,
): Wire<FunctionEventInvokeConfig> {
  const { OnSuccess = {}, OnFailure = {} } = input.DestinationConfig ?? before?.destinations ?? {};
  const config: EventInvokeConfig = {
    retryAttempts: input.MaximumRetryAttempts ?? before?.retryAttempts,
    eventAge: input.MaximumEventAgeInSeconds ?? before?.eventAge,
    destinations: { OnSuccess, OnFailure },
    modifiedAt: cloud.clock.now(),
  };
  lambda.eventConfigs.set(reference.qualifier, config);
  return describe(reference, config);
}

/** Times are epoch seconds here, unlike in Lambda's other answers. */
function describe(
  reference: Qualified,
  { retryAttempts, eventAge, destinations, modifiedAt }: EventInvokeConfig,
): Wire<FunctionEventInvokeConfig> {
  return {
    FunctionArn: functionArn(reference),
    LastModified: modifiedAt / 1000,
    DestinationConfig: destinations,
    MaximumRetryAttempts: retryAttempts,
    MaximumEventAgeInSeconds: eventAge,
  };
}
