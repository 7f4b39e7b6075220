import type { Json } from '../../json.ts';
import { Deadline } from './deadline.ts';
import { DataLimitExceeded } from './errors/data-limit-exceeded.ts';
import { RuntimeError } from './errors/runtime.ts';
import { StateFailure } from './errors/state-failure.ts';
import { TimeoutFailure } from './errors/timeout.ts';
import type { ScheduledTask, TaskEvents } from './events/task-events.ts';
import { InvalidTask, TaskFailure } from './task-runner.ts';
import type { TaskCall, TaskFacts } from './task-runner.ts';
import { exceedsDataLimit } from './values.ts';
import type { Visit } from './visit.ts';

/** One attempt of a task: its call, the events that tell of it, and when to lose patience. */
export interface Attempt {
  readonly call: TaskCall;
  readonly events: TaskEvents;
  readonly scheduled: ScheduledTask;
}

/** Performs the attempt and writes its events. Rejects with StateFailure, RuntimeError, or why the frame was aborted. */
export async function perform(visit: Visit, attempt: Attempt): Promise<Json> {
  const deadline = new Deadline(visit.frame.run.environment.clock);
  const giveUp = (): void => {
    deadline.abort(visit.frame.signal.reason);
  };
  visit.frame.signal.addEventListener('abort', giveUp, { once: true });
  try {
    visit.frame.throwIfAborted();
    return await race(visit, attempt, deadline);
  } catch (thrown) {
    visit.frame.throwIfAborted();
    throw failed(visit, attempt, thrown);
  } finally {
    visit.frame.signal.removeEventListener('abort', giveUp);
    deadline.clear();
  }
}

async function race(visit: Visit, attempt: Attempt, deadline: Deadline): Promise<Json> {
  const { call, events } = attempt;
  const facts = report(visit, attempt, deadline);
  const work = visit.frame.run.environment.tasks.run(call, facts, deadline.signal);
  const result = await Promise.race([work, deadline.passed]);
  const text = visit.frame.run.text(result);
  if (exceedsDataLimit(text)) throw new DataLimitExceeded(call.resource.arn);
  visit.frame.emit(events.succeeded(text));
  return result;
}

/**
 * Writes what the runner tells, and starts the clocks: the timeout when the work is scheduled, heartbeats once it has started. What it
 * tells of an attempt that has been given up is not heard.
 */
function report(visit: Visit, { call, events, scheduled }: Attempt, deadline: Deadline): TaskFacts {
  const { frame } = visit;
  const beat = (): void => {
    if (call.heartbeatSeconds !== undefined) deadline.within(call.heartbeatSeconds);
  };
  const heard = (tell: () => void): void => {
    if (!deadline.signal.aborted) tell();
  };
  return {
    scheduled() {
      heard(() => {
        frame.emit(events.scheduled(scheduled));
        if (call.timeoutSeconds !== undefined) deadline.after(call.timeoutSeconds);
      });
    },
    started(workerName) {
      heard(() => {
        frame.emit(events.started(workerName));
        beat();
      });
    },
    submitted(response) {
      heard(() => {
        if (events.submitted) frame.emit(events.submitted(frame.run.text(response)));
      });
    },
    heartbeat() {
      heard(beat);
    },
  };
}

function failed(visit: Visit, { events }: Attempt, thrown: unknown): unknown {
  if (thrown instanceof InvalidTask) return new RuntimeError(thrown.message);
  if (thrown instanceof TimeoutFailure) {
    visit.frame.emit(events.timedOut(thrown));
    return thrown;
  }
  const failure = thrown instanceof TaskFailure ? new StateFailure(thrown.error, thrown.cause) : thrown;
  if (!(failure instanceof StateFailure)) return failure;
  const stage = thrown instanceof TaskFailure ? thrown.stage : 'run';
  const tell = {
    start: events.startFailed,
    submit: events.submitFailed ?? events.failed,
    run: events.failed,
  };
  visit.frame.emit(tell[stage](failure));
  return failure;
}
