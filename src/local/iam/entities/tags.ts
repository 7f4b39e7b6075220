/** The tags of a role or a user. */
import type { Tag } from '@aws-sdk/client-iam';
import { operation, type Call, type Operation, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { pageOf, type PageRequest } from '../page.ts';
import { tagList, withTags, withoutTags } from '../tags.ts';
import { requireEntity, type EntityKind, type EntityName } from './entity.ts';

export function tagEntity(kind: EntityKind): Operation<IamBackend> {
  return operation(
    (backend: IamBackend, { input, caller }: Call<EntityName & { readonly Tags?: Wire<Tag>[] }>) => {
      const entity = requireEntity(kind, backend.account(caller.account), input);
      entity.tags = withTags(entity.tags, input.Tags);
      return {};
    },
  );
}

export function untagEntity(kind: EntityKind): Operation<IamBackend> {
  return operation(
    (backend: IamBackend, { input, caller }: Call<EntityName & { readonly TagKeys?: string[] }>) => {
      const entity = requireEntity(kind, backend.account(caller.account), input);
      entity.tags = withoutTags(entity.tags, input.TagKeys);
      return {};
    },
  );
}

export function listEntityTags(kind: EntityKind): Operation<IamBackend> {
  return operation((backend: IamBackend, { input, caller }: Call<EntityName & PageRequest>) => {
    const { tags } = requireEntity(kind, backend.account(caller.account), input);
    const { items, rest } = pageOf(tagList(tags), input);
    return { Tags: [...items], ...rest };
  });
}
