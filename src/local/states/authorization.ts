/** Whether a caller may do what it asks for: everybody but a role's session is the account's root. */
import type { Caller } from '../caller.ts';
import type { Cloud, ConditionContext } from '../cloud.ts';
import type { Call, Operation } from '../service.ts';
import { statesArn, type Home } from './arn.ts';
import type { StatesBackend } from './backend.ts';
import { accessDenied } from './role.ts';

/** An operation that looks first whether its caller may call it. A member that is null is as good as absent. */
export function guarded(name: string, operation: Operation<StatesBackend>): Operation<StatesBackend> {
  return async (backend, call) => {
    requireAccess(backend.cloud, call.caller, `states:${name}`, resourceOf(name, call));
    return operation(backend, { ...call, input: withoutNulls(call.input) });
  };
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(present.map(([name, member]: [string, unknown]) => [name, withoutNulls(member)]));
}

/** Throws AccessDeniedException, in IAM's words. */
export function requireAccess(
  cloud: Cloud,
  { session, account }: Caller,
  action: string,
  resource: string,
  context: ConditionContext = {},
): void {
  if (!session) return;
  const decision = cloud.iam.authorize({
    principal: { kind: 'session', session },
    action,
    resource,
    resourceAccount: account,
    context,
  });
  if (!decision.allowed) throw accessDenied(decision.message);
}

/** Members that name what a request is about, the most telling first. */
const arnMembers = [
  'stateMachineVersionArn',
  'stateMachineAliasArn',
  'stateMachineArn',
  'executionArn',
  'activityArn',
  'mapRunArn',
  'resourceArn',
];

function resourceOf(operation: string, { input, caller }: Call<unknown>): string {
  const members = new Map<string, unknown>(Object.entries(input ?? {}));
  const name = members.get('name');
  if (operation === 'CreateStateMachine') return named(caller, 'stateMachine', name);
  if (operation === 'CreateActivity') return named(caller, 'activity', name);
  const direct = arnMembers.map((member) => members.get(member));
  const arn = [...direct, routedTo(members.get('routingConfiguration'))].find(isText);
  return arn === undefined ? '*' : withoutQualifier(arn);
}

/** The version that a new alias leads to. */
function routedTo(routes: unknown): unknown {
  const [first] = Array.isArray(routes) ? (routes as readonly unknown[]) : [];
  return new Map<string, unknown>(Object.entries(first ?? {})).get('stateMachineVersionArn');
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** IAM is asked about the state machine itself for its versions and aliases (Step Functions guide, "Authorization for versions and aliases"). */
function withoutQualifier(arn: string): string {
  return arn.replace(/^(arn:[^:]+:states:[^:]*:[^:]*:stateMachine:[^:]+):.*$/, '$1');
}

function named(home: Home, type: 'stateMachine' | 'activity', name: unknown): string {
  return statesArn(home, type, typeof name === 'string' ? name : '*');
}
