import type { DeleteLogGroupRequest } from '@aws-sdk/client-cloudwatch-logs';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LogsBackend } from '../backend.ts';

export const deleteLogGroup = operation(
  (backend: LogsBackend, { input, caller }: Call<Wire<DeleteLogGroupRequest>>) => {
    const region = backend.region(caller);
    region.remove(region.group(input.logGroupName));
    return {};
  },
);
