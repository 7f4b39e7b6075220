/** Provisioned concurrency of versions and aliases: kept and shown; processes here start as fast as they can anyway. */
import type {
  DeleteProvisionedConcurrencyConfigRequest,
  GetProvisionedConcurrencyConfigRequest,
  GetProvisionedConcurrencyConfigResponse,
  ListProvisionedConcurrencyConfigsRequest,
  ListProvisionedConcurrencyConfigsResponse,
  PutProvisionedConcurrencyConfigRequest,
} from '@aws-sdk/client-lambda';
import type { Caller } from '../../caller.ts';
import { AwsError } from '../../errors.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import { requireAlias } from '../aliases/aliases.ts';
import type { LambdaBackend } from '../backend.ts';
import { settlingMs } from '../change.ts';
import { timestamp } from '../configuration.ts';
import { requireFunction, requireVersion } from '../lookup.ts';
import { latestVersion, type LambdaFunction, type Provisioned } from '../model.ts';
import { functionArn, readOwnReference, type FunctionReference } from '../names.ts';
import { page } from '../paging.ts';
import { conflict, invalidParameter, notFound, present, validate, within } from '../validation.ts';

interface Input {
  readonly FunctionName?: string | undefined;
  readonly Qualifier?: string | undefined;
}

/** Answers at once with Status IN_PROGRESS. */
export const putProvisionedConcurrencyConfig = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<PutProvisionedConcurrencyConfigRequest>>,
  ): GetProvisionedConcurrencyConfigResponse => {
    const { ProvisionedConcurrentExecutions: requested = 0 } = input;
    validate(
      present('provisionedConcurrentExecutions', input.ProvisionedConcurrentExecutions),
      within('provisionedConcurrentExecutions', requested, 1, Infinity),
    );
    if (input.Qualifier === latestVersion) {
      throw invalidParameter(
        'Provisioned Concurrency Configs cannot be applied to unpublished function versions.',
      );
    }
    const { lambda, qualifier } = find(backend, input, caller);
    checkSharing(lambda, qualifier);
    checkReserved(lambda, qualifier, requested);
    const now = backend.cloud.clock.now();
    const config = { requested, modifiedAt: now, readyAt: now + settlingMs };
    lambda.provisioned.set(qualifier, config);
    return describe(config, now);
  },
);

export const getProvisionedConcurrencyConfig = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<GetProvisionedConcurrencyConfigRequest>>,
  ): GetProvisionedConcurrencyConfigResponse => {
    const { lambda, qualifier } = find(backend, input, caller);
    const config = lambda.provisioned.get(qualifier);
    if (config) return describe(config, backend.cloud.clock.now());
    throw new AwsError(
      'ProvisionedConcurrencyConfigNotFoundException',
      'No Provisioned Concurrency Config found for this function',
      404,
    );
  },
);

/** Also where there is none. */
export const deleteProvisionedConcurrencyConfig = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<DeleteProvisionedConcurrencyConfigRequest>>,
  ): object => {
    const { lambda, qualifier } = find(backend, input, caller);
    lambda.provisioned.delete(qualifier);
    return {};
  },
);

export const listProvisionedConcurrencyConfigs = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<ListProvisionedConcurrencyConfigsRequest>>,
  ): ListProvisionedConcurrencyConfigsResponse => {
    const reference = readOwnReference(caller, input.FunctionName ?? '');
    const { provisioned } = requireFunction(backend, reference);
    const now = backend.cloud.clock.now();
    const all = [...provisioned].map(([qualifier, config]) => ({
      FunctionArn: functionArn({ ...reference, qualifier }),
      ...describe(config, now),
    }));
    const { items, ...marker } = page(all, input);
    return { ProvisionedConcurrencyConfigs: items, ...marker };
  },
);

/** Throws AWS's refusals of qualifiers, each kind in its own words. */
function find(
  backend: LambdaBackend,
  input: Input,
  caller: Caller,
): { lambda: LambdaFunction; qualifier: string } {
  const reference = readOwnReference(caller, input.FunctionName ?? '', input.Qualifier);
  const { qualifier = latestVersion } = reference;
  if (qualifier === latestVersion) {
    throw invalidParameter('The function resource provided must be an alias or a published version.');
  }
  const lambda = backend.find(reference);
  if (/^\d+$/.test(qualifier)) requireVersion(requireFunction(backend, reference), reference);
  else if (lambda) requireAlias(lambda, qualifier);
  else throw noAlias(reference);
  return { lambda: requireFunction(backend, reference), qualifier };
}

function noAlias(reference: FunctionReference): Error {
  return notFound(`Cannot find alias arn: ${functionArn(reference)}`);
}

/** A version is provisioned itself or through one alias. */
function checkSharing({ aliases, provisioned }: LambdaFunction, qualifier: string): void {
  const alias = aliases.get(qualifier);
  if (alias && provisioned.has(alias.version)) {
    throw conflict(
      "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
    );
  }
  const pointing = [...aliases.values()].some(
    ({ name, version }) => version === qualifier && provisioned.has(name),
  );
  if (pointing) throw conflict('Version is pointed by a Provisioned Concurrency alias');
}

function checkReserved(lambda: LambdaFunction, qualifier: string, requested: number): void {
  const { reservedConcurrency } = lambda;
  const others = provisionedTotal(lambda) - (lambda.provisioned.get(qualifier)?.requested ?? 0);
  if (reservedConcurrency === undefined || others + requested <= reservedConcurrency) return;
  throw invalidParameter(
    `Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function`,
  );
}

/** Of all versions and aliases. */
export function provisionedTotal({ provisioned }: LambdaFunction): number {
  return [...provisioned.values()].reduce((total, { requested }) => total + requested, 0);
}

function describe(
  { requested, modifiedAt, readyAt }: Provisioned,
  now: number,
): GetProvisionedConcurrencyConfigResponse {
  const there = now >= readyAt ? requested : 0;
  return {
    RequestedProvisionedConcurrentExecutions: requested,
    AvailableProvisionedConcurrentExecutions: there,
    AllocatedProvisionedConcurrentExecutions: there,
    Status: there > 0 ? 'READY' : 'IN_PROGRESS',
    LastModified: timestamp(modifiedAt),
  };
}
