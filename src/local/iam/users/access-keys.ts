/** The lasting keys of users: CreateAccessKey, ListAccessKeys, UpdateAccessKey, DeleteAccessKey. */
import type {
  AccessKeyMetadata,
  CreateAccessKeyRequest,
  CreateAccessKeyResponse,
  DeleteAccessKeyRequest,
  ListAccessKeysRequest,
  ListAccessKeysResponse,
  UpdateAccessKeyRequest,
} from '@aws-sdk/client-iam';
import type { Caller } from '../../caller.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { limitExceeded, noSuchEntity, validationError } from '../errors.ts';
import { required } from '../input.ts';
import type { IssuedKey } from '../keyring.ts';
import type { User } from '../model.ts';
import { pageOf } from '../page.ts';
import { ownName } from './users.ts';

/** IAM quotas, "Access keys assigned to an IAM user". */
const mostKeys = 2;

export const createAccessKey = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<CreateAccessKeyRequest>>): CreateAccessKeyResponse => {
    const user = userOf(backend, caller, input);
    if (user.keys.length >= mostKeys)
      throw limitExceeded(`Cannot exceed quota for AccessKeysPerUser: ${mostKeys}`);
    const key = backend.keys.issueLasting({ kind: 'user', user });
    user.keys.push(key);
    return { AccessKey: { ...describeKey(user, key), SecretAccessKey: key.secretAccessKey } };
  },
);

export const listAccessKeys = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<ListAccessKeysRequest>>): ListAccessKeysResponse => {
    const user = userOf(backend, caller, input);
    const { items, rest } = pageOf(user.keys, input);
    return { AccessKeyMetadata: items.map((key) => describeKey(user, key)), ...rest };
  },
);

export const updateAccessKey = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<UpdateAccessKeyRequest>>) => {
    const key = requireKey(userOf(backend, caller, input), input.AccessKeyId);
    const status = required('status', input.Status);
    if (status !== 'Active' && status !== 'Inactive') {
      throw validationError(
        `1 validation error detected: Value '${status}' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive, Expired]`,
      );
    }
    key.isActive = status === 'Active';
    return {};
  },
);

/** The keyring keeps it as one that is no longer good. */
export const deleteAccessKey = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<DeleteAccessKeyRequest>>) => {
    const user = userOf(backend, caller, input);
    const key = requireKey(user, input.AccessKeyId);
    key.isActive = false;
    user.keys.splice(user.keys.indexOf(key), 1);
    return {};
  },
);

/** Whoever names no user means itself. */
function userOf(backend: IamBackend, caller: Caller, { UserName }: { UserName?: string | undefined }): User {
  return backend.account(caller.account).users.get(UserName ?? ownName(caller));
}

function requireKey({ keys }: User, id: string | undefined): IssuedKey {
  const wanted = required('accessKeyId', id);
  const key = keys.find(({ accessKeyId }) => accessKeyId === wanted);
  if (key) return key;
  throw noSuchEntity(`The Access Key with id ${wanted} cannot be found.`);
}

function describeKey(
  { name }: User,
  { accessKeyId, isActive, created }: IssuedKey,
): Required<AccessKeyMetadata> {
  const Status = isActive ? 'Active' : 'Inactive';
  return { UserName: name, AccessKeyId: accessKeyId, Status, CreateDate: created };
}
