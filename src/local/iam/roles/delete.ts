import type { DeleteRoleRequest } from '@aws-sdk/client-iam';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { requireNoPolicies } from '../entities/delete-conflict.ts';
import { required } from '../input.ts';

export const deleteRole = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<DeleteRoleRequest>>) => {
    const account = backend.account(caller.account);
    const role = account.role(required('roleName', input.RoleName));
    requireNoPolicies(role);
    account.removeRole(role);
    return {};
  },
);
