/** A scenario undisturbed: where it starts, where it ends, and how many calls that takes. */
import { Control } from '../../__tests__/support/control.ts';
import { startLocalAws } from '../../src/local/server.ts';
import { clientsOf, type Clients } from './clients.ts';
import { carryOut } from './commands.ts';
import { dump, type Dump } from './dump/dump.ts';
import { settleNeighbours, stateOfNeighbours } from './neighbours.ts';
import { scenarios, type ScenarioName } from './scenarios.ts';

export interface Baseline {
  readonly start: Dump;
  /** When the command has acted. */
  readonly acted: Dump;
  /** When what comes next has been done too. */
  readonly goal: Dump;
  readonly calls: number;
}

/** An endpoint in which the scenario is about to act. */
export interface Stage extends AsyncDisposable {
  readonly endpoint: string;
  readonly clients: Clients;
  readonly control: Control;
  /** The state of what belongs to others, before the workflow came. */
  readonly neighbours: string;
}

export async function prepare(scenario: ScenarioName): Promise<Stage> {
  const aws = await startLocalAws();
  const clients = clientsOf(aws.endpoint);
  await settleNeighbours(clients);
  const neighbours = await stateOfNeighbours(clients);
  for (const command of scenarios[scenario].before) await carryOut(command, aws.endpoint);
  const close = async (): Promise<void> => {
    clients[Symbol.dispose]();
    await aws.close();
  };
  return {
    endpoint: aws.endpoint,
    clients,
    control: new Control(aws.endpoint),
    neighbours,
    [Symbol.asyncDispose]: close,
  };
}

export async function undisturbed(scenario: ScenarioName): Promise<Baseline> {
  const { act, next } = scenarios[scenario];
  await using stage = await prepare(scenario);
  const start = await dump(stage.clients);
  await stage.control.forgetCalls();
  await carryOut(act, stage.endpoint);
  const { length } = await stage.control.calls();
  const acted = await dump(stage.clients);
  if (next) await carryOut(next, stage.endpoint);
  return { start, acted, goal: next ? await dump(stage.clients) : acted, calls: length };
}
