/** Spreads cases over processes. */
import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Outcome } from './attempt.ts';
import type { Case } from './scenarios.ts';
import type { Order } from './worker.ts';

export interface Result {
  readonly one: Case;
  readonly outcome: Outcome;
}

/** Most of a case is waiting: each process has so many at once. */
const atOnce = 16;

/** Works on all cases; `report` gets each result as it comes. Throws when a process ends before its work is done. */
export async function workOn(
  cases: readonly Case[],
  order: Order,
  report: (result: Result) => void,
): Promise<void> {
  const waiting = [...cases];
  await Promise.all(
    Array.from({ length: availableParallelism() }, () => employ(order, () => waiting.shift(), report)),
  );
}

function employ(order: Order, next: () => Case | undefined, report: (result: Result) => void): Promise<void> {
  const worker = fork('scripts/run-ts.mjs', ['scripts/chaos/worker.ts'], { serialization: 'advanced' });
  let busy = 0;
  const give = (): void => {
    const one = next();
    if (one) {
      busy += 1;
      worker.send(one);
    } else if (busy === 0) worker.disconnect();
  };
  return new Promise((resolve, reject) => {
    worker.on('message', (result: Result) => {
      busy -= 1;
      report(result);
      give();
    });
    end(worker, () => busy === 0, resolve, reject);
    worker.send(order);
    for (let begun = 0; begun < atOnce && worker.connected; begun += 1) give();
  });
}

function end(
  worker: ChildProcess,
  idle: () => boolean,
  resolve: () => void,
  reject: (error: Error) => void,
): void {
  worker.on('error', reject);
  worker.on('exit', (code) => {
    if (idle()) resolve();
    else reject(new Error(`a worker ended with ${code ?? 'a signal'} in the middle of its work`));
  });
}
