import type {
  GetResourcesInput,
  GetResourcesOutput,
  TagFilter,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { Cloud, TaggedResource } from '../cloud.ts';
import { operation, type Call, type Wire } from '../service.ts';
import { invalid } from './errors.ts';
import { mostPerPage, pageAfter } from './page.ts';
import { resourcesOf } from './resources.ts';

type Input = Wire<GetResourcesInput>;

/**
 * The tagged resources of the caller's account and region: functions, state machines and activities, log groups. Roles
 * are not among them, nor are they in AWS: the tagging API is regional, IAM is not.
 */
export const getResources = operation((cloud: Cloud, { input, caller }: Call<Input>): GetResourcesOutput => {
  checkInput(input);
  const found = resourcesOf(cloud, caller).filter((resource) => isWanted(resource, input));
  const { items, token } = pageAfter(found, ({ arn }) => arn, {
    token: input.PaginationToken,
    size: input.ResourcesPerPage ?? mostPerPage,
  });
  return {
    PaginationToken: token,
    ResourceTagMappingList: items.map(({ arn, tags }) => ({
      ResourceARN: arn,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  };
});

function isWanted({ arn, tags }: TaggedResource, input: Input): boolean {
  const { ResourceARNList: arns, ResourceTypeFilters: types = [], TagFilters: filters = [] } = input;
  if (arns) return arns.includes(arn);
  return (
    Object.keys(tags).length > 0 &&
    (types.length === 0 || types.some((type) => isOfType(arn, type))) &&
    filters.every((filter) => hasTag(tags, filter))
  );
}

/** `lambda` is everything of Lambda, `lambda:function` its functions. */
function isOfType(arn: string, type: string): boolean {
  const [, , service = '', , , kind = ''] = arn.split(/[:/]/);
  return type === service || type === `${service}:${kind}`;
}

/** A filter without values asks for the key alone. */
function hasTag(
  tags: Readonly<Record<string, string>>,
  { Key: key = '', Values: values = [] }: Wire<TagFilter>,
): boolean {
  const value = Object.hasOwn(tags, key) ? tags[key] : undefined;
  return value !== undefined && (values.length === 0 || values.includes(value));
}

function checkInput(input: Input): void {
  const {
    ResourceARNList: arns,
    ResourcesPerPage: size = mostPerPage,
    TagFilters,
    ResourceTypeFilters,
  } = input;
  if (size < 1 || size > mostPerPage) throw invalid(`ResourcesPerPage must be between 1 and ${mostPerPage}`);
  if (
    arns &&
    (TagFilters ?? ResourceTypeFilters ?? input.ResourcesPerPage ?? input.PaginationToken) !== undefined
  ) {
    throw invalid('ResourceARNList cannot be combined with filters or paging');
  }
}
