import type { CreateLogStreamRequest } from '@aws-sdk/client-cloudwatch-logs';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LogsBackend } from '../backend.ts';
import { checkedName } from '../input.ts';

export const createLogStream = operation(
  (backend: LogsBackend, { input, caller }: Call<Wire<CreateLogStreamRequest>>) => {
    const group = backend.region(caller).group(input.logGroupName);
    group.addStream(checkedName('logStreamName', input.logStreamName), backend.cloud.clock.now());
    return {};
  },
);
