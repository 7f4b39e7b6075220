/**
 * Disturbs a first deploy, an update, runs and a destroy at each of their calls, in each of several ways; the next undisturbed
 * command has to lead to where an undisturbed run leads.
 *
 *     npm run chaos [-- --sample 40] [--only 'update/kill'] [--show]
 *
 * `--sample N` takes N of the cases by chance (`--seed TEXT` the same ones again), `--only PART` those whose name
 * `SCENARIO/DISTURBANCE/K` contains it; `--show` prints each case with what differs. Exits 1 unless all converge.
 */
import { build } from 'esbuild';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { undisturbed, type Baseline } from './baseline.ts';
import { workOn, type Result } from './pool.ts';
import {
  disturbances,
  nameOf,
  scenarios,
  type Case,
  type DisturbanceName,
  type ScenarioName,
} from './scenarios.ts';

const { values } = parseArgs({
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: randomUUID().slice(0, 8) },
    only: { type: 'string', default: '' },
    show: { type: 'boolean', default: false },
  },
});

const scenarioNames = Object.keys(scenarios) as ScenarioName[];
const disturbanceNames = Object.keys(disturbances) as DisturbanceName[];

process.exitCode = (await main()) ? 0 : 1;

/** Whether all cases converged. */
async function main(): Promise<boolean> {
  const folder = await mkdtemp(join('node_modules', '.chaos-'));
  try {
    const cli = await buildCli(folder);
    const entries = scenarioNames.map(async (name) => [name, await undisturbed(name)] as const);
    const baselines = Object.fromEntries(await Promise.all(entries)) as Record<ScenarioName, Baseline>;
    for (const name of scenarioNames) print(`${name}: ${baselines[name].calls} calls`);
    const cases = sampled(allCases(baselines).filter((one) => nameOf(one).includes(values.only)));
    const results: Result[] = [];
    await workOn(cases, { cli, baselines }, (result) => {
      results.push(result);
      show(result);
    });
    printTable(results);
    return results.length > 0 && results.every(converged);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The command line in one file: what is killed is what users have. */
async function buildCli(folder: string): Promise<string> {
  const outfile = join(folder, 'cli.mjs');
  await build({
    entryPoints: ['src/cli/main.ts'],
    outfile,
    bundle: true,
    external: ['esbuild'],
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return outfile;
}

function allCases(baselines: Readonly<Record<ScenarioName, Baseline>>): Case[] {
  return scenarioNames.flatMap((scenario) =>
    disturbanceNames.flatMap((disturbance) =>
      Array.from({ length: baselines[scenario].calls }, (_, index) => ({
        scenario,
        disturbance,
        k: index + 1,
      })),
    ),
  );
}

/** By a hash of their names and the seed. */
function sampled(cases: readonly Case[]): readonly Case[] {
  if (values.sample === undefined) return cases;
  print(`a sample of ${values.sample} of ${cases.length} cases, with --seed ${values.seed}`);
  const rank = (one: Case): string =>
    createHash('sha256')
      .update(`${values.seed} ${nameOf(one)}`)
      .digest('hex');
  return [...cases].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, Number(values.sample));
}

function converged({ outcome }: Result): boolean {
  return outcome.problems.length === 0;
}

function show(result: Result): void {
  const { one, outcome } = result;
  if (!values.show && converged(result)) return;
  const verdict = converged(result) ? '✓' : '✗';
  const struck = outcome.struck ? '' : ', never struck';
  print(`${verdict} ${nameOf(one)} (${outcome.seconds.toFixed(1)} s${struck}): ${outcome.ended.trim()}`);
  for (const problem of values.show ? outcome.problems : outcome.problems.slice(0, 1))
    print(`    ${problem}`);
}

function printTable(results: readonly Result[]): void {
  print(['', ...disturbanceNames].map((name) => name.padEnd(14)).join(''));
  for (const scenario of scenarioNames) {
    const cells = disturbanceNames.map((disturbance) => {
      const these = results.filter(({ one }) => one.scenario === scenario && one.disturbance === disturbance);
      return `${these.filter(converged).length}/${these.length}`;
    });
    print([scenario, ...cells].map((cell) => cell.padEnd(14)).join(''));
  }
  const struck = results.filter(({ outcome }) => outcome.struck).length;
  print(`tried ${results.length} (${struck} struck a call), converged ${results.filter(converged).length}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
