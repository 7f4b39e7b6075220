/** Whether `check` and `plan` take ten times as long for ten times the steps and functions. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { checkWorkflow } from '../../src/commands/check.ts';
import { planWorkflow } from '../../src/commands/plan.ts';
import { openLocal } from '../../src/target.ts';
import { processorTime, sideBySide } from './measure.ts';

export interface Scaling {
  readonly command: 'check' | 'plan';
  /** Median milliseconds of processor time. */
  readonly small: number;
  readonly large: number;
}

export const sizes = { small: 200, large: 2_000 } as const;
const stepsPerFunction = 10;

/** Both sizes by turns. */
export async function scaling(rounds: number): Promise<readonly Scaling[]> {
  const { connection, platform, close } = await openLocal('us-east-1', () => undefined);
  const [small, large] = [await project(sizes.small), await project(sizes.large)];
  const contextOf = (path: string) => ({
    path,
    env: {},
    report: () => undefined,
    signal: new AbortController().signal,
  });
  const check = (path: string) => (): Promise<unknown> => checkWorkflow({ ...contextOf(path), connection });
  const plan = (path: string) => (): Promise<unknown> =>
    planWorkflow({ ...contextOf(path), connection, platform });
  try {
    const works = [check(small), check(large), plan(small), plan(large)];
    // A plan asks for each function, at the rate that AWS takes: above a hundred it waits for that, too.
    const times = await sideBySide(rounds, works, processorTime);
    const [a = NaN, b = NaN, c = NaN, d = NaN] = times;
    return [
      { command: 'check', small: a, large: b },
      { command: 'plan', small: c, large: d },
    ];
  } finally {
    await Promise.all([close(), ...[small, large].map((path) => rm(path, { recursive: true }))]);
  }
}

/** A workflow of so many steps, of several kinds, that call functions of its own. */
async function project(steps: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stepline-scaling-'));
  const keys = Array.from({ length: steps / stepsPerFunction }, (_, index) => `function${index}`);
  for (const key of keys) {
    await writeFile(join(folder, `${key}.mjs`), `export const handler = async () => '${key}';\n`);
  }
  const functions = Object.fromEntries(keys.map((key) => [key, { source: `${key}.mjs` }]));
  const list = Array.from({ length: steps }, (_, index) => step(index, steps, keys));
  await writeFile(join(folder, 'workflow.yaml'), stringify({ name: 'scaling', functions, steps: list }));
  return folder;
}

function step(index: number, steps: number, keys: readonly string[]): object {
  const name = `Step ${index}`;
  const next = `Step ${Math.min(index + 2, steps - 1)}`;
  if (index === steps - 1) return { name, succeed: true };
  if (index % 4 === 1) return { name, pass: { count: '{% $states.input.count + 1 %}' } };
  if (index % 4 === 3)
    return {
      name,
      choice: [{ when: '$states.input.count > 1', next }],
      default: next.replace(/\d+/, String(index + 1)),
    };
  const key = keys[index % keys.length] ?? '';
  return { name, function: key, retry: [{ errorEquals: ['States.Timeout'], maxAttempts: 2 }] };
}
