/** The post step: the backstop for a step that was killed before it could stop its execution. */
import { getState, saveState, warning } from '@actions/core';
import { DescribeExecutionCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { messageOf } from '../errors.ts';

/** Keeps what the post step must know. The embedded AWS ends with the step, and its executions with it. */
export function rememberExecution(executionArn: string): void {
  saveState('execution-arn', executionArn);
}

/** There is nothing left to stop. */
export function forgetExecution(): void {
  saveState('execution-ended', 'true');
}

/** Stops the execution of the step if it still runs; whether it does is no reason to fail. Never rejects. */
export async function stopLeftover(): Promise<void> {
  const executionArn = getState('execution-arn');
  if (executionArn === '' || getState('execution-ended') !== '') return;
  // As in connect(): it is nothing that a user could act on.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const sfn = new SFNClient({ region: executionArn.split(':')[3] ?? '' });
  try {
    const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return;
    const cause = 'the job ended while it was running';
    await sfn.send(new StopExecutionCommand({ executionArn, error: 'Interrupted', cause }));
    warning(`The execution was still running, and was stopped: ${executionArn}`);
  } catch (thrown) {
    warning(`Whether ${executionArn} still runs is not known: ${messageOf(thrown)}`);
  } finally {
    sfn.destroy();
  }
}
