/** TagResource, UntagResource, ListTags: of functions and code signing configurations, by their ARNs and nothing else. */
import type {
  ListTagsRequest,
  ListTagsResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-lambda';
import type { Caller } from '../../caller.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { requireFunction } from '../lookup.ts';
import { replaceTags } from '../model.ts';
import { readOwnReference } from '../names.ts';
import { invalidParameter, matches, notFound, present, validate } from '../validation.ts';

const resourcePattern =
  'arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)';

/** What else has tags in AWS; there is none of them here. */
const otherResources: Readonly<Record<string, string>> = {
  'capacity-provider': 'Capacity provider',
  'event-source-mapping': 'Event source mapping',
  layer: 'Layer',
};

const maximumTags = 50;

/** What carries tags. */
interface Tagged {
  readonly kind: 'a function' | 'a code signing config';
  readonly tags: Readonly<Record<string, string>>;
  readonly replace: (tags: Readonly<Record<string, string>>) => void;
}

export const tagResource = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<TagResourceRequest>>): object => {
    const tagged = find(backend, input.Resource, caller);
    const { Tags = {} } = input;
    if (Object.keys(Tags).length === 0) {
      throw invalidParameter('An error occurred and the request cannot be processed.');
    }
    const tags = { ...tagged.tags, ...Tags };
    if (Object.keys(tags).length > maximumTags) {
      throw invalidParameter(`The number of tags exceeds the limit of ${maximumTags} for ${tagged.kind}.`);
    }
    tagged.replace(tags);
    return {};
  },
);

/** The keys come in the query: a text, or a list where there are more. */
export const untagResource = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<Omit<UntagResourceRequest, 'TagKeys'>> & { tagKeys?: string | string[] }>,
  ): object => {
    validate(present('tagKeys', input.tagKeys));
    const keys = [input.tagKeys ?? []].flat();
    const { tags, replace } = find(backend, input.Resource, caller);
    replace(Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key))));
    return {};
  },
);

export const listTags = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<ListTagsRequest>>): ListTagsResponse => ({
    Tags: find(backend, input.Resource, caller).tags,
  }),
);

function find(backend: LambdaBackend, resource = '', caller: Caller): Tagged {
  validate(matches('resource', resource, resourcePattern));
  const kind = resource.split(':')[5] ?? '';
  const other = otherResources[kind];
  if (other) throw notFound(`${other} not found: ${resource}`);
  return kind === 'code-signing-config'
    ? taggedConfig(backend, resource)
    : taggedFunction(backend, resource, caller);
}

function taggedConfig({ codeSigningConfigs }: LambdaBackend, arn: string): Tagged {
  if (!codeSigningConfigs.has(arn)) throw notFound(`Code signing config not found: ${arn}`);
  return {
    kind: 'a code signing config',
    tags: codeSigningConfigs.tagsOf(arn),
    replace: (tags) => {
      codeSigningConfigs.tag(arn, tags);
    },
  };
}

function taggedFunction(backend: LambdaBackend, arn: string, caller: Caller): Tagged {
  const reference = readOwnReference(caller, arn);
  if (reference.qualifier !== undefined) {
    throw invalidParameter(
      'Tags on function aliases and versions are not supported. Please specify a function ARN.',
    );
  }
  const lambda = requireFunction(backend, reference);
  return {
    kind: 'a function',
    tags: lambda.tags,
    replace: (tags) => {
      replaceTags(lambda, tags);
    },
  };
}
