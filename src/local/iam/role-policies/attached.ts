/** The managed policies that a role carries. */
import type {
  AttachRolePolicyRequest,
  DetachRolePolicyRequest,
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse,
} from '@aws-sdk/client-iam';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { limitExceeded, noSuchEntity } from '../errors.ts';
import { required } from '../input.ts';
import { pageOf } from '../page.ts';

/** IAM quotas, "Managed policies attached to an IAM role". */
const mostAttached = 10;

/** Attaching again what is attached changes nothing. */
export const attachRolePolicy = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<AttachRolePolicyRequest>>) => {
    const account = backend.account(caller.account);
    const { access } = account.role(required('roleName', input.RoleName));
    const arn = required('policyArn', input.PolicyArn);
    account.policy(arn, `Policy ${arn} does not exist or is not attachable.`);
    const { attached } = access.latest;
    if (attached.includes(arn)) return {};
    if (attached.length >= mostAttached) {
      throw limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${mostAttached}`);
    }
    access.set({ ...access.latest, attached: [...attached, arn] });
    return {};
  },
);

export const detachRolePolicy = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<DetachRolePolicyRequest>>) => {
    const account = backend.account(caller.account);
    const { access } = account.role(required('roleName', input.RoleName));
    const arn = required('policyArn', input.PolicyArn);
    account.policy(arn);
    const { attached } = access.latest;
    if (!attached.includes(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
    access.set({ ...access.latest, attached: attached.filter((other) => other !== arn) });
    return {};
  },
);

export const listAttachedRolePolicies = operation(
  (
    backend: IamBackend,
    { input, caller }: Call<Wire<ListAttachedRolePoliciesRequest>>,
  ): ListAttachedRolePoliciesResponse => {
    const account = backend.account(caller.account);
    const { access } = account.role(required('roleName', input.RoleName));
    const policies = access.latest.attached.map((arn) => account.policy(arn));
    const { items, rest } = pageOf(
      policies.filter(({ path }) => path.startsWith(input.PathPrefix ?? '/')),
      input,
    );
    return {
      AttachedPolicies: items.map(({ name, arn }) => ({ PolicyName: name, PolicyArn: arn })),
      ...rest,
    };
  },
);
