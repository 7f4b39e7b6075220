import type {
  ListRoleTagsRequest,
  ListRoleTagsResponse,
  TagRoleRequest,
  UntagRoleRequest,
} from '@aws-sdk/client-iam';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { required } from '../input.ts';
import { pageOf } from '../page.ts';
import { tagList, withTags, withoutTags } from '../tags.ts';

export const tagRole = operation((backend: IamBackend, { input, caller }: Call<Wire<TagRoleRequest>>) => {
  const role = backend.account(caller.account).role(required('roleName', input.RoleName));
  role.tags = withTags(role.tags, input.Tags);
  return {};
});

export const untagRole = operation((backend: IamBackend, { input, caller }: Call<Wire<UntagRoleRequest>>) => {
  const role = backend.account(caller.account).role(required('roleName', input.RoleName));
  role.tags = withoutTags(role.tags, input.TagKeys);
  return {};
});

export const listRoleTags = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<ListRoleTagsRequest>>): ListRoleTagsResponse => {
    const role = backend.account(caller.account).role(required('roleName', input.RoleName));
    const { items, rest } = pageOf(tagList(role.tags), input);
    return { Tags: [...items], ...rest };
  },
);
