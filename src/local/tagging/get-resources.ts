import type {
  GetResourcesInput,
  GetResourcesOutput,
  TagFilter,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { Cloud, TaggedResource } from '../cloud.ts';
import { AwsError } from '../errors.ts';
import { operation, type Call, type Wire } from '../service.ts';

type Input = Wire<GetResourcesInput>;

const mostPerPage = 100;

/**
 * The tagged resources of the caller's account and region: functions, state machines and activities, log groups. Roles
 * are not among them, nor are they in AWS: the tagging API is regional, IAM is not.
 */
export const getResources = operation((cloud: Cloud, { input, caller }: Call<Input>): GetResourcesOutput => {
  checkInput(input);
  const found = [cloud.lambda, cloud.states, cloud.logs]
    .flatMap((service) => service.taggedResources(caller.account, caller.region))
    .filter((resource) => isWanted(resource, input))
    .sort((a, b) => (a.arn < b.arn ? -1 : 1));
  const after = readToken(input.PaginationToken);
  const rest = found.filter(({ arn }) => arn > after);
  const page = rest.slice(0, input.ResourcesPerPage ?? mostPerPage);
  return {
    PaginationToken: page.length < rest.length ? writeToken(page.at(-1)?.arn ?? '') : '',
    ResourceTagMappingList: page.map(({ arn, tags }) => ({
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

function writeToken(arn: string): string {
  return Buffer.from(arn).toString('base64');
}

/** The ARN to go on after. */
function readToken(token = ''): string {
  const arn = Buffer.from(token, 'base64').toString();
  if (token === '' || arn.startsWith('arn:')) return arn;
  throw new AwsError('PaginationTokenExpiredException', 'The pagination token is not one of this endpoint');
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
