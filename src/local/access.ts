/** Whether a caller may do what it asks a service for. */
import { AwsError } from './errors.ts';
import type { Caller } from './caller.ts';
import type { AccessRequest, Cloud } from './cloud.ts';
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
