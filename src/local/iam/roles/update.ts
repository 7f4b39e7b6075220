import type {
  UpdateRoleDescriptionRequest,
  UpdateRoleDescriptionResponse,
  UpdateRoleRequest,
  UpdateRoleResponse,
} from '@aws-sdk/client-iam';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { integer, limited, required } from '../input.ts';
import { sessionBounds } from './create.ts';
import { describeListedRole } from './describe.ts';

/** What is absent stays as it is; an empty description clears it. */
export const updateRole = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<UpdateRoleRequest>>): UpdateRoleResponse => {
    const role = backend.account(caller.account).role(required('roleName', input.RoleName));
    const description = limited('description', input.Description, 1000);
    const seconds = integer('maxSessionDuration', input.MaxSessionDuration, sessionBounds);
    if (description !== undefined) role.description = description === '' ? undefined : description;
    if (seconds !== undefined) role.maxSessionSeconds = seconds;
    return {};
  },
);

export const updateRoleDescription = operation(
  (
    backend: IamBackend,
    { input, caller }: Call<Wire<UpdateRoleDescriptionRequest>>,
  ): UpdateRoleDescriptionResponse => {
    const role = backend.account(caller.account).role(required('roleName', input.RoleName));
    role.description = limited('description', required('description', input.Description), 1000);
    return { Role: describeListedRole(role) };
  },
);
