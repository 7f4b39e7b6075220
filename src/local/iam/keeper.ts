/** IAM as it is kept: roles, users, policies and keys, secrets included. */
import type { Session, Signer } from '../cloud.ts';
import type { Found, Keeper, Thing } from '../data/thing.ts';
import type { IamAccount } from './account.ts';
import type { IamBackend } from './backend.ts';
import { parseObject, type PolicyDocument } from './document/document.ts';
import { parsePolicy, type Policy } from './evaluate/policy.ts';
import type { IssuedKey } from './keyring.ts';
import type { OwnPolicy, Permissions, PolicyVersion, Role, RoleAccess, Tags, User } from './model.ts';

export function iamKeeper(backend: IamBackend): Keeper {
  const nouns = { 'iam.role': 'role', 'iam.user': 'user' };
  return {
    nouns,
    things: () => thingsOf(backend),
    restore: (found) => {
      restore(backend, found);
    },
  };
}

function* thingsOf(backend: IamBackend): Iterable<Thing> {
  for (const account of backend.accounts()) yield* thingsOfAccount(account);
  for (const key of backend.keys.all()) {
    const value = (): StoredKey => storedKey(backend, key);
    // Nothing else of a key ever changes; functions have very many.
    yield { kind: 'iam.key', id: key.accessKeyId, mark: key.isActive, value };
  }
}

function* thingsOfAccount(account: IamAccount): Iterable<Thing> {
  for (const policy of account.ownPolicies())
    yield { kind: 'iam.policy', id: policy.arn, value: () => storedPolicy(account, policy) };
  for (const role of account.allRoles())
    yield { kind: 'iam.role', id: role.arn, value: () => storedRole(role) };
  for (const user of account.users.all())
    yield { kind: 'iam.user', id: user.arn, value: () => storedUser(user) };
}

function restore(backend: IamBackend, found: Found): void {
  for (const key of found.all<StoredKey>('iam.key').values()) restoreKey(backend, key);
  for (const { account, ...policy } of found.all<StoredPolicy>('iam.policy').values())
    backend.account(account).addPolicy(restoredPolicy(backend, policy));
  for (const role of found.all<StoredRole>('iam.role').values())
    backend.account(role.account).addRole(restoredRole(backend, role));
  for (const user of found.all<StoredUser>('iam.user').values())
    backend.account(user.account).users.add(restoredUser(backend, user));
}

/** Milliseconds since 1970 in the place of dates, texts in the place of documents. */
interface StoredKey extends Omit<IssuedKey, 'created'> {
  readonly created: number;
  readonly restriction?: readonly Policy[] | undefined;
}

function storedKey({ authorizer }: IamBackend, key: IssuedKey): StoredKey {
  const { owner } = key;
  const restriction = owner.kind === 'session' ? authorizer.restrictionOf(owner.session) : undefined;
  return { ...key, owner: storedOwner(owner), created: key.created.getTime(), restriction };
}

/** A user is more than what its key is about. */
function storedOwner(owner: Signer): Signer {
  if (owner.kind !== 'user') return owner;
  const { arn, account, name, id } = owner.user;
  return { kind: 'user', user: { arn, account, name, id } };
}

function restoreKey({ keys, authorizer }: IamBackend, { restriction, created, ...key }: StoredKey): void {
  keys.restore({ ...key, created: new Date(created) });
  const session: Session | undefined = key.owner.kind === 'session' ? key.owner.session : undefined;
  if (session && restriction) authorizer.restrict(session, restriction);
}

type Pairs = readonly (readonly [string, string])[];

interface StoredPermissions {
  readonly inline: Pairs;
  readonly attached: readonly string[];
  readonly boundary?: string | undefined;
}

function storedPermissions({ inline, attached, boundary }: Permissions): StoredPermissions {
  return { inline: [...inline].map(([name, { text }]) => [name, text] as const), attached, boundary };
}

function restoredPermissions({ inline, ...others }: StoredPermissions): Permissions {
  return { ...others, inline: new Map(inline.map(([name, text]) => [name, documentOf(text)])) };
}

interface StoredRole extends Omit<Role, 'created' | 'tags' | 'access'> {
  readonly created: number;
  readonly tags: Pairs;
  readonly access: StoredPermissions & { readonly trust: string };
}

function storedRole({ created, tags, access, ...role }: Role): StoredRole {
  const { latest } = access;
  return {
    ...role,
    created: created.getTime(),
    tags: [...tags],
    access: { ...storedPermissions(latest), trust: latest.trust.text },
  };
}

function restoredRole(backend: IamBackend, { created, tags, access, ...role }: StoredRole): Role {
  const { trust, ...permissions } = access;
  const latest: RoleAccess = { ...restoredPermissions(permissions), trust: documentOf(trust) };
  return { ...role, created: new Date(created), tags: new Map(tags), access: backend.arrived(latest) };
}

interface StoredUser extends Omit<User, 'created' | 'tags' | 'access' | 'keys'> {
  readonly created: number;
  readonly tags: Pairs;
  readonly access: StoredPermissions;
  /** Ids, the oldest first. */
  readonly keys: readonly string[];
}

function storedUser({ created, tags, access, keys, ...user }: User): StoredUser {
  return {
    ...user,
    created: created.getTime(),
    tags: [...tags],
    access: storedPermissions(access.latest),
    keys: keys.map(({ accessKeyId }) => accessKeyId),
  };
}

function restoredUser(backend: IamBackend, { created, tags, access, keys, ...user }: StoredUser): User {
  return {
    ...user,
    created: new Date(created),
    tags: new Map(tags),
    access: backend.arrived(restoredPermissions(access)),
    keys: keys.flatMap((id) => backend.keys.find(id) ?? []),
  };
}

interface StoredPolicy extends Omit<OwnPolicy, 'created' | 'updated' | 'tags' | 'versions' | 'document'> {
  /** Whose it is. */
  readonly account: string;
  readonly created: number;
  readonly updated: number;
  readonly tags: Pairs;
  readonly versions: readonly { readonly id: string; readonly created: number; readonly text: string }[];
}

function storedPolicy({ id }: IamAccount, policy: OwnPolicy): StoredPolicy {
  const { created, updated, tags, versions, document: _, ...others } = policy;
  return {
    ...others,
    account: id,
    created: created.getTime(),
    updated: updated.getTime(),
    tags: [...tags],
    versions: [...versions.values()].map((version) => ({
      id: version.id,
      created: version.created.getTime(),
      text: version.document.text,
    })),
  };
}

function restoredPolicy(backend: IamBackend, stored: Omit<StoredPolicy, 'account'>): OwnPolicy {
  const { created, updated, tags, versions, ...policy } = stored;
  const byId = new Map<string, PolicyVersion>(
    versions.map(({ id, created: made, text }) => [
      id,
      { id, created: new Date(made), document: documentOf(text) },
    ]),
  );
  const current = byId.get(policy.defaultVersion)?.document ?? documentOf('{}');
  return {
    ...policy,
    created: new Date(created),
    updated: new Date(updated),
    tags: new Map<string, string>(tags) satisfies Tags,
    versions: byId,
    document: backend.arrived(current),
  };
}

/** Of a text that IAM has accepted before. */
function documentOf(text: string): PolicyDocument {
  return { text, policy: parsePolicy(parseObject(text) ?? {}) };
}
