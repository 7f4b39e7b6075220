/** Names for versions: CreateAlias, GetAlias, UpdateAlias, DeleteAlias, ListAliases. */
import { randomUUID } from 'node:crypto';
import type {
  AliasConfiguration,
  CreateAliasRequest,
  DeleteAliasRequest,
  GetAliasRequest,
  ListAliasesRequest,
  ListAliasesResponse,
  UpdateAliasRequest,
} from '@aws-sdk/client-lambda';
import type { Caller } from '../../caller.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { checkRevision } from '../change.ts';
import { requireFunction } from '../lookup.ts';
import type { Alias, LambdaFunction } from '../model.ts';
import { functionArn, readOwnReference } from '../names.ts';
import { page } from '../paging.ts';
import { atMostLong, conflict, matches, notFound, present, validate } from '../validation.ts';
import { aliasNamePattern, checkWeights, readRouting, requirePublished } from './alias-input.ts';

export const createAlias = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<CreateAliasRequest>>): AliasConfiguration => {
    const { Name = '', FunctionVersion = '', Description = '' } = input;
    validate(
      present('functionVersion', input.FunctionVersion),
      matches('name', Name, aliasNamePattern),
      atMostLong('name', Name, 128),
    );
    checkWeights(input.RoutingConfig);
    const reference = readOwnReference(caller, input.FunctionName ?? '');
    const lambda = requireFunction(backend, { ...reference, qualifier: FunctionVersion });
    const routing = readRouting(lambda, FunctionVersion, input.RoutingConfig);
    requirePublished(lambda, FunctionVersion);
    if (lambda.aliases.has(Name)) throw conflict(`Alias already exists: ${aliasArn(lambda, Name)}`);
    return keep(lambda, {
      name: Name,
      version: FunctionVersion,
      description: Description,
      revision: randomUUID(),
      ...(routing && { routing }),
    });
  },
);

export const getAlias = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<GetAliasRequest>>): AliasConfiguration => {
    const { lambda, alias } = find(backend, input, caller);
    return describe(lambda, alias);
  },
);

/** Changes what the request names; an empty routing configuration takes the second version away. */
export const updateAlias = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<UpdateAliasRequest>>): AliasConfiguration => {
    checkWeights(input.RoutingConfig);
    const { lambda, alias } = find(backend, input, caller);
    checkRevision(input.RevisionId, alias.revision);
    const version = input.FunctionVersion ?? alias.version;
    requirePublished(lambda, version);
    const routing = input.RoutingConfig ? readRouting(lambda, version, input.RoutingConfig) : alias.routing;
    return keep(lambda, {
      name: alias.name,
      version,
      description: input.Description ?? alias.description,
      revision: randomUUID(),
      ...(routing && { routing }),
    });
  },
);

/** An alias that is not there is no error. Its URL stays, and is forbidden from then on. */
export const deleteAlias = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<DeleteAliasRequest>>): object => {
    const lambda = requireFunction(backend, readOwnReference(caller, input.FunctionName ?? ''));
    lambda.aliases.delete(input.Name ?? '');
    lambda.policies.delete(input.Name ?? '');
    lambda.provisioned.delete(input.Name ?? '');
    lambda.eventConfigs.delete(input.Name ?? '');
    return {};
  },
);

export const listAliases = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<ListAliasesRequest>>): ListAliasesResponse => {
    const lambda = requireFunction(backend, readOwnReference(caller, input.FunctionName ?? ''));
    const all = [...lambda.aliases.values()]
      .filter(({ version }) => input.FunctionVersion === undefined || version === input.FunctionVersion)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, ...marker } = page(all, input);
    return { Aliases: items.map((alias) => describe(lambda, alias)), ...marker };
  },
);

function find(
  backend: LambdaBackend,
  input: { FunctionName?: string | undefined; Name?: string | undefined },
  caller: Caller,
): { lambda: LambdaFunction; alias: Alias } {
  const lambda = requireFunction(backend, readOwnReference(caller, input.FunctionName ?? ''));
  return { lambda, alias: requireAlias(lambda, input.Name ?? '') };
}

/** Throws ResourceNotFoundException. */
export function requireAlias(lambda: LambdaFunction, name: string): Alias {
  const alias = lambda.aliases.get(name);
  if (alias) return alias;
  throw notFound(`Cannot find alias arn: ${aliasArn(lambda, name)}`);
}

function keep(lambda: LambdaFunction, alias: Alias): AliasConfiguration {
  lambda.aliases.set(alias.name, alias);
  return describe(lambda, alias);
}

function describe(
  lambda: LambdaFunction,
  { name, version, description, revision, routing }: Alias,
): AliasConfiguration {
  return {
    AliasArn: aliasArn(lambda, name),
    Name: name,
    FunctionVersion: version,
    Description: description,
    RevisionId: revision,
    ...(routing && { RoutingConfig: { AdditionalVersionWeights: { [routing.version]: routing.weight } } }),
  };
}

function aliasArn({ place, name }: LambdaFunction, alias: string): string {
  return functionArn({ ...place, name, qualifier: alias });
}
