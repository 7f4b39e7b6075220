/** What a person should know of the needs of states: what had to be wide, what is not known, what cannot be. */
import { iamActionsOf } from '../../aws-services/actions.ts';
import { faultOf, integrationName, integrationOf } from '../../aws-services/integration.ts';
import { operationName, sdkService } from '../../aws-services/sdk.ts';
import type { Position, Problem } from '../../errors.ts';
import type { PermissionSpec } from '../../workflow/workflow.ts';
import type { LocatedState } from '../asl/states.ts';
import { grouped } from './grouped.ts';
import type { Need } from './needs.ts';

type Positions = ReadonlyMap<string, Position>;

/** Warnings of what is allowed on everything although the user could say on what. */
export function wideGrants(needs: readonly Need[], positions: Positions): Problem[] {
  return needs.flatMap(({ state, grants }) => {
    const wide = grants.filter(({ isWide }) => isWide);
    return [...grouped(wide, ({ note = '' }) => note)].map(([note, alike]) => {
      const actions = [...new Set(alike.flatMap((grant) => grant.actions))].join(', ');
      return about(state, positions, {
        what: `may call ${actions} on everything, since ${note}`,
        hint: 'Say under "permissions" on what it may',
        severity: 'warning',
      });
    });
  });
}

/** Warnings of operations whose actions are not known, unless the user names actions of the service. */
export function unknownActions(
  needs: readonly Need[],
  permissions: readonly Pick<PermissionSpec, 'actions'>[],
  positions: Positions,
): Problem[] {
  const own = permissions.flatMap(({ actions }) => actions);
  return needs.flatMap(({ state }) => {
    const { Type: type, Resource: resource, Credentials: credentials } = state.state;
    const integration = type === 'Task' && typeof resource === 'string' ? integrationOf(resource) : undefined;
    if (!integration?.isSdk || credentials !== undefined) return [];
    const prefix = sdkService(integration.service)?.prefix;
    if (prefix === undefined || iamActionsOf(integration.service, operationName(integration.operation)))
      return [];
    if (own.some((action) => action === '*' || action.startsWith(`${prefix}:`))) return [];
    const what = `calls ${integrationName(integration)}, of which it is not known what it must be allowed`;
    const hint = `Name the actions, which begin with "${prefix}:", under "permissions"`;
    return [about(state, positions, { what, hint, severity: 'warning' })];
  });
}

/** Errors of Resources that Step Functions does not know. */
export function unknownIntegrations(needs: readonly Need[], positions: Positions): Problem[] {
  return needs.flatMap(({ state }) => {
    const { Type: type, Resource: resource } = state.state;
    const integration = type === 'Task' && typeof resource === 'string' ? integrationOf(resource) : undefined;
    const fault = integration && faultOf(integration);
    return fault ? [about(state, positions, fault, ':')] : [];
  });
}

function about(
  { name }: LocatedState,
  positions: Positions,
  { what, ...rest }: Omit<Problem, 'at'>,
  separator = '',
): Problem {
  const at = positions.get(name);
  return { what: `step "${name}"${separator} ${what}`, ...rest, ...(at && { at }) };
}
