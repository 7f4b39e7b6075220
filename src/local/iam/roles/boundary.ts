/** A role's permissions boundary. */
import type {
  DeleteRolePermissionsBoundaryRequest,
  PutRolePermissionsBoundaryRequest,
} from '@aws-sdk/client-iam';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamAccount } from '../account.ts';
import type { IamBackend } from '../backend.ts';
import { required } from '../input.ts';

/** The ARN of a policy that can be a boundary. Throws NoSuchEntity. */
export function requireBoundary(account: IamAccount, arn: string): string {
  account.policy(arn, `Scope ARN: ${arn} does not exist or is not attachable.`);
  return arn;
}

export const putRolePermissionsBoundary = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<PutRolePermissionsBoundaryRequest>>) => {
    const account = backend.account(caller.account);
    const { access } = account.role(required('roleName', input.RoleName));
    const boundary = requireBoundary(account, required('permissionsBoundary', input.PermissionsBoundary));
    access.set({ ...access.latest, boundary });
    return {};
  },
);

export const deleteRolePermissionsBoundary = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<DeleteRolePermissionsBoundaryRequest>>) => {
    const { access } = backend.account(caller.account).role(required('roleName', input.RoleName));
    access.set({ ...access.latest, boundary: undefined });
    return {};
  },
);
