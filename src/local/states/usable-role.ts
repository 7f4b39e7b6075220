/** What AWS checks of the role when a state machine is created or updated. */
import type { Caller } from '../caller.ts';
import type { Cloud, Session } from '../cloud.ts';
import { requireAccess } from './authorization.ts';
import { requireManagedRules } from './managed-rules.ts';
import { accessDenied, requireRole } from './role.ts';
import type { Settings } from './state-machine.ts';

/**
 * The caller may pass the role, the role trusts Step Functions, and may do what the service does in its name: deliver
 * logs, and manage the rules of `.sync` integrations. Throws InvalidArn, AccessDeniedException.
 */
export function requireUsableRole(
  cloud: Cloud,
  caller: Caller,
  stateMachineArn: string,
  settings: Settings,
): void {
  const { roleArn, definition, logging } = settings;
  requireAccess(cloud, caller, 'iam:PassRole', roleArn, { 'iam:PassedToService': 'states.amazonaws.com' });
  const { account, region } = caller;
  const session = requireRole(cloud, { roleArn, stateMachineArn, account, region });
  requireManagedRules(cloud, session, definition, caller);
  if ((logging.destinations ?? []).length > 0) requireLogDelivery(cloud, session);
}

/** All of them have no resources to name (Step Functions guide, "Logging using CloudWatch Logs"). */
const deliveryActions = [
  'CreateLogDelivery',
  'GetLogDelivery',
  'UpdateLogDelivery',
  'DeleteLogDelivery',
  'ListLogDeliveries',
  'PutResourcePolicy',
  'DescribeResourcePolicies',
  'DescribeLogGroups',
];

function requireLogDelivery(cloud: Cloud, session: Session): void {
  const allowed = deliveryActions.every(
    (action) =>
      cloud.iam.authorize({
        principal: { kind: 'session', session },
        action: `logs:${action}`,
        resource: '*',
        resourceAccount: session.account,
      }).allowed,
  );
  if (!allowed) {
    throw accessDenied('The state machine IAM Role is not authorized to access the Log Destination');
  }
}
