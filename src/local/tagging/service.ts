import type { JsonService } from '../service.ts';
import type { Cloud } from '../cloud.ts';

export const taggingService: JsonService<Cloud> = {
  signingName: 'tagging',
  protocol: 'json',
  jsonVersion: '1.1',
  targetPrefix: 'ResourceGroupsTaggingAPI_20170126',
  operations: {},
};
