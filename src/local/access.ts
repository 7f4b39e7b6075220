/** Whether a caller may do what it asks a service for. */
import { AwsError } from './errors.ts';
import type { Caller } from './caller.ts';
import type { AccessRequest, Cloud, ConditionContext, Principal } from './cloud.ts';
import type { JsonObject } from '../json.ts';

/** What is to be done to which resource of the caller's own account. */
export interface Intent {
  /** Such as `sqs:SendMessage`. */
  readonly action: string;
  readonly resource: string;
  /** The resource's own policy, when it has one. */
  readonly policy?: JsonObject | undefined;
}

/**
 * Lets a role's session do what IAM allows it; everybody else is the account's root. Throws AccessDeniedException, in
 * IAM's words.
 */
export function requireAccess(cloud: Cloud, { session, account }: Caller, intent: Intent): void {
  if (!session) return;
  const { action, resource, policy } = intent;
  const request: AccessRequest = {
    principal: { kind: 'session', session },
    action,
    resource,
    resourceAccount: account,
    ...(policy && { resourcePolicy: policy }),
  };
  const decision = cloud.iam.authorize(request);
  if (!decision.allowed) throw new AwsError('AccessDeniedException', decision.message, 403);
}

/** What one service does with a resource of another for somebody. Throws AccessDeniedException, in IAM's words. */
export function requireDelivery(
  cloud: Cloud,
  {
    principal,
    action,
    resource,
    policy,
    context,
  }: Intent & { readonly principal: Principal; readonly context?: ConditionContext | undefined },
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
