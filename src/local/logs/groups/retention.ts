/** How long a group's events are to be kept. Told back as it was set; what is here does not live long enough. */
import type {
  DeleteRetentionPolicyRequest,
  PutRetentionPolicyRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LogsBackend } from '../backend.ts';
import { invalidParameter } from '../errors.ts';
import { required } from '../input.ts';

/** Days (API reference, PutRetentionPolicy). */
const retentions = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

export const putRetentionPolicy = operation(
  (backend: LogsBackend, { input, caller }: Call<Wire<PutRetentionPolicyRequest>>) => {
    const group = backend.region(caller).group(input.logGroupName);
    const days = required('retentionInDays', input.retentionInDays);
    if (!retentions.includes(days)) {
      throw invalidParameter(`Invalid retention value. Valid values are: [${retentions.join(', ')}]`);
    }
    group.retentionInDays = days;
    return {};
  },
);

export const deleteRetentionPolicy = operation(
  (backend: LogsBackend, { input, caller }: Call<Wire<DeleteRetentionPolicyRequest>>) => {
    backend.region(caller).group(input.logGroupName).retentionInDays = undefined;
    return {};
  },
);
