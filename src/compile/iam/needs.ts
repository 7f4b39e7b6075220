/** What the states of a definition need their role to be allowed. */
import { integrationOf } from '../../aws-services/integration.ts';
import type { JsonObject } from '../../json.ts';
import { everyState, type LocatedState } from '../asl/states.ts';
import type { Target } from '../blueprint.ts';
import type { Names } from '../names.ts';
import { argumentsOf, member } from './arguments.ts';
import { named, type Call, type Grant } from './grant.ts';
import { distributedMap, isDistributed } from './integrations/distributedMap.ts';
import { integrations } from './integrations/registry.ts';
import { sdkGrants } from './integrations/sdk.ts';
import { directInvocation } from './lambda.ts';

/** A state with what it needs. */
export interface Need {
  readonly state: LocatedState;
  readonly grants: readonly Grant[];
}

/** In the order of the states, those too that need nothing. */
export function needsOf(definition: JsonObject, names: Names, target: Target): Need[] {
  return everyState(definition).map((located) => ({
    state: located,
    grants: grantsFor(located.state, names, target).filter(({ resources }) => resources.length > 0),
  }));
}

function grantsFor(state: JsonObject, names: Names, target: Target): readonly Grant[] {
  if (isDistributed(state)) return distributedMap(state, names, target);
  if (state.Type !== 'Task') return [];
  if (state.Credentials !== undefined) return [otherRole(state)];
  return callGrants(state, names, target);
}

/** With Credentials the call is made as another role: this one must be allowed to take it over, and no more. */
function otherRole({ Credentials }: JsonObject): Grant {
  const role = member(argumentsOf({ Arguments: Credentials ?? null }), 'RoleArn');
  return { actions: ['sts:AssumeRole'], ...named(role, (arn) => arn) };
}

/** An activity is worked on by those who ask for it: its Task needs nothing. */
function callGrants(task: JsonObject, names: Names, target: Target): readonly Grant[] {
  const { Resource: resource } = task;
  if (typeof resource !== 'string') return [];
  const direct = directInvocation(resource, names, target);
  if (direct) return [direct];
  const integration = integrationOf(resource);
  if (!integration) return [];
  const { service, operation, pattern, isSdk } = integration;
  const isJob = pattern === 'sync' || pattern === 'sync:2';
  const call: Call = { operation, isJob, arguments: argumentsOf(task), target, names };
  if (isSdk) return sdkGrants(service, call);
  return Object.hasOwn(integrations, service) ? (integrations[service]?.(call) ?? []) : [];
}
