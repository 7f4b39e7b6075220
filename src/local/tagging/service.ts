import type { Cloud } from '../cloud.ts';
import type { JsonService } from '../service.ts';
import { getResources } from './get-resources.ts';

export const taggingService: JsonService<Cloud> = {
  signingName: 'tagging',
  protocol: 'json',
  jsonVersion: '1.1',
  targetPrefix: 'ResourceGroupsTaggingAPI_20170126',
  operations: { GetResources: getResources },
  intents: (_cloud, operation) => [{ action: `tag:${operation}`, resource: '*' }],
};
