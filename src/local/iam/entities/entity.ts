/** What roles and users have in common: both carry policies, a boundary and tags. */
import type { IamAccount } from '../account.ts';
import { required } from '../input.ts';
import type { Permissions, Tags } from '../model.ts';
import type { Propagating } from '../propagating.ts';

export type EntityKind = 'role' | 'user';

export interface Entity {
  readonly name: string;
  tags: Tags;
  readonly access: Propagating<Permissions>;
}

/** How a request names the one or the other. */
export interface EntityName {
  readonly RoleName?: string;
  readonly UserName?: string;
}

/** The entity that a request is about. Throws ValidationError, NoSuchEntity. */
export function requireEntity(kind: EntityKind, account: IamAccount, input: EntityName): Entity {
  if (kind === 'role') return account.role(required('roleName', input.RoleName));
  return account.users.get(required('userName', input.UserName));
}
