import type { DeletePolicyRequest } from '@aws-sdk/client-iam';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { deleteConflict } from '../errors.ts';
import { required } from '../input.ts';

/** A policy goes only when nobody carries it and no version but the default one is left. */
export const deletePolicy = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<DeletePolicyRequest>>) => {
    const account = backend.account(caller.account);
    const policy = account.ownPolicy(required('policyArn', input.PolicyArn));
    if (account.attachments(policy.arn) + account.boundaries(policy.arn) > 0)
      throw deleteConflict('Cannot delete a policy attached to entities.');
    if (policy.versions.size > 1) {
      throw deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    }
    account.removePolicy(policy);
    return {};
  },
);
