/** A promotion in two steps: the new version gets a share of the executions, then all of them if none has failed. */
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { abortable } from '../aws/connection.ts';
import { exitCode, UserError } from '../errors.ts';
import type { Shift } from '../workflow/workflow.ts';
import type { Candidate } from './candidate.ts';
import { discard } from './discard.ts';
import { moveLiveStateMachine, moveLiveStateMachineBack } from './stateMachine/alias.ts';
import type { Workbench } from './workbench.ts';

/** How often the new version's executions are looked at, in milliseconds. */
const lookEveryMs = 5_000;

/**
 * Gives the candidate its share for as long as `shift` says. Only the state machine's alias is weighted: the functions
 * that an execution calls are those of its version. When an execution on the new version fails, everything goes back
 * to the old one and a UserError (exit 1) says so. Where nothing is live, or the state machine stays, nothing happens.
 */
export async function shiftTo(bench: Workbench, candidate: Candidate, shift: Shift): Promise<void> {
  const { plan, stateMachineVersionArn: versionArn } = candidate;
  const before = plan.stateMachine.standing?.live?.versionArn;
  if (before === undefined || before === versionArn) return;
  const machineArn = plan.blueprint.stateMachine.arn;
  const { percent, forSeconds } = shift;
  const routes = [
    { versionArn, percent },
    { versionArn: before, percent: 100 - percent },
  ];
  await moveLiveStateMachine(bench, machineArn, routes, before);
  bench.report({ kind: 'shifting', percent, forSeconds });
  try {
    await watch(bench, versionArn, forSeconds * 1_000);
  } catch (thrown) {
    await moveLiveStateMachineBack(
      { ...bench, signal: new AbortController().signal },
      machineArn,
      versionArn,
      before,
    );
    await discard(bench, candidate);
    throw thrown;
  }
}

/** Until the time is over; throws as soon as an execution that began in it has failed. */
async function watch(bench: Workbench, versionArn: string, durationMs: number): Promise<void> {
  const { clock, signal } = bench;
  const start = clock.now();
  for (;;) {
    const left = start + durationMs - clock.now();
    const failed = await failedSince(bench, versionArn, start);
    if (failed) throw failedOnNewVersion(failed);
    if (left <= 0) return;
    await clock.sleep(Math.min(left, lookEveryMs), signal);
  }
}

/** ARN of an execution of the version that began at `since` (milliseconds since 1970) or later and did not succeed. */
async function failedSince(bench: Workbench, versionArn: string, since: number): Promise<string | undefined> {
  const pages = (['FAILED', 'TIMED_OUT', 'ABORTED'] as const).map(async (statusFilter) => {
    const command = new ListExecutionsCommand({ stateMachineArn: versionArn, statusFilter, maxResults: 100 });
    const { executions = [] } = await bench.aws.sfn.send(command, abortable(bench.signal));
    return executions.find(({ startDate }) => (startDate?.getTime() ?? 0) >= since)?.executionArn;
  });
  return (await Promise.all(pages)).find((arn) => arn !== undefined);
}

function failedOnNewVersion(executionArn: string): UserError {
  return new UserError(
    {
      what: `an execution on the new version failed while it had its share: ${executionArn}`,
      hint: 'live executes the version before again; look at that execution',
    },
    exitCode.failed,
  );
}
