/** What a caller of CloudWatch Logs needs to be allowed (service authorization reference, "Amazon CloudWatch Logs"). */
import type { Intent } from '../access.ts';
import type { Caller } from '../caller.ts';
import type { Call } from '../service.ts';
import { requestTags, resourceTags } from '../tag-context.ts';
import type { LogsBackend } from './backend.ts';

interface Input {
  readonly logGroupName?: string;
  readonly logGroupIdentifier?: string;
  readonly logStreamName?: string;
  readonly resourceArn?: string;
  readonly tags?: unknown;
  readonly tagKeys?: readonly string[];
}

export function logsIntents(
  backend: LogsBackend,
  operation: string,
  { input, caller }: Call<unknown>,
): readonly Intent[] {
  const members = input as Input;
  const group = groupArn(members, caller);
  const tags = requestTags(members.tags, members.tagKeys);
  const context = { ...tags, ...resourceTags(backend, caller, group) };
  const tagging = { action: 'logs:TagResource', resource: group, context };
  return [
    { action: `logs:${operation}`, resource: resourceOf(members, group), context },
    ...(operation === 'CreateLogGroup' && members.tags !== undefined ? [tagging] : []),
  ];
}

/** An operation on all groups is one on the group without a name. */
function groupArn({ resourceArn, logGroupName, logGroupIdentifier = '' }: Input, caller: Caller): string {
  const named = resourceArn ?? logGroupName ?? logGroupIdentifier;
  if (named.startsWith('arn:')) return named.replace(/:\*$/, '');
  return `arn:${caller.partition}:logs:${caller.region}:${caller.account}:log-group:${named}`;
}

/**
 * Operations on tags are about the group's ARN as it is; all others about that of its streams (API reference, LogGroup:
 * "arn" and "logGroupArn"), which is how refusals name it.
 */
function resourceOf({ resourceArn, logStreamName = '' }: Input, group: string): string {
  return resourceArn === undefined ? `${group}:log-stream:${logStreamName}` : group;
}
