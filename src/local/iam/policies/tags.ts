import type {
  ListPolicyTagsRequest,
  ListPolicyTagsResponse,
  TagPolicyRequest,
  UntagPolicyRequest,
} from '@aws-sdk/client-iam';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { required } from '../input.ts';
import { pageOf } from '../page.ts';
import { tagList, withTags, withoutTags } from '../tags.ts';

export const tagPolicy = operation((backend: IamBackend, { input, caller }: Call<Wire<TagPolicyRequest>>) => {
  const policy = backend.account(caller.account).ownPolicy(required('policyArn', input.PolicyArn));
  policy.tags = withTags(policy.tags, input.Tags);
  return {};
});

export const untagPolicy = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<UntagPolicyRequest>>) => {
    const policy = backend.account(caller.account).ownPolicy(required('policyArn', input.PolicyArn));
    policy.tags = withoutTags(policy.tags, input.TagKeys);
    return {};
  },
);

export const listPolicyTags = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<ListPolicyTagsRequest>>): ListPolicyTagsResponse => {
    const policy = backend.account(caller.account).policy(required('policyArn', input.PolicyArn));
    const { items, rest } = pageOf(tagList(policy.tags), input);
    return { Tags: [...items], ...rest };
  },
);
