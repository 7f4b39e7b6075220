import type {
  ListEntitiesForPolicyRequest,
  ListEntitiesForPolicyResponse,
  ListPoliciesRequest,
  ListPoliciesResponse,
} from '@aws-sdk/client-iam';
import type { Caller } from '../../caller.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamAccount } from '../account.ts';
import type { IamBackend } from '../backend.ts';
import { flag, required } from '../input.ts';
import { allAwsManagedPolicies } from '../managed/catalogue.ts';
import type { ManagedPolicy, Role, User } from '../model.ts';
import { pageOf } from '../page.ts';
import { describePolicy } from './describe.ts';

export const listPolicies = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<ListPoliciesRequest>>): ListPoliciesResponse => {
    const account = backend.account(caller.account);
    const { items, rest } = pageOf(
      inScope(account, caller, input.Scope ?? 'All')
        .filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'))
        .filter(({ arn }) => !flag(input.OnlyAttached) || account.attachments(arn) > 0),
      input,
    );
    return { Policies: items.map((policy) => describePolicy(account, policy)), ...rest };
  },
);

function inScope(account: IamAccount, { partition }: Caller, scope: string): readonly ManagedPolicy[] {
  const own = scope === 'AWS' ? [] : account.ownPolicies();
  return scope === 'Local' ? own : [...own, ...allAwsManagedPolicies(partition)];
}

/** The roles, then the users that carry a policy; there are no groups here. */
export const listEntitiesForPolicy = operation(
  (
    backend: IamBackend,
    { input, caller }: Call<Wire<ListEntitiesForPolicyRequest>>,
  ): ListEntitiesForPolicyResponse => {
    const account = backend.account(caller.account);
    const { arn } = account.policy(required('policyArn', input.PolicyArn));
    const asBoundary = input.PolicyUsageFilter === 'PermissionsBoundary';
    const roles = asBoundary ? account.rolesWithin(arn) : account.rolesWith(arn);
    const users = asBoundary ? account.usersWithin(arn) : account.usersWith(arn);
    const { items, rest } = pageOf([...roles, ...users], input);
    return {
      PolicyRoles: items.filter(isRole).map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      PolicyGroups: [],
      PolicyUsers: items
        .filter((entity) => !isRole(entity))
        .map(({ name, id }) => ({ UserName: name, UserId: id })),
      ...rest,
    };
  },
);

function isRole(entity: Role | User): entity is Role {
  return 'maxSessionSeconds' in entity;
}
