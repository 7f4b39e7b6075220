/** One case: disturb a command at its k-th call, then let it be done again, and compare with an undisturbed run. */
import { diff } from '../conformance/diff.ts';
import { prepare, type Baseline, type Stage } from './baseline.ts';
import { carryOut, startProcess } from './commands.ts';
import { dump } from './dump/dump.ts';
import { halfwayProblems, liveProblems } from './live.ts';
import { stateOfNeighbours } from './neighbours.ts';
import { disturbances, scenarios, type Case, type Disturbance } from './scenarios.ts';

export interface Outcome {
  /** Whether the k-th call came at all: how often something is polled differs from run to run. */
  readonly struck: boolean;
  /** How the disturbed command ended. */
  readonly ended: string;
  /** None: it converged. */
  readonly problems: readonly string[];
  readonly seconds: number;
}

/** Never throws: what goes wrong is a problem of the case. `cli` is the built command line. */
export async function attempt(one: Case, baseline: Baseline, cli: string): Promise<Outcome> {
  const start = performance.now();
  let disturbed = { struck: false, ended: 'not begun' };
  const problems: string[] = [];
  try {
    await using stage = await prepare(one.scenario);
    disturbed = await disturb(stage, one, cli);
    if (!disturbed.struck && disturbed.ended !== 'done')
      problems.push('failed without having been disturbed');
    problems.push(...(await problemsOfLive(stage, one, baseline, disturbed.ended)));
    const { act, next = act } = scenarios[one.scenario];
    await carryOut(next, stage.endpoint);
    problems.push(...diff({ ...baseline.goal }, { ...(await dump(stage.clients)) }));
    if ((await stateOfNeighbours(stage.clients)) !== stage.neighbours)
      problems.push('a neighbour was touched');
  } catch (thrown) {
    problems.push(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
  }
  return { ...disturbed, problems, seconds: (performance.now() - start) / 1000 };
}

async function disturb(stage: Stage, one: Case, cli: string): Promise<Pick<Outcome, 'struck' | 'ended'>> {
  const disturbance: Disturbance = disturbances[one.disturbance];
  await stage.control.arm(disturbance.at(one.k));
  const ended = await (disturbance.kills ? kill(stage, one, cli) : endure(stage, one));
  await stage.control.calls();
  const [state] = await stage.control.states();
  await stage.control.disarm();
  return { struck: state !== undefined && state.strikes > 0, ended };
}

async function endure({ endpoint }: Stage, { scenario }: Case): Promise<string> {
  try {
    await carryOut(scenarios[scenario].act, endpoint);
    return 'done';
  } catch (thrown) {
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  }
}

async function kill({ endpoint, control }: Stage, { scenario }: Case, cli: string): Promise<string> {
  const victim = startProcess(scenarios[scenario].act, endpoint, cli);
  const over = new AbortController();
  const struck = control.struck(0, over.signal).catch(() => undefined);
  await Promise.race([struck, victim.ended]);
  victim.kill();
  over.abort();
  return victim.ended;
}

async function problemsOfLive(
  { clients }: Stage,
  { disturbance }: Case,
  baseline: Baseline,
  ended: string,
): Promise<string[]> {
  const now = await dump(clients);
  const { kills, lasting }: Disturbance = disturbances[disturbance];
  const byItself = !kills && !lasting && ended !== 'done';
  return [...liveProblems(now, baseline), ...(byItself ? halfwayProblems(now, baseline) : [])];
}
