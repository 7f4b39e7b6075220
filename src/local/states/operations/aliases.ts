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
  UpdateStateMachineAliasInput,
  UpdateStateMachineAliasOutput,
} from '@aws-sdk/client-sfn';
import { operation, type Call, type Wire } from '../../service.ts';
import { findAlias, isSame, readRoutes, routing } from '../alias-routing.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, required, text } from '../constraints.ts';
import { conflict, validationException } from '../errors.ts';
import { page, pageMembers } from '../page.ts';

/** With the escapes that AWS shows. */
const namePattern = new RegExp(String.raw`^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$`);

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
    const { machine, routes } = readRoutes(backend.region(caller), routingConfiguration);
    const existing = machine.aliases.get(name);
    if (existing && !isSame(existing, description, routes)) {
      throw conflict(
        'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
      );
    }
    const now = backend.clock.now();
    const arn = `${machine.arn}:${name}`;
    const alias = existing ?? { arn, name, description, routes, creationDate: now, updateDate: now };
    machine.aliases.set(name, alias);
    return { stateMachineAliasArn: arn, creationDate: new Date(alias.creationDate) };
  },
);

export const describeStateMachineAlias = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<DescribeStateMachineAliasInput>>,
  ): DescribeStateMachineAliasOutput => {
    checkMembers(input, { stateMachineAliasArn: required(text(1, 256)) });
    const { alias } = findAlias(backend.region(caller), input.stateMachineAliasArn ?? '');
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
    const { machine, alias } = findAlias(backend.region(caller), input.stateMachineAliasArn ?? '');
    if (routingConfiguration) {
      const routed = readRoutes(backend.region(caller), routingConfiguration);
      if (routed.machine !== machine) {
        throw validationException('An alias leads to versions of its own state machine only');
      }
      alias.routes = routed.routes;
    }
    alias.description = description ?? alias.description;
    alias.updateDate = backend.clock.now();
    return { updateDate: new Date(alias.updateDate) };
  },
);

export const deleteStateMachineAlias = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<DeleteStateMachineAliasInput>>,
  ): DeleteStateMachineAliasOutput => {
    checkMembers(input, { stateMachineAliasArn: required(text(1, 256)) });
    const { machine, alias } = findAlias(backend.region(caller), input.stateMachineAliasArn ?? '');
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
