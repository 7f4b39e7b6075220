/** Wait states on the simulated clock: many at once, and one after the other. */
import { processorTime } from '../bench/measure.ts';
import type { World } from './world.ts';

export interface Waits {
  readonly count: number;
  /** Of the processor; what else the machine does does not count. */
  readonly ms: number;
  readonly wallMs: number;
  /** What they have waited for, on their own clock. */
  readonly days: number;
}

const each = { Type: 'Wait', SecondsPath: '$', End: true };

/** Maps over `width` numbers of seconds. */
const beside = {
  StartAt: 'Each',
  States: { Each: { Type: 'Map', ItemProcessor: { StartAt: 'Wait', States: { Wait: each } }, End: true } },
};

const more = { Variable: '$.left', NumericGreaterThan: 0, Next: 'Wait' };
const inTurn = {
  StartAt: 'More',
  States: {
    More: { Type: 'Choice', Choices: [more], Default: 'Done' },
    Wait: { Type: 'Wait', Seconds: 60, Next: 'Count' },
    Count: { Type: 'Pass', Parameters: { 'left.$': 'States.MathAdd($.left, -1)' }, Next: 'More' },
    Done: { Type: 'Succeed' },
  },
};

/** Executions of a thousand waits each, at the same time. */
export async function waitsBeside(world: World, count: number): Promise<Waits> {
  const seconds = Array.from({ length: 1000 }, (_, index) => (index * 7919) % 86_400);
  return measure(world, await world.createMachine('beside', beside), count, count / 1000, seconds);
}

/** Executions of a thousand waits each, one behind the other. */
export async function waitsInTurn(world: World, count: number): Promise<Waits> {
  return measure(world, await world.createMachine('in-turn', inTurn), count, count / 1000, { left: 1000 });
}

async function measure(
  world: World,
  machine: string,
  count: number,
  executions: number,
  input: unknown,
): Promise<Waits> {
  const [began, beganWall] = [processorTime(), performance.now()];
  const arns = await Promise.all(Array.from({ length: executions }, () => world.start(machine, input)));
  let days = 0;
  for (const arn of arns) {
    const { status, startDate, stopDate } = await world.ended(arn);
    if (status !== 'SUCCEEDED') throw new Error(`An execution of waits ${status}`);
    days = Math.max(days, (Number(stopDate) - Number(startDate)) / 86_400_000);
  }
  return { count, days, ms: processorTime() - began, wallMs: performance.now() - beganWall };
}
