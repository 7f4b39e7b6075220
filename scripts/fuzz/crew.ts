/** Spreads files over processes; each file has a deadline, after which its process is killed and another one started. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Answer } from './worker.ts';

/** The answer, or why there is none. */
export type Outcome = Answer | { readonly lost: string };

export interface Task<T> {
  readonly file: string;
  readonly about: T;
}

/** Works on all tasks with so many processes at once. */
export async function workOn<T>(
  tasks: Iterator<Task<T>>,
  size: number,
  deadlineMs: number,
  report: (task: Task<T>, outcome: Outcome) => void,
): Promise<void> {
  const employ = async (): Promise<void> => {
    let worker = await hire();
    for (let next = tasks.next(); !next.done; next = tasks.next()) {
      const outcome = await give(worker, next.value.file, deadlineMs);
      report(next.value, outcome);
      if ('lost' in outcome || isFull(outcome)) worker = await replaced(worker);
    }
    worker.disconnect();
  };
  await Promise.all(Array.from({ length: size }, employ));
}

/** The next file is not to be blamed for what those before it have left. */
function isFull({ megabytes }: Answer): boolean {
  return megabytes > 256;
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
