import type {
  ListInstanceProfilesForRoleRequest,
  ListInstanceProfilesForRoleResponse,
  ListRolesRequest,
  ListRolesResponse,
} from '@aws-sdk/client-iam';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { required } from '../input.ts';
import { pageOf } from '../page.ts';
import { describeListedRole } from './describe.ts';

export const listRoles = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<ListRolesRequest>>): ListRolesResponse => {
    const roles = backend.account(caller.account).allRoles();
    const { items, rest } = pageOf(
      roles.filter(({ path }) => path.startsWith(input.PathPrefix ?? '/')),
      input,
    );
    return { Roles: items.map(describeListedRole), ...rest };
  },
);

/** There are no instance profiles here, as there are no instances; deleting a role asks for them all the same. */
export const listInstanceProfilesForRole = operation(
  (
    backend: IamBackend,
    { input, caller }: Call<Wire<ListInstanceProfilesForRoleRequest>>,
  ): ListInstanceProfilesForRoleResponse => {
    backend.account(caller.account).role(required('roleName', input.RoleName));
    return { InstanceProfiles: [], IsTruncated: false };
  },
);
