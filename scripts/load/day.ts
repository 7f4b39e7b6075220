/** A day of work on the simulated clock: executions that start others, wait, call a function and try again. */
import { holdings, type Holdings } from './holdings.ts';
import type { World } from './world.ts';

const drivers = 4;
const hours = 24;

/** Fails at its first call, waits for ten minutes, and has a time limit. */
function job(flaky: string): object {
  const Retry = [{ ErrorEquals: ['Again'], IntervalSeconds: 600, MaxAttempts: 2 }];
  return {
    StartAt: 'Call',
    TimeoutSeconds: 7200,
    States: {
      Call: {
        Type: 'Task',
        Resource: flaky,
        Parameters: { 'retries.$': '$$.State.RetryCount', 'id.$': '$.id' },
        TimeoutSeconds: 60,
        Retry,
        Next: 'Wait',
      },
      Wait: { Type: 'Wait', Seconds: 600, End: true },
    },
  };
}

/** Starts a job each minute, for an hour. */
function driver(job: string): object {
  const start = {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution',
    Parameters: { StateMachineArn: job, Input: { 'id.$': '$' } },
    ResultPath: null,
    Next: 'Minute',
  };
  const processor = {
    StartAt: 'Start',
    States: { Start: start, Minute: { Type: 'Wait', Seconds: 60, End: true } },
  };
  return {
    StartAt: 'Each',
    States: {
      Each: { Type: 'Map', ItemsPath: '$.minutes', MaxConcurrency: 1, ItemProcessor: processor, End: true },
    },
  };
}

export interface Day {
  readonly executions: number;
  readonly succeeded: number;
  readonly begin: Holdings;
  readonly end: Holdings;
  /** Kilobytes of heap that each further execution is remembered by. */
  readonly kilobytes: number;
}

/** The first hour is for warming up: what is held then is what is compared with the end. */
export async function day(world: World): Promise<Day> {
  const again = `event.retries > 0 || event.id % 10 > 0 ? event.id : (() => { throw Object.assign(new Error('again'), { name: 'Again' }); })()`;
  const jobs = await world.createMachine('job', job(await world.createFunction('flaky', again)));
  const driving = await world.createMachine('driver', driver(jobs));
  await hour(world, driving);
  const begin = holdings();
  for (let passed = 1; passed < hours; passed += 1) await hour(world, driving);
  const succeeded = await settled(world, jobs);
  const end = holdings();
  const executions = drivers * 60 * hours;
  const kilobytes = ((end.heap - begin.heap) * 1024) / (executions * (1 - 1 / hours));
  return { executions, succeeded, begin, end, kilobytes };
}

async function hour(world: World, driving: string): Promise<void> {
  const minutes = Array.from({ length: 60 }, (_, minute) => minute);
  const arns = await Promise.all(Array.from({ length: drivers }, () => world.start(driving, { minutes })));
  for (const arn of arns) {
    const { status } = await world.ended(arn);
    if (status !== 'SUCCEEDED') throw new Error(`A driver ${status}`);
  }
}

/** How many have succeeded once none runs. */
async function settled(world: World, jobs: string): Promise<number> {
  while ((await world.count(jobs, 'RUNNING')) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  return world.count(jobs, 'SUCCEEDED');
}
