/**
 * `npm run load`: what an embedded AWS bears. A thousand executions at once, of a machine with five states and two
 * functions; ten thousand Wait states on the simulated clock, at once and in turn; a simulated day of executions, after
 * which nothing more is held than after its first hour. Exits 1 where a line that must hold does not.
 */
import { crowd } from './crowd.ts';
import { day } from './day.ts';
import { holdings, peak, show } from './holdings.ts';
import { waitsBeside, waitsInTurn, type Waits } from './waits.ts';
import { World } from './world.ts';

const atOnce = 1000;
const waits = 10_000;
const most = { crowdMegabytes: 500, waitsMs: 2000, kilobytesPerExecution: 20, moreHandles: 50 };

const missed: string[] = [];
await manyAtOnce();
await manyWaits();
await wholeDay();
for (const line of missed) print(`MISSED: ${line}`);
if (missed.length > 0) process.exitCode = 1;

async function manyAtOnce(): Promise<void> {
  await using world = await World.open({ fastWaits: false });
  const before = holdings();
  const { succeeded, mixedUp, ms } = await crowd(world, atOnce);
  print(
    `${succeeded} of ${atOnce} executions at once succeeded in ${(ms / 1000).toFixed(1)} s, ${mixedUp} with a wrong result`,
  );
  print(
    `  before: ${show(before)}\n  after:  ${show(holdings())}; at most ${peak().toFixed(0)} MB in memory, of at most ${most.crowdMegabytes}`,
  );
  if (succeeded !== atOnce || mixedUp > 0) missed.push('executions were lost or mixed up');
  if (peak() > most.crowdMegabytes) missed.push(`memory is more than ${most.crowdMegabytes} MB`);
}

async function manyWaits(): Promise<void> {
  await using world = await World.open({ fastWaits: true });
  tell('at once', await waitsBeside(world, waits));
  tell('in turn', await waitsInTurn(world, waits));
}

function tell(how: string, { count, days, ms, wallMs }: Waits): void {
  print(
    `${count} waits ${how}, ${days.toFixed(1)} days, take ${ms.toFixed(0)} ms of the processor (at most ${most.waitsMs}), ${wallMs.toFixed(0)} ms in all`,
  );
  if (ms > most.waitsMs) missed.push(`${count} waits ${how} take longer than ${most.waitsMs} ms`);
}

async function wholeDay(): Promise<void> {
  await using world = await World.open({ fastWaits: true });
  const { executions, succeeded, begin, end, kilobytes } = await day(world);
  print(`${succeeded} of ${executions} executions of a day succeeded`);
  print(
    `  after an hour: ${show(begin)}\n  after the day: ${show(end)}, ${kilobytes.toFixed(1)} KB for each execution`,
  );
  if (succeeded !== executions) missed.push('executions of the day were lost');
  if (kilobytes > most.kilobytesPerExecution)
    missed.push('the heap grows by more than executions are remembered by');
  for (const kind of ['descriptors', 'processes', 'timers'] as const) {
    if ((end[kind] ?? 0) > (begin[kind] ?? 0) + most.moreHandles) missed.push(`${kind} grow`);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
