/** Aliases of state machines. */
import type {
  CreateStateMachineAliasInput,
  CreateStateMachineAliasOutput,
  DeleteStateMachineAliasInput,
  DeleteStateMachineAliasOutput,
  DescribeStateMachineAliasInput,
  DescribeStateMachineAliasOutput,
  ListStateMachineAliasesInput,
  ListStateMachineAliasesOutput,
  RoutingConfigurationListItem,
  UpdateStateMachineAliasInput,
  UpdateStateMachineAliasOutput,
} from '@aws-sdk/client-sfn';
import type { Caller } from '../../caller.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { Alias } from '../alias.ts';
import { isVersion, parseStateMachineArn } from '../arn.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, list, number, required, structure, text } from '../constraints.ts';
import { conflict, resourceNotFound, validationException } from '../errors.ts';
import { page, pageMembers } from '../page.ts';
import type { StateMachine, Version } from '../state-machine.ts';

/** With the escapes that AWS shows. */
const namePattern = new RegExp(String.raw`^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$`);

const routing = list(
  1,
  2,
  structure({ stateMachineVersionArn: required(text(1, 256)), weight: required(number(0, 100)) }),
  'RoutingConfigurationListItem',
);

type Routing = readonly Wire<RoutingConfigurationListItem>[];

export const createStateMachineAlias = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<CreateStateMachineAliasInput>>,
  ): CreateStateMachineAliasOutput => {
    checkMembers(input, {
      name: required(text(1, 80, namePattern)),
      description: text(0, 256),
      routingConfiguration: required(routing),
    });
    const { name = '', description, routingConfiguration = [] } = input;
    const { machine, routes } = readRoutes(backend, caller, routingConfiguration);
    const existing = machine.aliases.get(name);
    if (existing && !isSame(existing, description, routes)) {
      throw conflict(
        'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
      );
    }
    const now = backend.cloud.clock.now();
    const arn = `${machine.arn}:${name}`;
    const alias = existing ?? { arn, name, description, routes, creationDate: now, updateDate: now };
    machine.aliases.set(name, alias);
    return { stateMachineAliasArn: arn, creationDate: new Date(alias.creationDate) };
  },
);

function isSame(alias: Alias, description: string | undefined, routes: Alias['routes']): boolean {
  const written = (list: Alias['routes']): string =>
    JSON.stringify(list.map(({ version, weight }) => [version.number, weight]));
  return alias.description === description && written(alias.routes) === written(routes);
}

/** The versions that a routing configuration names, all of one machine. Throws ValidationException, ResourceNotFound. */
function readRoutes(
  backend: StatesBackend,
  caller: Caller,
  items: Routing,
): { readonly machine: StateMachine; readonly routes: Alias['routes'] } {
  const arns = items.map(({ stateMachineVersionArn }) => stateMachineVersionArn ?? '');
  const weights = items.map(({ weight }) => weight ?? 0);
  const received = `Received: [${arns.join(', ')}]`;
  if (!arns.every((arn) => isVersion(parseStateMachineArn(arn).qualifier ?? ''))) {
    throw validationException(`Routing configuration must contain state machine version ARNs. ${received}`);
  }
  if (new Set(arns).size < arns.length) {
    throw validationException(
      `Routing configuration must contain distinct state machine version ARNs. ${received}`,
    );
  }
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100) {
    throw validationException(
      `Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`,
    );
  }
  const found = arns.map((arn) => findVersion(backend, caller, arn));
  const [first] = found;
  if (!first || found.some(({ machine }) => machine !== first.machine)) {
    throw validationException(
      `Routing configuration must contain versions of the same state machine. ${received}`,
    );
  }
  const routes = found.map(({ version }, index) => ({ version, weight: weights[index] ?? 0 }));
  return { machine: first.machine, routes };
}

function findVersion(
  backend: StatesBackend,
  caller: Caller,
  versionArn: string,
): { readonly machine: StateMachine; readonly version: Version } {
  const { arn, qualifier } = parseStateMachineArn(versionArn);
  const machine = backend.region(caller).stateMachines.get(arn);
  const version = machine?.versions.get(Number(qualifier));
  if (!machine || !version) throw resourceNotFound(versionArn);
  return { machine, version };
}

function findAlias(
  backend: StatesBackend,
  caller: Caller,
  aliasArn: string,
): { readonly machine: StateMachine; readonly alias: Alias } {
  const { arn, qualifier = '' } = parseStateMachineArn(aliasArn);
  const machine = backend.region(caller).stateMachines.get(arn);
  const alias = machine?.aliases.get(qualifier);
  if (!machine || !alias) throw resourceNotFound(aliasArn);
  return { machine, alias };
}

export const describeStateMachineAlias = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<DescribeStateMachineAliasInput>>,
  ): DescribeStateMachineAliasOutput => {
    checkMembers(input, { stateMachineAliasArn: required(text(1, 256)) });
    const { alias } = findAlias(backend, caller, input.stateMachineAliasArn ?? '');
    return {
      stateMachineAliasArn: alias.arn,
      name: alias.name,
      description: alias.description,
      routingConfiguration: alias.routes.map(({ version, weight }) => ({
        stateMachineVersionArn: version.arn,
        weight,
      })),
      creationDate: new Date(alias.creationDate),
      updateDate: new Date(alias.updateDate),
    };
  },
);

export const updateStateMachineAlias = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<UpdateStateMachineAliasInput>>,
  ): UpdateStateMachineAliasOutput => {
    checkMembers(input, {
      stateMachineAliasArn: required(text(1, 256)),
      description: text(0, 256),
      routingConfiguration: routing,
    });
    const { description, routingConfiguration } = input;
    if (description === undefined && routingConfiguration === undefined) {
      throw validationException('Either the description or the routing configuration must be specified');
    }
    const { machine, alias } = findAlias(backend, caller, input.stateMachineAliasArn ?? '');
    if (routingConfiguration) {
      const routed = readRoutes(backend, caller, routingConfiguration);
      if (routed.machine !== machine) {
        throw validationException('An alias leads to versions of its own state machine only');
      }
      alias.routes = routed.routes;
    }
    alias.description = description ?? alias.description;
    alias.updateDate = backend.cloud.clock.now();
    return { updateDate: new Date(alias.updateDate) };
  },
);

export const deleteStateMachineAlias = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<DeleteStateMachineAliasInput>>,
  ): DeleteStateMachineAliasOutput => {
    checkMembers(input, { stateMachineAliasArn: required(text(1, 256)) });
    const { machine, alias } = findAlias(backend, caller, input.stateMachineAliasArn ?? '');
    machine.aliases.delete(alias.name);
    return {};
  },
);

/** All aliases, or those that lead to the version whose ARN is given. */
export const listStateMachineAliases = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<ListStateMachineAliasesInput>>,
  ): ListStateMachineAliasesOutput => {
    checkMembers(input, { ...pageMembers(), stateMachineArn: required(text(1, 256)) });
    const { machine, qualifier } = backend.region(caller).qualified(input.stateMachineArn ?? '');
    const aliases = [...machine.aliases.values()].filter(
      ({ routes }) =>
        qualifier === undefined || routes.some(({ version }) => String(version.number) === qualifier),
    );
    const { items, nextToken } = page(aliases, input);
    return {
      stateMachineAliases: items.map(({ arn, creationDate }) => ({
        stateMachineAliasArn: arn,
        creationDate: new Date(creationDate),
      })),
      nextToken,
    };
  },
);
