import type { DeleteLogStreamRequest } from '@aws-sdk/client-cloudwatch-logs';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LogsBackend } from '../backend.ts';
import { checkedName } from '../input.ts';

export const deleteLogStream = operation(
  (backend: LogsBackend, { input, caller }: Call<Wire<DeleteLogStreamRequest>>) => {
    const group = backend.region(caller).group(input.logGroupName);
    group.removeStream(checkedName('logStreamName', input.logStreamName));
    return {};
  },
);
