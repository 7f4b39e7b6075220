/**
 * `npm run bench`: how fast the engine is, side by side with aws-local-stepfunctions in the same process, and what it needs.
 * Times are medians. Exits 1 where a line that must hold does not.
 *
 *     --quick    smaller loads, three rounds instead of five
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { StateMachineType } from '../../src/local/asl/index.ts';
import { choiceLoop, jsonataTransform, mapOver, onePass, parallel, type Workload } from './definitions.ts';
import { startEndpoint } from './endpoint.ts';
import { untilExit } from './exit.ts';
import { ours, theirs } from './engines.ts';
import { scaling, sizes } from './scaling.ts';
import { heapUsed, median, sideBySide } from './measure.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const rounds = values.quick ? 3 : 5;
const scale = values.quick ? 0.2 : 1;

/** The same work per event: 25 times the events may take this many times as long for each. */
const mostGrowth = 1.5;
const mostMegabytes = 300;
const mostUntilExit = 300;
/** Ten times the steps and functions may take this many times as long. */
const mostScaling = 12;

const missed: string[] = [];
await speed();
await growth();
await scales();
await endpoint();
peak();
await exit();
for (const line of missed) print(`MISSED: ${line}`);
if (missed.length > 0) process.exitCode = 1;

/** Side by side. What must not be slower says so. */
async function speed(): Promise<void> {
  const n = (count: number): number => Math.round(count * scale);
  print('workload                          ours ms  transitions/s   theirs ms   times as fast');
  await compare(`Choice loop of ${n(5000)}, standard`, choiceLoop(n(5000)), 'STANDARD', true);
  await compare(`Map over ${n(5000)}, standard`, mapOver(n(5000)), 'STANDARD', true);
  await compare(`Choice loop of ${n(10_000)}, express`, choiceLoop(n(10_000)), 'EXPRESS', true);
  await compare(`Map over ${n(10_000)}, express`, mapOver(n(10_000)), 'EXPRESS', true);
  await compare('Parallel, 40 branches of 100', parallel(40, 100), 'STANDARD', false);
  const [jsonata = NaN] = await sideBySide(rounds, [ours(jsonataTransform())]);
  print(row('JSONata transform of 200 KB', jsonata));
}

async function compare(
  name: string,
  workload: Workload,
  type: StateMachineType,
  must: boolean,
): Promise<void> {
  const [own = NaN, other = NaN] = await sideBySide(rounds, [ours(workload, type), theirs(workload)]);
  const rate = (workload.transitions / own) * 1000;
  print(
    `${row(name, own)}${rate.toFixed(0).padStart(15)}${other.toFixed(1).padStart(12)}${(other / own).toFixed(2).padStart(16)}`,
  );
  if (must && own > other) missed.push(`${name} is slower than aws-local-stepfunctions`);
}

/** One long history against as many events in short ones. */
async function growth(): Promise<void> {
  const [long, short] = [ours(choiceLoop(6200)), ours(choiceLoop(248))];
  const many = async (): Promise<void> => {
    for (let i = 0; i < 25; i++) await short();
  };
  const [one = NaN, parts = NaN] = await sideBySide(rounds, [long, many]);
  const ratio = one / parts;
  print(
    `\nAn event among 25,000 takes ${ratio.toFixed(2)} times as long as among 1,000 (at most ${mostGrowth})`,
  );
  if (ratio > mostGrowth) missed.push('time grows faster than the history');
}

/** Ten times as much to do. */
async function scales(): Promise<void> {
  for (const { command, small, large } of await scaling(rounds)) {
    const ratio = large / small;
    print(
      `\`${command}\` of ${sizes.large} steps takes ${large.toFixed(0)} ms of the processor, of ${sizes.small} ${small.toFixed(0)} ms: ${ratio.toFixed(1)} times as long (at most ${mostScaling})`,
    );
    if (!(ratio <= mostScaling)) missed.push(`${command} does not scale with the steps`);
  }
}

async function endpoint(): Promise<void> {
  const aws = await startEndpoint();
  const arn = await aws.create('one', onePass);
  for (let i = 0; i < 50; i++) await aws.run(arn, onePass);
  const before = heapUsed();
  const times: number[] = [];
  for (let i = 0; i < 1000; i++) {
    const start = performance.now();
    await aws.run(arn, onePass);
    times.push(performance.now() - start);
  }
  const kept = heapUsed() - before;
  await aws.close();
  print(
    `One state over HTTP, StartExecution until DescribeExecution tells the end: ${median(times).toFixed(1)} ms`,
  );
  print(`1,000 executions of one state, kept: ${kept.toFixed(1)} MB`);
}

function peak(): void {
  const output = execFileSync(process.execPath, ['scripts/run-ts.mjs', 'scripts/bench/peak.ts'], {
    encoding: 'utf8',
  });
  const megabytes = Number(output);
  print(
    `Express Map over 10,000 items, endpoint and SDK: ${megabytes.toFixed(0)} MB at most (fewer than ${mostMegabytes})`,
  );
  if (!(megabytes < mostMegabytes)) missed.push('the memory of the express Map');
}

async function exit(): Promise<void> {
  const { ms, historyCalls, perSecond } = await untilExit(values.quick ? 3 : 9);
  print(
    `From the last event to the exit of \`run\`: ${ms.toFixed(0)} ms (fewer than ${mostUntilExit}), with at most ${historyCalls} history calls a run, ${perSecond} in a second (AWS refills 20)`,
  );
  if (!(ms < mostUntilExit)) missed.push('people wait for the exit');
  if (perSecond > 20) missed.push('the history is asked for too often');
}

function row(name: string, ms: number): string {
  return `${name.padEnd(32)}${ms.toFixed(1).padStart(9)}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
