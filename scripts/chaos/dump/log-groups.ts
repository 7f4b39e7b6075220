import {
  ListTagsForResourceCommand,
  paginateDescribeLogGroups,
  type CloudWatchLogsClient,
  type LogGroup,
} from '@aws-sdk/client-cloudwatch-logs';
import type { JsonObject } from '../../../src/json.ts';
import { byName, type Entry } from './entries.ts';

export async function dumpLogGroups(logs: CloudWatchLogsClient): Promise<JsonObject> {
  const entries: Promise<Entry>[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client: logs }, {})) {
    entries.push(...logGroups.map((group) => dumpLogGroup(logs, group)));
  }
  return byName(entries);
}

async function dumpLogGroup(
  logs: CloudWatchLogsClient,
  { logGroupName = '', logGroupArn, retentionInDays }: LogGroup,
): Promise<Entry> {
  const { tags } = await logs.send(new ListTagsForResourceCommand({ resourceArn: logGroupArn }));
  return [logGroupName, { retention: retentionInDays ?? null, tags: tags ?? {} }];
}
