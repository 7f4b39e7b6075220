import type { DeleteRoleRequest } from '@aws-sdk/client-iam';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { deleteConflict } from '../errors.ts';
import { required } from '../input.ts';

/** A role goes only when it carries no policy any more. */
export const deleteRole = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<DeleteRoleRequest>>) => {
    const account = backend.account(caller.account);
    const role = account.role(required('roleName', input.RoleName));
    const { attached, inline } = role.access.latest;
    if (attached.length > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.');
    if (inline.size > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
    account.removeRole(role);
    return {};
  },
);
