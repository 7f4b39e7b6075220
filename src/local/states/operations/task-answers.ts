/** What a worker tells of a task by its token. */
import type {
  SendTaskFailureInput,
  SendTaskFailureOutput,
  SendTaskHeartbeatInput,
  SendTaskHeartbeatOutput,
  SendTaskSuccessInput,
  SendTaskSuccessOutput,
} from '@aws-sdk/client-sfn';
import { operation, type Call, type Wire } from '../../service.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, required, text } from '../constraints.ts';

const taskToken = required(text(1, 2048));

export const sendTaskSuccess = operation(
  (backend: StatesBackend, { input }: Call<Wire<SendTaskSuccessInput>>): SendTaskSuccessOutput => {
    checkMembers(input, { taskToken, output: required(text(0, 262_144)) });
    backend.tokens.succeed(input.taskToken ?? '', input.output ?? '');
    return {};
  },
);

export const sendTaskFailure = operation(
  (backend: StatesBackend, { input }: Call<Wire<SendTaskFailureInput>>): SendTaskFailureOutput => {
    checkMembers(input, { taskToken, error: text(0, 256), cause: text(0, 32_768) });
    backend.tokens.fail(input.taskToken ?? '', input.error, input.cause);
    return {};
  },
);

export const sendTaskHeartbeat = operation(
  (backend: StatesBackend, { input }: Call<Wire<SendTaskHeartbeatInput>>): SendTaskHeartbeatOutput => {
    checkMembers(input, { taskToken });
    backend.tokens.heartbeat(input.taskToken ?? '');
    return {};
  },
);
