/** What a caller of Step Functions needs to be allowed. */
import { requireAccess as requireIntent, type Intent } from '../access.ts';
import type { Caller } from '../caller.ts';
import type { Cloud, ConditionContext } from '../cloud.ts';
import type { Call } from '../service.ts';
import { requestTags, resourceTags } from '../tag-context.ts';
import { statesArn, type Home } from './arn.ts';

/** One for the operation itself, others for what it does besides. */
export function statesIntents(
  { cloud }: { readonly cloud: Cloud },
  operation: string,
  call: Call<unknown>,
): readonly Intent[] {
  const resource = resourceOf(operation, call);
  const members = membersOf(call.input);
  const context = {
    ...requestTags(members.get('tags'), members.get('tagKeys')),
    ...resourceTags(cloud.states, call.caller, resource),
  };
  const tags = operation.startsWith('Create') && members.has('tags') ? ['TagResource'] : [];
  // The guide: "Authorization for versions and aliases".
  const publishes = members.get('publish') === true ? ['PublishStateMachineVersion'] : [];
  return [operation, ...tags, ...publishes].map((name) => ({ action: `states:${name}`, resource, context }));
}

/** Throws AccessDeniedException where one of the call's intents is refused. */
export function requireIntents(cloud: Cloud, operation: string, call: Call<unknown>): void {
  for (const intent of statesIntents({ cloud }, operation, call)) {
    requireIntent(cloud, call.caller, intent, refusal);
  }
}

const refusal = { code: 'AccessDeniedException', status: 400 } as const;

/** Throws AccessDeniedException, in IAM's words. */
export function requireAccess(
  cloud: Cloud,
  caller: Caller,
  action: string,
  resource: string,
  context: ConditionContext = {},
): void {
  requireIntent(cloud, caller, { action, resource, context }, refusal);
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
  const members = membersOf(input);
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
  return membersOf(first).get('stateMachineVersionArn');
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value ?? {}));
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
