/** The state machine's role: the calls that its states make, and no others. */
import type { Position, Problem } from '../../errors.ts';
import { isObject, type JsonObject } from '../../json.ts';
import { everyState, type LocatedState } from '../asl/states.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import type { RoleBlueprint, StateMachineLogging, Statement, Target } from '../blueprint.ts';
import type { Names } from '../names.ts';
import { invokedFunction, type Invoked } from './lambda.ts';
import { logDelivery } from './logDelivery.ts';
import { givenRole, ownRole } from './role.ts';
import { tracingStatement } from './tracing.ts';
import { trustOf } from './trust.ts';

export interface StateMachineRole {
  readonly role: RoleBlueprint;
  /** What could not be derived, or only as `*`. */
  readonly warnings: readonly Problem[];
}

interface Inputs {
  readonly workflow: Pick<Workflow, 'role' | 'permissionsBoundary' | 'tracing'>;
  readonly logging: StateMachineLogging;
  readonly definition: JsonObject;
  readonly positions: ReadonlyMap<string, Position>;
  readonly names: Names;
  readonly target: Target;
  /** Fills in what only the target knows. */
  readonly text: (value: string) => string;
}

/** A state with the function that it invokes, when it invokes one. */
interface Call {
  readonly state: LocatedState;
  readonly invoked: Invoked | undefined;
}

export function stateMachineRole(inputs: Inputs): StateMachineRole {
  const { definition, positions, names, target } = inputs;
  const calls = callsOf(definition, names, target);
  return {
    role: roleFor(calls, inputs),
    warnings: calls.flatMap((call) => warningsOf(call, positions.get(call.state.name))),
  };
}

function roleFor(calls: readonly Call[], { workflow, logging, names, target, text }: Inputs): RoleBlueprint {
  const { role, permissionsBoundary, tracing } = workflow;
  const isLogged = logging.level !== 'OFF';
  const purpose = {
    description: `What the state machine ${names.stateMachine} may do`,
    trust: trustOf('states.amazonaws.com', target.account),
    statements: [...invokeStatements(calls), ...ownStatements({ isLogged, isTraced: tracing })],
  };
  if (role !== undefined) return givenRole(text(role), purpose);
  const boundary = permissionsBoundary === undefined ? undefined : text(permissionsBoundary);
  return ownRole(names.stateMachineRole, names, purpose, boundary);
}

/** What a definition's calls need of the role, and what Step Functions itself does in its name. */
export function stateMachineStatements(
  definition: JsonObject,
  does: { readonly isLogged: boolean; readonly isTraced: boolean },
  names: Names,
  target: Target,
): Statement[] {
  return [...invokeStatements(callsOf(definition, names, target)), ...ownStatements(does)];
}

function callsOf(definition: JsonObject, names: Names, target: Target): Call[] {
  return everyState(definition).map((state): Call => {
    const isTask = state.state.Type === 'Task';
    return { state, invoked: isTask ? invokedFunction(state.state, names, target) : undefined };
  });
}

function ownStatements({ isLogged, isTraced }: { isLogged: boolean; isTraced: boolean }): Statement[] {
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

interface InvokeGroup {
  readonly invoked: Invoked;
  /** Names of the states that need it. */
  readonly states: string[];
}

/** One statement for what is allowed alike, with every state that needs it as the reason. */
function invokeStatements(calls: readonly Call[]): Statement[] {
  const groups = new Map<string, InvokeGroup>();
  for (const { state, invoked } of calls) {
    if (!invoked) continue;
    const alike = invoked.resources.join(' ');
    const group = groups.get(alike) ?? { invoked, states: [] };
    group.states.push(state.name);
    groups.set(alike, group);
  }
  const taken = new Set<string>();
  return merged([...groups.values()]).map(({ invoked, states }) => ({
    sid: freeSid(`Invoke${invoked.label}`, taken),
    actions: ['lambda:InvokeFunction'],
    resources: invoked.resources,
    reason: `${states.length > 1 ? 'steps' : 'step'} ${states.join(', ')}`,
  }));
}

/** Above this many functions one statement names them all: IAM bounds the policy of a role. */
const mostInvokeStatements = 20;

function merged(groups: readonly InvokeGroup[]): readonly InvokeGroup[] {
  if (groups.length <= mostInvokeStatements) return groups;
  const resources = [...new Set(groups.flatMap(({ invoked }) => invoked.resources))];
  const isDynamic = groups.some(({ invoked }) => invoked.isDynamic);
  return [
    { invoked: { label: 'Functions', resources, isDynamic }, states: groups.flatMap(({ states }) => states) },
  ];
}

/** A Sid is made of letters and digits, and stands once in a policy (IAM user guide, "Sid"). */
function freeSid(wish: string, taken: Set<string>): string {
  const plain = wish.replace(/[^A-Za-z0-9]/g, '');
  let sid = plain;
  for (let n = 2; taken.has(sid); n++) sid = `${plain}N${n}`;
  taken.add(sid);
  return sid;
}

function warningsOf({ state: { name, state }, invoked }: Call, at: Position | undefined): Problem[] {
  const warning = (what: string, hint: string): Problem[] => [
    { what: `step "${name}" ${what}`, hint, severity: 'warning', ...(at && { at }) },
  ];
  if (invoked?.isDynamic) {
    return warning(
      'chooses its function at run time, so the role may invoke every function',
      'Name the function where you can',
    );
  }
  const call = invoked ? undefined : underivedCall(state);
  if (call === undefined) return [];
  return warning(
    `${call}, for which no permission is derived yet`,
    'On AWS it is denied unless the role gets the permission by other means',
  );
}

/** What a state does that needs a permission which is not derived. An activity needs none. */
function underivedCall({
  Type: type,
  Resource: resource,
  ItemProcessor: processor,
}: JsonObject): string | undefined {
  if (type === 'Task' && typeof resource === 'string') {
    return /^arn:[\w-]+:states:[\w-]+:\d{12}:activity:/.test(resource) ? undefined : `calls ${resource}`;
  }
  const config = isObject(processor) ? processor.ProcessorConfig : undefined;
  const isDistributed = type === 'Map' && isObject(config) && config.Mode === 'DISTRIBUTED';
  return isDistributed ? 'starts child executions' : undefined;
}
