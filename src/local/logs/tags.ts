/** Tags of log groups. */
import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../errors.ts';
import { operation, type Call, type Wire } from '../service.ts';
import type { LogsBackend } from './backend.ts';
import { invalidParameter } from './errors.ts';
import type { LogGroup } from './group.ts';
import { required } from './input.ts';
import { nameOf, type LogRegion } from './region.ts';

type Tags = ReadonlyMap<string, string>;

const mostTags = 50;

/** The tags with more of them, or with new values. Throws InvalidParameterException, TooManyTagsException. */
export function withTags(tags: Tags, added: Readonly<Record<string, string>> | undefined): Tags {
  const all = new Map([...tags, ...Object.entries(added ?? {})]);
  for (const [key, value] of all) {
    if (key === '' || key.length > 128 || value.length > 256) {
      throw invalidParameter(`The tag '${key}' is invalid: a key has 1 to 128 characters, a value up to 256`);
    }
    if (/^aws:/i.test(key))
      throw invalidParameter('aws: prefixed tag key names are not allowed for external use.');
  }
  if (all.size > mostTags)
    throw new AwsError('TooManyTagsException', `A resource can have no more than ${mostTags} tags.`);
  return all;
}

function withoutTags(tags: Tags, removed: readonly string[]): Tags {
  return new Map([...tags].filter(([key]) => !removed.includes(key)));
}

function groupOf(region: LogRegion, resourceArn: string | undefined): LogGroup {
  return region.group(nameOf(required('resourceArn', resourceArn)));
}

export const tagResource = operation(
  (backend: LogsBackend, { input, caller }: Call<Wire<TagResourceRequest>>) => {
    const group = groupOf(backend.region(caller), input.resourceArn);
    group.tags = withTags(group.tags, input.tags);
    return {};
  },
);

export const untagResource = operation(
  (backend: LogsBackend, { input, caller }: Call<Wire<UntagResourceRequest>>) => {
    const group = groupOf(backend.region(caller), input.resourceArn);
    group.tags = withoutTags(group.tags, required('tagKeys', input.tagKeys));
    return {};
  },
);

export const listTagsForResource = operation(
  (
    backend: LogsBackend,
    { input, caller }: Call<Wire<ListTagsForResourceRequest>>,
  ): ListTagsForResourceResponse => {
    return { tags: Object.fromEntries(groupOf(backend.region(caller), input.resourceArn).tags) };
  },
);

/** The same by the group's name, as clients from before 2022 ask for it: the SDK's shapes for it are deprecated. */
interface OfGroup<Tags = unknown> {
  readonly logGroupName?: string;
  readonly tags?: Tags;
}

export const tagLogGroup = operation(
  (backend: LogsBackend, { input, caller }: Call<OfGroup<Readonly<Record<string, string>>>>) => {
    const group = backend.region(caller).group(input.logGroupName);
    group.tags = withTags(group.tags, required('tags', input.tags));
    return {};
  },
);

export const untagLogGroup = operation(
  (backend: LogsBackend, { input, caller }: Call<OfGroup<readonly string[]>>) => {
    const group = backend.region(caller).group(input.logGroupName);
    group.tags = withoutTags(group.tags, required('tags', input.tags));
    return {};
  },
);

export const listTagsLogGroup = operation(
  (backend: LogsBackend, { input, caller }: Call<OfGroup>): ListTagsForResourceResponse => ({
    tags: Object.fromEntries(backend.region(caller).group(input.logGroupName).tags),
  }),
);
