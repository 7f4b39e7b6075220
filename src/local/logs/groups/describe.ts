import type {
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  LogGroup as LogGroupShape,
} from '@aws-sdk/client-cloudwatch-logs';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LogsBackend } from '../backend.ts';
import { invalidParameter } from '../errors.ts';
import type { LogGroup } from '../group.ts';
import { pageSize } from '../input.ts';
import { pageAfter } from '../page.ts';
import { nameOf } from '../region.ts';

type Input = Wire<DescribeLogGroupsRequest>;

/** Groups of one page, by AWS's quota. */
const mostGroups = 50;

export const describeLogGroups = operation(
  (backend: LogsBackend, { input, caller }: Call<Input>): DescribeLogGroupsResponse => {
    const found = backend.region(caller).groups.filter((group) => isWanted(group, input));
    const { items, ...next } = pageAfter(found, ({ settings }) => settings.name, {
      token: input.nextToken,
      size: pageSize(input.limit, mostGroups),
    });
    return { logGroups: items.map(describeGroup), ...next };
  },
);

function isWanted({ settings: { name, logGroupClass } }: LogGroup, input: Input): boolean {
  const {
    logGroupNamePrefix: prefix,
    logGroupNamePattern: pattern,
    logGroupIdentifiers: identifiers,
  } = input;
  if (prefix !== undefined && pattern !== undefined) {
    throw invalidParameter(
      'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
    );
  }
  return (
    name.startsWith(prefix ?? '') &&
    name.includes(pattern ?? '') &&
    (identifiers?.map(nameOf).includes(name) ?? true) &&
    logGroupClass === (input.logGroupClass ?? logGroupClass)
  );
}

function describeGroup({ settings, retentionInDays, storedBytes }: LogGroup): LogGroupShape {
  const { name, arn, created, kmsKeyId, logGroupClass } = settings;
  return {
    logGroupName: name,
    arn: `${arn}:*`,
    logGroupArn: arn,
    creationTime: created,
    retentionInDays,
    metricFilterCount: 0,
    storedBytes,
    kmsKeyId,
    logGroupClass,
  };
}
