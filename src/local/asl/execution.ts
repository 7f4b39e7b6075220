import type { Json } from '../../json.ts';
import { checkpointOf } from './checkpoint.ts';
import { StopRequest } from './environment.ts';
import type { Environment, Outcome, StateMachineType } from './environment.ts';
import { EventLimitReached } from './errors/event-limit.ts';
import { ExecutionFailure } from './errors/execution-failure.ts';
import { StateFailure } from './errors/state-failure.ts';
import { TimeoutFailure } from './errors/timeout.ts';
import * as events from './events/execution.ts';
import { reason } from './events/reason.ts';
import { Frame } from './frame.ts';
import type { Program } from './program.ts';
import { Run } from './run.ts';
import { runSequence } from './sequence.ts';
import { abortedEvents } from './aborted.ts';

/** The definition's TimeoutSeconds went by. */
class TimeLimitReached extends Error {}

/**
 * Runs one execution to its end and writes its whole history. Whatever a definition, an input or a task does ends as an
 * Outcome; a rejection is a bug of ours or of the environment's.
 */
export async function runExecution(program: Program, environment: Environment): Promise<Outcome> {
  const run = new Run(environment, JSON.parse(environment.execution.input) as Json);
  const frame = begin(run);
  const release = watch(program, environment, frame);
  try {
    const output = run.text(await runSequence(program.sequence, run.input, frame));
    run.append(events.executionSucceeded(output), frame.lastEventId);
    return { status: 'SUCCEEDED', output };
  } catch (thrown) {
    environment.leave?.(checkpointOf(frame));
    return end(thrown, frame);
  } finally {
    release();
  }
}

/** At the first state, or where a redriven execution stood. */
function begin(run: Run): Frame {
  const { history, execution, redrive } = run.environment;
  if (!redrive) {
    history.append(events.executionStarted(execution), 0);
    return new Frame(run, 0, {});
  }
  const frame = new Frame(run, history.append(events.executionRedriven(execution), redrive.lastEventId), {});
  frame.resumed = redrive.checkpoint;
  return frame;
}

/** Express executions run for five minutes at most. */
const expressLimit = 300;

function timeLimit({ timeoutSeconds }: Program, type: StateMachineType): number | undefined {
  return type === 'EXPRESS' ? Math.min(timeoutSeconds ?? expressLimit, expressLimit) : timeoutSeconds;
}

/** Aborts the frame on stop and at the time limit; the function returned ends the watch. */
function watch(program: Program, { stop, clock, stateMachine }: Environment, frame: Frame): () => void {
  const timeoutSeconds = timeLimit(program, stateMachine.type);
  const onStop = (): void => {
    frame.abort(stop.reason instanceof StopRequest ? stop.reason : new StopRequest());
  };
  if (stop.aborted) onStop();
  stop.addEventListener('abort', onStop, { once: true });
  const timer = new AbortController();
  if (timeoutSeconds !== undefined) {
    const expire = (): void => {
      frame.abort(new TimeLimitReached());
    };
    clock.sleep(timeoutSeconds * 1000, timer.signal).then(expire, () => undefined);
  }
  return () => {
    stop.removeEventListener('abort', onStop);
    timer.abort();
  };
}

function end(thrown: unknown, frame: Frame): Outcome {
  const { history } = frame.run.environment;
  if (thrown instanceof StateFailure) {
    history.append(events.executionFailed(thrown), frame.lastEventId);
    return { status: 'FAILED', ...reason(thrown) };
  }
  if (thrown instanceof ExecutionFailure) {
    history.append(events.executionFailed(thrown), thrown.lastEventId);
    return { status: 'FAILED', ...reason(thrown) };
  }
  if (thrown instanceof EventLimitReached) {
    const failure = { error: 'States.Runtime', cause: thrown.message };
    history.append(events.executionFailed(failure), thrown.lastEventId);
    return { status: 'FAILED', ...failure };
  }
  return interrupted(thrown, frame);
}

function interrupted(thrown: unknown, frame: Frame): Outcome {
  const { history } = frame.run.environment;
  if (!(thrown instanceof StopRequest || thrown instanceof TimeLimitReached)) throw thrown;
  let last = frame.lastEventId;
  for (const body of abortedEvents(frame)) last = history.append(body, last);
  if (thrown instanceof StopRequest) {
    history.append(events.executionAborted(thrown), last);
    return { status: 'ABORTED', ...reason(thrown) };
  }
  const failure = { error: TimeoutFailure.errorName };
  history.append(events.executionTimedOut(failure), last);
  return { status: 'TIMED_OUT', ...failure };
}
