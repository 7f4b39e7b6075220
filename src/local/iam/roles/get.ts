import type { GetRoleRequest, GetRoleResponse } from '@aws-sdk/client-iam';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { required } from '../input.ts';
import { describeWholeRole } from './describe.ts';

export const getRole = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<GetRoleRequest>>): GetRoleResponse => {
    const role = backend.account(caller.account).role(required('roleName', input.RoleName));
    return { Role: describeWholeRole(role) };
  },
);
