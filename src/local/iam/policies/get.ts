import type {
  GetPolicyRequest,
  GetPolicyResponse,
  GetPolicyVersionRequest,
  GetPolicyVersionResponse,
} from '@aws-sdk/client-iam';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { required } from '../input.ts';
import { tagList } from '../tags.ts';
import { describePolicy, describeWholeVersion } from './describe.ts';
import { versionOf } from './versions.ts';

export const getPolicy = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<GetPolicyRequest>>): GetPolicyResponse => {
    const account = backend.account(caller.account);
    const policy = account.policy(required('policyArn', input.PolicyArn));
    const { description: Description, tags } = policy;
    return { Policy: { ...describePolicy(account, policy), Description, Tags: tagList(tags) } };
  },
);

export const getPolicyVersion = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<GetPolicyVersionRequest>>): GetPolicyVersionResponse => {
    const policy = backend.account(caller.account).policy(required('policyArn', input.PolicyArn));
    return { PolicyVersion: describeWholeVersion(policy, versionOf(policy, input.VersionId)) };
  },
);
