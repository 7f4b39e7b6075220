import type { CreateRoleRequest, CreateRoleResponse } from '@aws-sdk/client-iam';
import { operation, type Call, type Wire } from '../../service.ts';
import type { Caller } from '../../caller.ts';
import type { IamAccount } from '../account.ts';
import type { IamBackend } from '../backend.ts';
import { acceptTrust } from './trust.ts';
import { requireBoundary } from '../entities/boundary.ts';
import { alreadyExists } from '../errors.ts';
import { checked, integer, limited } from '../input.ts';
import type { Role } from '../model.ts';
import { withTags } from '../tags.ts';
import { idPrefix, uniqueId } from '../unique-id.ts';
import { describeExtras, describeRole } from './describe.ts';

type Input = Wire<CreateRoleRequest>;

export const sessionBounds = { least: 3600, most: 43200 };

export const createRole = operation(
  (backend: IamBackend, { input, caller }: Call<Input>): CreateRoleResponse => {
    const account = backend.account(caller.account);
    const role = buildRole(backend, account, caller, input);
    if (account.findRole(role.name)) throw alreadyExists(`Role with name ${role.name} already exists.`);
    account.addRole(role);
    const given = input.MaxSessionDuration !== undefined && { MaxSessionDuration: role.maxSessionSeconds };
    return { Role: { ...describeRole(role), ...describeExtras(role), ...given } };
  },
);

function buildRole(backend: IamBackend, account: IamAccount, caller: Caller, input: Input): Role {
  const name = checked('roleName', 'roleName', input.RoleName);
  const path = checked('path', 'path', input.Path ?? '/');
  return {
    name,
    path,
    id: uniqueId(idPrefix.role),
    arn: `arn:${caller.partition}:iam::${caller.account}:role${path}${name}`,
    account: caller.account,
    created: new Date(backend.cloud.clock.now()),
    description: limited('description', input.Description, 1000),
    maxSessionSeconds: integer('maxSessionDuration', input.MaxSessionDuration, sessionBounds) ?? 3600,
    tags: withTags(new Map(), input.Tags),
    access: backend.propagating({
      trust: acceptTrust(backend, caller.account, input.AssumeRolePolicyDocument),
      inline: new Map(),
      attached: [],
      boundary: input.PermissionsBoundary && requireBoundary(account, input.PermissionsBoundary),
    }),
  };
}
