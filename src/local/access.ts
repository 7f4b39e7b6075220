/** Whether a caller may do what it asks a service for. */
import { AwsError } from './errors.ts';
import type { Caller } from './caller.ts';
import type { AccessRequest, Cloud, ConditionContext, Principal } from './cloud.ts';
import type { JsonObject } from '../json.ts';

/** What is to be done to which resource. */
export interface Intent {
  /** Such as `sqs:SendMessage`. */
  readonly action: string;
  readonly resource: string;
  /** Whose the resource is, where it may be another account's than the caller's. */
  readonly owner?: string;
  /** The resource's own policy, when it has one. */
  readonly policy?: JsonObject | undefined;
  readonly context?: ConditionContext | undefined;
  /** What a refusal calls the resource, where AWS does not give its ARN: `role NAME`. */
  readonly called?: string;
}

/** How the caller's service says no. */
export interface Refusal {
  readonly code: 'AccessDenied' | 'AccessDeniedException';
  readonly status: 400 | 403;
}

const exception: Refusal = { code: 'AccessDeniedException', status: 403 };

/**
 * Lets users and sessions of roles do what IAM allows them; the root of an account may everything. Throws AccessDenied or
 * AccessDeniedException, in IAM's words.
 */
export function requireAccess(
  cloud: Cloud,
  caller: Caller,
  intent: Intent,
  { code, status } = exception,
): void {
  if (caller.principal.kind === 'root') return;
  const decision = cloud.iam.authorize(requestOf(caller, intent));
  if (!decision.allowed) throw new AwsError(code, decision.message, status);
}

function requestOf(
  { principal, account }: Caller,
  { action, resource, called, owner = account, policy, context }: Intent,
): AccessRequest {
  return {
    principal,
    action,
    resource,
    called,
    resourceAccount: owner,
    context: { ...fromHere, ...context },
    ...(policy && { resourcePolicy: policy }),
  };
}

/** What is true of every call: this endpoint listens on the loopback address alone. */
const fromHere: ConditionContext = { 'aws:SourceIp': '127.0.0.1', 'aws:ViaAWSService': 'false' };

/** What one service does with a resource of another for somebody. Throws AccessDeniedException, in IAM's words. */
export function requireDelivery(
  cloud: Cloud,
  { principal, action, resource, policy, context }: Intent & { readonly principal: Principal },
): void {
  const decision = cloud.iam.authorize({
    principal,
    action,
    resource,
    resourceAccount: resource.split(':')[4] ?? '',
    ...(context && { context }),
    ...(policy && { resourcePolicy: policy }),
  });
  if (!decision.allowed) throw new AwsError('AccessDeniedException', decision.message, 403);
}

/** A service acts for one of its resources: who it is, and what conditions are told. */
export function serviceFor(
  service: string,
  sourceArn: string,
): { readonly principal: Principal; readonly context: ConditionContext } {
  return {
    principal: { kind: 'service', service },
    context: { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': sourceArn.split(':')[4] ?? '' },
  };
}
