/** The state machine's role: the calls that its states make, and no others. */
import { UserError, type Position, type Problem } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import type { RoleBlueprint, StateMachineLogging, Statement, Target } from '../blueprint.ts';
import type { Names } from '../names.ts';
import { unknownActions, unknownIntegrations, wideGrants } from './findings.ts';
import { logDelivery } from './logDelivery.ts';
import { needsOf } from './needs.ts';
import { narrowed, ownStatements } from './permissions.ts';
import { givenRole, ownRole } from './role.ts';
import { statementsOf } from './statements.ts';
import { tracingStatement } from './tracing.ts';
import { trustOf } from './trust.ts';

export interface StateMachineRole {
  readonly role: RoleBlueprint;
  /** Those of its statements that are the user's own. */
  readonly permissions: readonly Statement[];
  /** What is allowed on everything, and what is not known. */
  readonly warnings: readonly Problem[];
}

interface Inputs {
  readonly workflow: Pick<Workflow, 'role' | 'permissionsBoundary' | 'permissions' | 'tracing'>;
  readonly logging: StateMachineLogging;
  readonly definition: JsonObject;
  readonly positions: ReadonlyMap<string, Position>;
  readonly names: Names;
  readonly target: Target;
  /** Fills in what only the target knows. */
  readonly text: (value: string) => string;
}

/** The role, and what to know of it. Throws UserError for a Resource that Step Functions does not know. */
export function stateMachineRole(inputs: Inputs): StateMachineRole {
  const { workflow, definition, positions, names, target, text } = inputs;
  const permissions = ownStatements(workflow.permissions, 'permissions', text);
  const needs = needsOf(definition, names, target);
  const unknown = unknownIntegrations(needs, positions);
  if (unknown.length > 0) throw new UserError(unknown);
  const narrow = narrowed(needs, permissions);
  return {
    role: roleFor([...statementsOf(narrow), ...permissions], inputs),
    permissions,
    warnings: [...wideGrants(narrow, positions), ...unknownActions(needs, permissions, positions)],
  };
}

function roleFor(
  statements: readonly Statement[],
  { workflow, logging, names, target, text }: Inputs,
): RoleBlueprint {
  const { role, permissionsBoundary, tracing } = workflow;
  const isLogged = logging.level !== 'OFF';
  const purpose = {
    description: `What the state machine ${names.stateMachine} may do`,
    trust: trustOf('states.amazonaws.com', target.account),
    statements: [...statements, ...serviceStatements({ isLogged, isTraced: tracing })],
  };
  if (role !== undefined) return givenRole(text(role), purpose);
  const boundary = permissionsBoundary === undefined ? undefined : text(permissionsBoundary);
  return ownRole(names.stateMachineRole, names, purpose, boundary);
}

/**
 * What a definition's calls need of the role, and what Step Functions itself does in its name.
 * @param own statements of the user's, which say more exactly what had to be wide.
 */
export function stateMachineStatements(
  definition: JsonObject,
  own: readonly Statement[],
  does: { readonly isLogged: boolean; readonly isTraced: boolean },
  names: Names,
  target: Target,
): Statement[] {
  return [
    ...statementsOf(narrowed(needsOf(definition, names, target), own)),
    ...own,
    ...serviceStatements(does),
  ];
}

function serviceStatements({ isLogged, isTraced }: { isLogged: boolean; isTraced: boolean }): Statement[] {
  return [
    ...(isLogged ? [logDelivery] : []),
    ...(isTraced ? [tracingStatement('tracing', stateMachineTracing)] : []),
  ];
}

/** Step Functions asks X-Ray what to sample (Step Functions developer guide, "AWS X-Ray"). */
const stateMachineTracing = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
];
