/** Tags of state machines and activities. */
import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  TagResourceInput,
  TagResourceOutput,
  UntagResourceInput,
  UntagResourceOutput,
} from '@aws-sdk/client-sfn';
import type { Caller } from '../../caller.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import { requireArn } from '../arn.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, list, required, text } from '../constraints.ts';
import { resourceNotFound } from '../errors.ts';
import { tagMembers, writeTags } from '../tags.ts';

const resourceArn = required(text(1, 256));

export const tagResource = operation(
  (backend: StatesBackend, { input, caller }: Call<Wire<TagResourceInput>>): TagResourceOutput => {
    checkMembers(input, { resourceArn, tags: required(tagMembers.tags) });
    writeTags(tagsOf(backend, caller, input.resourceArn), input.tags ?? []);
    return {};
  },
);

export const untagResource = operation(
  (backend: StatesBackend, { input, caller }: Call<Wire<UntagResourceInput>>): UntagResourceOutput => {
    checkMembers(input, { resourceArn, tagKeys: required(list(0, 200, required(text(1, 128)))) });
    const tags = tagsOf(backend, caller, input.resourceArn);
    for (const key of input.tagKeys ?? []) tags.delete(key);
    return {};
  },
);

export const listTagsForResource = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<ListTagsForResourceInput>>,
  ): ListTagsForResourceOutput => {
    checkMembers(input, { resourceArn });
    const tags = tagsOf(backend, caller, input.resourceArn);
    return { tags: [...tags].map(([key, value]) => ({ key, value })) };
  },
);

function tagsOf(backend: StatesBackend, caller: Caller, arn = ''): Map<string, string> {
  requireArn(arn, 'stateMachine', 'activity');
  const { stateMachines, activities } = backend.region(caller);
  const resource = stateMachines.get(arn) ?? activities.get(arn);
  if (!resource) throw resourceNotFound(arn);
  return resource.tags;
}
