/**
 * `npm run fuzz`: mutated workflow files, each checked as `stepline check` does. Each must end with 0 or 2 within two seconds,
 * tell the place of each mistake, show no stack trace and need less than 512 MB. Exits 1 where one does not.
 *
 * The time is the processor's, of all threads, for the check without the start of its process: a clock on the wall would count
 * what else the machine does meanwhile, and CI's does much. The memory is the most that the process has had, files before this
 * one included; so a file that seems to take too much of either is checked a second time, in a process of its own, and that
 * counts.
 *
 *     --count N    files (5000)
 *     --seed N     which files; the same number gives the same files
 *     --random     other files each time
 *     --keep       leave the files that failed, and name their folder
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cases, type Case } from './cases.ts';
import { workOn, type Outcome, type Task } from './crew.ts';
import { faultsOf, most } from './judge.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '5000' },
    // As good as any other: what fails in CI can be had again.
    seed: { type: 'string', default: '1584847761' },
    random: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const count = Number(values.count);
const seed = values.random ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);

const files = readdirSync('examples', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('workflow.yaml'))
  .map((file) => join('examples', file))
  .sort();
const folder = await mkdtemp(join(tmpdir(), 'stepline-fuzz-'));
await cp('functions', join(folder, 'functions'), { recursive: true });
await cp('examples/definition/state-machine.asl.json', join(folder, 'state-machine.asl.json'));

const codes = new Map<number, number>();
let [failed, slowest, largest] = [0, 0, 0];
await workOn({
  tasks: tasks(),
  size: availableParallelism(),
  deadlineMs: 30 * most.ms,
  isWell: (outcome) => faultsOf(outcome).length === 0,
  report: judge,
});
print(`${count} mutated files, seed ${seed}: ${count - failed} as promised, ${failed} not`);
print(
  `${codes.get(0) ?? 0} are valid, ${codes.get(2) ?? 0} refused; the slowest took ${slowest.toFixed(0)} ms, a process had at most ${largest.toFixed(0)} MB`,
);
if (!values.keep) await rm(folder, { recursive: true });
else print(folder);
if (failed > 0) process.exitCode = 1;

/** Each file is written when its turn comes. */
function* tasks(): Generator<Task<Case>> {
  for (const one of cases(files, count, seed)) {
    const file = join(folder, `${one.number}.yaml`);
    writeFileSync(file, one.content);
    yield { file, about: one };
  }
}

function judge({ file, about: { number, name } }: Task<Case>, outcome: Outcome): void {
  const faults = faultsOf(outcome);
  if (!('lost' in outcome)) {
    codes.set(outcome.code, (codes.get(outcome.code) ?? 0) + 1);
    slowest = Math.max(slowest, outcome.ms);
    largest = Math.max(largest, outcome.megabytes);
  }
  if (faults.length === 0) rmSync(file);
  else {
    failed += 1;
    print(`${number} (${name}):\n  ${faults.slice(0, 3).join('\n  ')}`);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
