/** TagResources, UntagResources: of up to twenty resources at once, each of which may fail for itself. */
import type {
  FailureInfo,
  TagResourcesInput,
  TagResourcesOutput,
  UntagResourcesInput,
  UntagResourcesOutput,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { Caller } from '../caller.ts';
import type { Cloud } from '../cloud.ts';
import { operation, type Call, type Wire } from '../service.ts';
import { invalid } from './errors.ts';
import { resourcesOf } from './resources.ts';

type Tags = Readonly<Record<string, string>>;

const mostResources = 20;
/** Of a resource, in whichever service. */
const mostTags = 50;

export const tagResources = operation(
  (cloud: Cloud, { input, caller }: Call<Wire<TagResourcesInput>>): TagResourcesOutput => {
    const { Tags: added = {} } = input;
    checkKeys('Tags', Object.keys(added));
    return change(cloud, { caller, arns: input.ResourceARNList }, (tags) => ({ ...tags, ...added }));
  },
);

export const untagResources = operation(
  (cloud: Cloud, { input, caller }: Call<Wire<UntagResourcesInput>>): UntagResourcesOutput => {
    const { TagKeys: removed = [] } = input;
    checkKeys('TagKeys', removed);
    return change(cloud, { caller, arns: input.ResourceARNList }, (tags) =>
      Object.fromEntries(Object.entries(tags).filter(([key]) => !removed.includes(key))),
    );
  },
);

interface Targets {
  readonly caller: Caller;
  readonly arns: readonly string[] | undefined;
}

function change(
  cloud: Cloud,
  { caller, arns = [] }: Targets,
  changed: (tags: Tags) => Tags,
): TagResourcesOutput {
  if (arns.length === 0 || arns.length > mostResources)
    throw invalid(`ResourceARNList must have between 1 and ${mostResources} members`);
  const resources = new Map(resourcesOf(cloud, caller).map((resource) => [resource.arn, resource]));
  const failed: Record<string, FailureInfo> = {};
  for (const arn of arns) {
    const resource = resources.get(arn);
    const tags = changed(resource?.tags ?? {});
    if (!resource) failed[arn] = failure(404, 'ResourceNotFoundException', `Resource not found: ${arn}`);
    else if (Object.keys(tags).length > mostTags)
      failed[arn] = failure(400, 'InvalidParameterException', `A resource has ${mostTags} tags at most`);
    else resource.retag(tags);
  }
  return { FailedResourcesMap: failed };
}

function failure(StatusCode: number, code: string, ErrorMessage: string): FailureInfo {
  // The service that the resource belongs to may answer codes that the shape does not list (API reference, FailureInfo).
  return { StatusCode, ErrorCode: code as NonNullable<FailureInfo['ErrorCode']>, ErrorMessage };
}

function checkKeys(member: string, keys: readonly string[]): void {
  if (keys.length === 0 || keys.length > mostTags)
    throw invalid(`${member} must have between 1 and ${mostTags} members`);
  if (keys.some((key) => /^aws:/i.test(key))) throw invalid('Tag keys that begin with aws: are reserved');
}
