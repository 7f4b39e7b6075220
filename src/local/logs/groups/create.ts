import type { CreateLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LogsBackend } from '../backend.ts';
import { checkedName } from '../input.ts';
import { withTags } from '../tags.ts';

export const createLogGroup = operation(
  (backend: LogsBackend, { input, caller }: Call<Wire<CreateLogGroupRequest>>) => {
    const name = checkedName('logGroupName', input.logGroupName);
    const { kmsKeyId, logGroupClass = 'STANDARD' } = input;
    backend.createGroup(caller, { name, kmsKeyId, logGroupClass }, withTags(new Map(), input.tags));
    return {};
  },
);
