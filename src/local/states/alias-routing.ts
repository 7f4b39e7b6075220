/** Where an alias leads, as requests say it, and finding aliases and versions by their ARNs. */
import type { RoutingConfigurationListItem } from '@aws-sdk/client-sfn';
import type { Wire } from '../service.ts';
import type { Alias } from './alias.ts';
import { isVersion, parseStateMachineArn } from './arn.ts';
import { list, number, required, structure, text } from './constraints.ts';
import { resourceNotFound, validationException } from './errors.ts';
import type { Region } from './region.ts';
import type { StateMachine, Version } from './state-machine.ts';

export const routing = list(
  1,
  2,
  structure({ stateMachineVersionArn: required(text(1, 256)), weight: required(number(0, 100)) }),
  'RoutingConfigurationListItem',
);

export type Routing = readonly Wire<RoutingConfigurationListItem>[];

/** Whether a request asks for the alias that there is. */
export function isSame(alias: Alias, description: string | undefined, routes: Alias['routes']): boolean {
  const written = (list: Alias['routes']): string =>
    JSON.stringify(list.map(({ version, weight }) => [version.number, weight]));
  return alias.description === description && written(alias.routes) === written(routes);
}

/** The versions that a routing configuration names, all of one machine. Throws ValidationException, ResourceNotFound. */
export function readRoutes(
  region: Region,
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
  const found = arns.map((arn) => findVersion(region, arn));
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
  region: Region,
  versionArn: string,
): { readonly machine: StateMachine; readonly version: Version } {
  const { arn, qualifier } = parseStateMachineArn(versionArn);
  const machine = region.stateMachines.get(arn);
  const version = machine?.versions.get(Number(qualifier));
  if (!machine || !version) throw resourceNotFound(versionArn);
  return { machine, version };
}

/** Throws ResourceNotFound. */
export function findAlias(
  region: Region,
  aliasArn: string,
): { readonly machine: StateMachine; readonly alias: Alias } {
  const { arn, qualifier = '' } = parseStateMachineArn(aliasArn);
  const machine = region.stateMachines.get(arn);
  const alias = machine?.aliases.get(qualifier);
  if (!machine || !alias) throw resourceNotFound(aliasArn);
  return { machine, alias };
}
