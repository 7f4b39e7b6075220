/** Users: CreateUser, GetUser, ListUsers, DeleteUser. */
import type {
  CreateUserRequest,
  CreateUserResponse,
  DeleteUserRequest,
  GetUserRequest,
  GetUserResponse,
  ListGroupsForUserRequest,
  ListGroupsForUserResponse,
  ListUsersRequest,
  ListUsersResponse,
} from '@aws-sdk/client-iam';
import type { Caller } from '../../caller.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { requireBoundary } from '../entities/boundary.ts';
import { requireNoPolicies } from '../entities/delete-conflict.ts';
import { alreadyExists, deleteConflict, validationError } from '../errors.ts';
import { checked, required } from '../input.ts';
import type { User } from '../model.ts';
import { pageOf } from '../page.ts';
import { withTags } from '../tags.ts';
import { idPrefix, uniqueId } from '../unique-id.ts';
import { describeUser, describeWholeUser } from './describe.ts';

export const createUser = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<CreateUserRequest>>): CreateUserResponse => {
    const { users } = backend.account(caller.account);
    const user = buildUser(backend, caller, input);
    if (users.find(user.name)) throw alreadyExists(`User with name ${user.name} already exists.`);
    users.add(user);
    return { User: describeWholeUser(user) };
  },
);

function buildUser(backend: IamBackend, caller: Caller, input: Wire<CreateUserRequest>): User {
  const name = checked('roleName', 'userName', input.UserName);
  const path = checked('path', 'path', input.Path ?? '/');
  const { PermissionsBoundary: boundary } = input;
  return {
    name,
    path,
    id: uniqueId(idPrefix.user),
    arn: `arn:${caller.partition}:iam::${caller.account}:user${path}${name}`,
    account: caller.account,
    created: new Date(backend.cloud.clock.now()),
    keys: [],
    tags: withTags(new Map(), input.Tags),
    access: backend.propagating({
      inline: new Map(),
      attached: [],
      boundary: boundary && requireBoundary(backend.account(caller.account), boundary),
    }),
  };
}

export const getUser = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<GetUserRequest>>): GetUserResponse => {
    const { users } = backend.account(caller.account);
    return { User: describeWholeUser(users.get(input.UserName ?? ownName(caller))) };
  },
);

/** The user who asks about itself. Throws ValidationError for who is none. */
export function ownName({ principal }: Caller): string {
  if (principal.kind === 'user') return principal.user.name;
  throw validationError('Must specify userName when calling with non-User credentials');
}

export const listUsers = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<ListUsersRequest>>): ListUsersResponse => {
    const { users } = backend.account(caller.account);
    const wanted = users.all().filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'));
    const { items, rest } = pageOf(wanted, input);
    return { Users: items.map(describeUser), ...rest };
  },
);

/** There are no groups here; deleting a user asks for them all the same. */
export const listGroupsForUser = operation(
  (
    backend: IamBackend,
    { input, caller }: Call<Wire<ListGroupsForUserRequest>>,
  ): ListGroupsForUserResponse => {
    backend.account(caller.account).users.get(required('userName', input.UserName));
    return { Groups: [], IsTruncated: false };
  },
);

export const deleteUser = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<DeleteUserRequest>>) => {
    const { users } = backend.account(caller.account);
    const user = users.get(required('userName', input.UserName));
    requireNoPolicies(user);
    if (user.keys.length > 0) throw deleteConflict('Cannot delete entity, must delete access keys first.');
    users.remove(user);
    return {};
  },
);
