/** Runs of many states. */
import type { JsonObject } from '../../src/json.ts';
import type { Run, StateVisit } from '../../src/run/run.ts';
import type { RunReport } from '../../src/report/json.ts';
import { judge } from '../../src/run/verdict.ts';
import { firstPlan } from './support.ts';

/** So many states, one after the other, each of which may also end at the last. */
export function chain(count: number): JsonObject {
  const name = (index: number): string => `Step ${index}`;
  const states = Array.from({ length: count }, (_, index) => [
    name(index),
    {
      Type: 'Task',
      ...(index + 1 < count ? { Next: name(index + 1) } : { End: true }),
      Catch: [{ ErrorEquals: ['States.ALL'], Next: name(count - 1) }],
    },
  ]);
  return { StartAt: name(0), States: Object.fromEntries(states) as JsonObject };
}

/** The chain run up to the state with this index, which fails. Each takes a second and hands on a big value. */
export function chainRun(failsAt: number): Run {
  const states = Array.from({ length: failsAt + 1 }, (_, index): StateVisit => {
    const [enteredAt, exitedAt] = [index * 1_000, (index + 1) * 1_000];
    const outcome = index === failsAt ? 'failed' : 'succeeded';
    return {
      id: String(index),
      name: `Step ${index}`,
      type: 'Task',
      enteredAt,
      exitedAt,
      outcome,
      input: { order: index, note: '<b>&"'.repeat(2_000) },
      ...(outcome === 'succeeded' && { output: { done: index, note: 'x'.repeat(10_000) } }),
      attempts: [{ startedAt: enteredAt, endedAt: exitedAt, outcome }],
      ...(outcome === 'failed' && { error: 'Broken', cause: 'it broke' }),
    };
  });
  return {
    executionArn: 'arn:aws:states:us-east-1:123456789012:execution:m:e',
    status: 'FAILED',
    startedAt: 0,
    stoppedAt: (failsAt + 1) * 1_000,
    input: {},
    error: 'Broken',
    cause: 'it broke',
    states,
    failedVisit: states[failsAt]!,
  };
}

/** A workflow of so many states that fails at one of them. */
export async function largeReport(count: number, failsAt: number): Promise<RunReport> {
  const plan = await firstPlan();
  const stateMachine = { ...plan.blueprint.stateMachine, definition: chain(count) };
  const run = chainRun(failsAt);
  return {
    plan: { ...plan, blueprint: { ...plan.blueprint, stateMachine } },
    run,
    verdict: judge(run, new Map()),
  };
}
