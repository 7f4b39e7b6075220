/** Whom a `Principal` element means. */
import type { Principal, Session, User } from '../../cloud.ts';
import type { PrincipalElement } from './policy.ts';

/**
 * How closely an element names a principal. It decides what an Allow is worth within one account: naming the
 * `account` only delegates to its identity policies; naming the `role` or everyone grants, up to the role's limits; naming
 * the session or the user `itself` grants whatever the limits say nothing against (IAM user guide, "Policy evaluation logic").
 */
export type Naming = 'itself' | 'role' | 'account';

/** How the element names the principal; undefined where it does not. */
export function namingOf(
  element: PrincipalElement,
  principal: Principal,
  region: string,
): Naming | undefined {
  const naming = listed(element, principal, region);
  if (!element.negated) return naming;
  return naming ? undefined : 'role';
}

function listed(element: PrincipalElement, principal: Principal, region: string): Naming | undefined {
  const naming = listedByName(element, principal, region);
  return naming === 'itself' ? naming : element.everyone ? 'role' : naming;
}

function listedByName(element: PrincipalElement, principal: Principal, region: string): Naming | undefined {
  switch (principal.kind) {
    case 'session':
      return namesSession(element.aws, principal.session);
    case 'user':
      return namesUser(element.aws, principal.user);
    case 'root':
      return element.aws.some((name) => namesAccount(name, principal.account)) ? 'account' : undefined;
    case 'service':
      return element.service.some((name) => namesService(name, principal.service, region))
        ? 'role'
        : undefined;
    case 'anonymous':
      return undefined;
  }
}

function namesSession(names: readonly string[], session: Session): Naming | undefined {
  if (names.includes(session.arn)) return 'itself';
  const [roleId = ''] = session.assumedRoleId.split(':');
  if (names.includes(session.roleArn) || names.includes(roleId)) return 'role';
  return names.some((name) => namesAccount(name, session.account)) ? 'account' : undefined;
}

function namesUser(names: readonly string[], { arn, id, account }: User): Naming | undefined {
  if (names.includes(arn) || names.includes(id)) return 'itself';
  return names.some((name) => namesAccount(name, account)) ? 'account' : undefined;
}

/** `123456789012` is short for `arn:aws:iam::123456789012:root`. */
function namesAccount(name: string, account: string): boolean {
  return name === account || (name.startsWith('arn:') && name.endsWith(`:iam::${account}:root`));
}

/** A service answers to its global name and to its regional one: `states.us-west-2.amazonaws.com`. */
function namesService(name: string, service: string, region: string): boolean {
  return name === service || name === service.replace('.', `.${region}.`);
}
