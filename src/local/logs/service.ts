import type { JsonService } from '../service.ts';
import { logsIntents } from './authorization.ts';
import type { LogsBackend } from './backend.ts';
import { filterLogEvents } from './events/filter.ts';
import { getLogEvents } from './events/get.ts';
import { putLogEvents } from './events/put.ts';
import { createLogGroup } from './groups/create.ts';
import { deleteLogGroup } from './groups/delete.ts';
import { describeLogGroups } from './groups/describe.ts';
import { deleteRetentionPolicy, putRetentionPolicy } from './groups/retention.ts';
import { deleteResourcePolicy, describeResourcePolicies, putResourcePolicy } from './resource-policies.ts';
import { createLogStream } from './streams/create.ts';
import { deleteLogStream } from './streams/delete.ts';
import { describeLogStreams } from './streams/describe.ts';
import {
  listTagsForResource,
  listTagsLogGroup,
  tagLogGroup,
  tagResource,
  untagLogGroup,
  untagResource,
} from './tags.ts';

export const logsService: JsonService<LogsBackend> = {
  signingName: 'logs',
  protocol: 'json',
  jsonVersion: '1.1',
  targetPrefix: 'Logs_20140328',
  operations: {
    CreateLogGroup: createLogGroup,
    DeleteLogGroup: deleteLogGroup,
    DescribeLogGroups: describeLogGroups,
    PutRetentionPolicy: putRetentionPolicy,
    DeleteRetentionPolicy: deleteRetentionPolicy,
    CreateLogStream: createLogStream,
    DeleteLogStream: deleteLogStream,
    DescribeLogStreams: describeLogStreams,
    PutLogEvents: putLogEvents,
    GetLogEvents: getLogEvents,
    FilterLogEvents: filterLogEvents,
    TagResource: tagResource,
    UntagResource: untagResource,
    ListTagsForResource: listTagsForResource,
    TagLogGroup: tagLogGroup,
    UntagLogGroup: untagLogGroup,
    ListTagsLogGroup: listTagsLogGroup,
    PutResourcePolicy: putResourcePolicy,
    DescribeResourcePolicies: describeResourcePolicies,
    DeleteResourcePolicy: deleteResourcePolicy,
  },
  intents: logsIntents,
};
