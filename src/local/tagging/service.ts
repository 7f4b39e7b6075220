import type { Intent } from '../access.ts';
import type { Cloud } from '../cloud.ts';
import type { JsonService } from '../service.ts';
import { getResources } from './get-resources.ts';
import { getTagKeys, getTagValues } from './tag-keys.ts';
import { tagResources, untagResources } from './tag-resources.ts';

export const taggingService: JsonService<Cloud> = {
  signingName: 'tagging',
  protocol: 'json',
  jsonVersion: '1.1',
  targetPrefix: 'ResourceGroupsTaggingAPI_20170126',
  operations: {
    GetResources: getResources,
    GetTagKeys: getTagKeys,
    GetTagValues: getTagValues,
    TagResources: tagResources,
    UntagResources: untagResources,
  },
  intents: (_cloud, operation, { input }) => [
    { action: `tag:${operation}`, resource: '*' },
    ...owners(operation, input as { readonly ResourceARNList?: readonly string[] }),
  ],
};

/** Who tags a resource here also needs what its own service asks for that (tagging API user guide, "Permissions"). */
function owners(
  operation: string,
  { ResourceARNList: arns = [] }: { readonly ResourceARNList?: readonly string[] },
): readonly Intent[] {
  if (!/^(Unt|T)agResources$/.test(operation)) return [];
  const action = operation.replace(/s$/, '');
  return arns.map((arn) => ({ action: `${arn.split(':')[2] ?? ''}:${action}`, resource: arn }));
}
