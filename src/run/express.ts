/** An express execution: one call that lasts as long as it does, and then what its state machine has logged of it. */
import { StartSyncExecutionCommand, type StartSyncExecutionOutput } from '@aws-sdk/client-sfn';
import { randomUUID } from 'node:crypto';
import { abortable } from '../aws/connection.ts';
import { isUnanswered } from '../aws/errors.ts';
import type { StateMachineLogging } from '../compile/blueprint.ts';
import type { Workbench } from '../deploy/workbench.ts';
import { exitCode, messageOf, UserError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Execution } from './execute.ts';
import { loggedHistory, type LoggedExecution } from './executionLog.ts';
import { RunBuilder } from './history.ts';
import type { Run } from './run.ts';

/** No express execution can be stopped; it ends by itself after five minutes (Step Functions quotas). */
const goesOn = 'an express execution cannot be stopped, it may go on for up to five minutes';

/** Events are delivered late, and as best AWS can (Step Functions guide, "Logging using CloudWatch Logs"). Milliseconds. */
const deliveryMs = 30_000;

/**
 * The run, after its end. Its status, error, cause and output are what StartSyncExecution has answered; its states are
 * those of the log, and without a log that can be read there are none, which is a warning. When our time limit comes
 * first the run says TIMED_OUT; when the signal aborts, its reason is thrown: the execution itself goes on in both cases.
 */
export async function executeExpress(bench: Workbench, execution: Execution): Promise<Run> {
  const name = `stepline-${randomUUID()}`;
  const startedAt = bench.clock.now();
  const answer = await start(bench, execution, name);
  const run = ended(answer) ?? timedOut(bench, execution, { name, startedAt });
  bench.report({ kind: 'started', executionArn: run.executionArn });
  const patienceMs = answer ? deliveryMs : 0;
  return withStates(bench, run, { ...execution.machine.logging, name, startedAt, patienceMs });
}

/** Undefined when the time limit came first. */
async function start(
  bench: Workbench,
  { stateMachineArn, input, timeLimitMs }: Execution,
  name: string,
): Promise<StartSyncExecutionOutput | undefined> {
  const over = new AbortController();
  const answered = new AbortController();
  const limit = bench.clock.sleep(timeLimitMs, answered.signal).then(
    () => {
      over.abort();
    },
    () => undefined,
  );
  const command = new StartSyncExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
  try {
    return await bench.aws.sfnOnce.send(command, abortable(AbortSignal.any([bench.signal, over.signal])));
  } catch (thrown) {
    bench.signal.throwIfAborted();
    if (over.signal.aborted) return undefined;
    throw isUnanswered(thrown) ? noSyncEndpoint(thrown) : thrown;
  } finally {
    answered.abort();
    await limit;
  }
}

/** That the other calls got through says that the network is there. */
function noSyncEndpoint(thrown: unknown): UserError {
  const what = `the express workflow cannot be executed: StartSyncExecution gets no answer: ${messageOf(thrown)}`;
  const hint =
    'It goes to sync-states.REGION.amazonaws.com: let it through, or use `stepline deploy`, which promotes without an execution';
  return new UserError({ what, hint }, exitCode.refused);
}

function ended(answer: StartSyncExecutionOutput | undefined): Run | undefined {
  if (!answer) return undefined;
  const { executionArn = '', status = 'FAILED', input, output, error, cause, startDate, stopDate } = answer;
  return {
    executionArn,
    status,
    startedAt: startDate?.getTime() ?? 0,
    ...(stopDate && { stoppedAt: stopDate.getTime() }),
    input: input === undefined ? null : (JSON.parse(input) as Json),
    ...(output !== undefined && { output: JSON.parse(output) as Json }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    states: [],
  };
}

function timedOut(
  { clock }: Workbench,
  { stateMachineArn, input, timeLimitMs }: Execution,
  { name, startedAt }: { readonly name: string; readonly startedAt: number },
): Run {
  return {
    executionArn: executionOf(stateMachineArn, name),
    status: 'TIMED_OUT',
    startedAt,
    stoppedAt: clock.now(),
    input,
    error: 'TimeLimit',
    cause: `not done within the time limit of ${timeLimitMs / 1_000} s (${goesOn})`,
    states: [],
  };
}

/** As much of its ARN as we know: what AWS adds at the end it has not told. */
function executionOf(stateMachineArn: string, name: string): string {
  const [arn, partition, service, region, account, , machine] = stateMachineArn.split(':');
  return [arn, partition, service, region, account, 'express', machine, name].join(':');
}

type Log = StateMachineLogging & Omit<LoggedExecution, 'logGroup'>;

/** The run with its states, which are told as they are read. What cannot be read changes no verdict. */
async function withStates(bench: Workbench, run: Run, { level, logGroup, ...execution }: Log): Promise<Run> {
  if (level !== 'ALL' || logGroup === undefined) {
    warn(bench, 'the states of an express execution are in its log alone', 'Set logging: { level: ALL }');
    return run;
  }
  try {
    const { events, isWhole } = await loggedHistory(bench, { ...execution, logGroup });
    if (!isWhole && execution.patienceMs > 0)
      warn(bench, `the log ${logGroup} does not have the whole execution yet`);
    const builder = new RunBuilder(run.executionArn);
    for (const event of events) {
      // As it comes: what has happened to a visit since is told by later ones.
      for (const happening of builder.take(event))
        if (happening.kind !== 'childStarted') bench.report(happening);
    }
    const { states, failedVisit } = builder.run;
    return { ...run, states, ...(failedVisit && { failedVisit }) };
  } catch (thrown) {
    bench.signal.throwIfAborted();
    const what = `the states of the execution are not known, its log cannot be read: ${messageOf(thrown)}`;
    warn(bench, what, `Allow logs:FilterLogEvents on ${logGroup}`);
    return run;
  }
}

function warn({ report }: Workbench, what: string, hint?: string): void {
  report({
    kind: 'warning',
    problem: { what, ...(hint !== undefined && { hint }), severity: 'warning' },
  });
}
