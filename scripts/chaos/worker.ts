/** A process that works on cases as they are sent to it: so that all processors have something to do. */
import { attempt } from './attempt.ts';
import type { Baseline } from './baseline.ts';
import type { Case, ScenarioName } from './scenarios.ts';

export interface Order {
  readonly cli: string;
  readonly baselines: Readonly<Record<ScenarioName, Baseline>>;
}

let order: Order | undefined;

process.on('message', (message: Order | Case) => {
  if ('cli' in message) order = message;
  else if (order) void work(message, order);
});

async function work(one: Case, { cli, baselines }: Order): Promise<void> {
  const outcome = await attempt(one, baselines[one.scenario], cli);
  process.send?.({ one, outcome });
}

// Until the other end has nothing more to send; run-ts removes what it built when this module has been run.
await new Promise((resolve) => process.once('disconnect', resolve));
