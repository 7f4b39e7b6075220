/** A role's trust policy. */
import type { UpdateAssumeRolePolicyRequest } from '@aws-sdk/client-iam';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { sizeOf, type PolicyDocument } from '../document/document.ts';
import { acceptTrustPolicy } from '../document/trust.ts';
import { limitExceeded } from '../errors.ts';
import { required } from '../input.ts';

/** Characters (IAM quotas, "Role trust policy length"). */
const longestTrustPolicy = 2048;

/**
 * Takes a trust policy in. A role of the account that it names must be there; what other accounts have cannot be known.
 */
export function acceptTrust(backend: IamBackend, account: string, text: string | undefined): PolicyDocument {
  const document = acceptTrustPolicy(
    required('assumeRolePolicyDocument', text),
    (arn) => !arn.includes(`:iam::${account}:`) || backend.roleByArn(arn) !== undefined,
  );
  if (sizeOf(document.text) > longestTrustPolicy) {
    throw limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${longestTrustPolicy}`);
  }
  return document;
}

export const updateAssumeRolePolicy = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<UpdateAssumeRolePolicyRequest>>) => {
    const { access } = backend.account(caller.account).role(required('roleName', input.RoleName));
    access.set({ ...access.latest, trust: acceptTrust(backend, caller.account, input.PolicyDocument) });
    return {};
  },
);
