/** AWS's policy evaluation logic: an explicit deny wins, then somebody has to allow. */
import type { Principal } from '../../cloud.ts';
import type { Denial, PolicyKind } from './denial.ts';
import type { Policy } from './policy.ts';
import { namingOf, type Naming } from './principal.ts';
import { covers, type Inquiry } from './statement.ts';

/** The policies that bear on a request. */
export interface Policies {
  /** The role's or the user's own; the root and a service have none. */
  readonly identity: readonly Policy[];
  /** What the role or the user cannot go beyond. */
  readonly limits: readonly Limit[];
  readonly resource?: ResourcePolicy;
}

/** The policy of what is asked for; of a role that is to be assumed, its trust policy. */
export interface ResourcePolicy {
  readonly kind: 'resource-based policy' | 'role trust policy';
  readonly policy: Policy;
}

export interface Limit {
  readonly kind: 'permissions boundary' | 'session policy';
  /** All of them together: what any of them allows. */
  readonly policies: readonly Policy[];
}

/** Why the request is denied; undefined when it is allowed. */
export function decide(inquiry: Inquiry, policies: Policies): Denial | undefined {
  const denier = explicitDenier(inquiry, policies);
  if (denier) return { explicit: true, by: denier };
  const lacking = lackingAllow(inquiry, policies);
  return lacking && { explicit: false, by: lacking };
}

function explicitDenier(inquiry: Inquiry, policies: Policies): PolicyKind | undefined {
  const { resource } = policies;
  if (resource && namings(inquiry, resource.policy, 'Deny').length > 0) return resource.kind;
  if (says(inquiry, policies.identity, 'Deny')) return 'identity-based policy';
  return policies.limits.find((limit) => says(inquiry, limit.policies, 'Deny'))?.kind;
}

function lackingAllow(inquiry: Inquiry, policies: Policies): PolicyKind | undefined {
  const { principal, resourceAccount } = inquiry.request;
  const { resource } = policies;
  const granted = resource ? namings(inquiry, resource.policy, 'Allow') : [];
  const crossing = accountOf(principal) !== resourceAccount;
  // Whom a trust policy does not name stays out, whatever its own policies allow.
  const named = granted.length > 0;
  if (!named && (crossing || resource?.kind === 'role trust policy'))
    return resource?.kind ?? 'resource-based policy';
  // A root user may do in its own account whatever is not denied; in another one it needs no more than the grant.
  if (!hasPolicies(principal) || (!crossing && granted.includes('itself'))) return undefined;
  const byResource = !crossing && granted.includes('role');
  if (!byResource && !says(inquiry, policies.identity, 'Allow')) return 'identity-based policy';
  return policies.limits.find((limit) => !says(inquiry, limit.policies, 'Allow'))?.kind;
}

/** The others have no policies of their own that could allow, or limit. */
function hasPolicies({ kind }: Principal): boolean {
  return kind === 'session' || kind === 'user';
}

/** Services and anonymous callers belong to no account: only the resource's policy lets them in. */
function accountOf(principal: Principal): string | undefined {
  switch (principal.kind) {
    case 'session':
      return principal.session.account;
    case 'user':
      return principal.user.account;
    case 'root':
      return principal.account;
    case 'service':
    case 'anonymous':
      return undefined;
  }
}

function says(inquiry: Inquiry, policies: readonly Policy[], effect: 'Allow' | 'Deny'): boolean {
  return policies.some(({ statements }) =>
    statements.some((statement) => statement.effect === effect && covers(statement, inquiry)),
  );
}

/** How the statements of that effect which cover the request name its principal. */
function namings(inquiry: Inquiry, { statements }: Policy, effect: 'Allow' | 'Deny'): Naming[] {
  return statements.flatMap((statement) => {
    if (statement.effect !== effect || !statement.principal) return [];
    const naming = namingOf(statement.principal, inquiry.request.principal, inquiry.region);
    return naming && covers(statement, inquiry) ? [naming] : [];
  });
}
