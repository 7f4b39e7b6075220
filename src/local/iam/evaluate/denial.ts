/** A denial, and the sentence that AWS makes of it (IAM user guide, "Troubleshoot access denied error messages"). */
import type { AccessRequest, Principal } from '../../cloud.ts';

export type PolicyKind =
  | 'identity-based policy'
  | 'resource-based policy'
  | 'role trust policy'
  | 'permissions boundary'
  | 'session policy';

export interface Denial {
  /** A Deny statement says so; otherwise no statement allows. */
  readonly explicit: boolean;
  /** The kind of policy that denies, or that ought to allow. */
  readonly by: PolicyKind;
}

export function describeDenial(
  {
    principal,
    action,
    resource,
    called = resource,
  }: Pick<AccessRequest, 'principal' | 'action' | 'resource' | 'called'>,
  { explicit, by }: Denial,
): string {
  const refusal = `User: ${describePrincipal(principal)} is not authorized to perform: ${action} on resource: ${called}`;
  if (!explicit) return `${refusal} because no ${by} allows the ${action} action`;
  return `${refusal} with an explicit deny in ${articles[by]} ${by}`;
}

const articles: Readonly<Record<PolicyKind, string>> = {
  'identity-based policy': 'an',
  'resource-based policy': 'a',
  'role trust policy': 'the',
  'permissions boundary': 'a',
  'session policy': 'a',
};

function describePrincipal(principal: Principal): string {
  switch (principal.kind) {
    case 'session':
      return principal.session.arn;
    case 'user':
      return principal.user.arn;
    case 'root':
      return `arn:aws:iam::${principal.account}:root`;
    case 'service':
      return principal.service;
    case 'anonymous':
      return 'anonymous';
  }
}
