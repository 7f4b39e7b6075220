/**
 * Spreads files over processes; each file has a deadline, after which its process is killed and another one started. A file
 * that does not do well is looked at again by a process that has seen no other: what that one says counts.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Answer } from './worker.ts';

/** The answer, or why there is none. */
export type Outcome = Answer | { readonly lost: string };

export interface Task<T> {
  readonly file: string;
  readonly about: T;
}

export interface Work<T> {
  readonly tasks: Iterator<Task<T>>;
  /** How many processes there are at once. */
  readonly size: number;
  readonly deadlineMs: number;
  readonly isWell: (outcome: Outcome) => boolean;
  readonly report: (task: Task<T>, outcome: Outcome) => void;
}

export async function workOn<T>({ tasks, size, deadlineMs, isWell, report }: Work<T>): Promise<void> {
  const employ = async (): Promise<void> => {
    let worker = await hire();
    for (let next = tasks.next(); !next.done; next = tasks.next()) {
      const task = next.value;
      let outcome = await give(worker, task.file, deadlineMs);
      if (!isWell(outcome)) {
        worker = await replaced(worker);
        outcome = await give(worker, task.file, deadlineMs);
      }
      report(task, outcome);
      if (isSpent(outcome)) worker = await replaced(worker);
    }
    worker.disconnect();
  };
  await Promise.all(Array.from({ length: size }, employ));
}

/** The next file is not to be blamed for what those before it have left. */
function isSpent(outcome: Outcome): boolean {
  return 'lost' in outcome || outcome.megabytes > 256;
}

function replaced(worker: ChildProcess): Promise<ChildProcess> {
  if (worker.connected) worker.disconnect();
  return hire();
}

async function hire(): Promise<ChildProcess> {
  const worker = fork('scripts/run-ts.mjs', ['scripts/fuzz/worker.ts']);
  await once(worker, 'message');
  return worker;
}

async function give(worker: ChildProcess, file: string, deadlineMs: number): Promise<Outcome> {
  const alarm = AbortSignal.timeout(deadlineMs);
  const ended = new AbortController();
  const signal = AbortSignal.any([alarm, ended.signal]);
  worker.send(file);
  try {
    return await Promise.race([
      once(worker, 'message', { signal }).then(([answer]) => answer as Answer),
      once(worker, 'exit', { signal }).then(([code, by]) => ({
        lost: `the process ended with ${code ?? by}`,
      })),
    ]);
  } catch {
    worker.kill('SIGKILL');
    return { lost: `no answer within ${deadlineMs} ms` };
  } finally {
    ended.abort();
  }
}
