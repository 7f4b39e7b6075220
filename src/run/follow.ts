/** Follows an execution to its end: new events as they come, all pages. */
import { GetExecutionHistoryCommand, type HistoryEvent } from '@aws-sdk/client-sfn';
import { abortable } from '../aws/connection.ts';
import type { Workbench } from '../deploy/workbench.ts';
import { RunBuilder } from './history.ts';
import { firstFailure, type Run } from './run.ts';

/** Pauses between looks, in milliseconds: short while something happens, longer while nothing does. */
const shortestPause = 100;
const longestPause = 1_000;

/** The most that GetExecutionHistory answers at once (Step Functions API reference). */
const pageSize = 1_000;

/** When the look at an execution ends before the execution does. */
export interface Limits {
  /** Milliseconds since 1970. */
  readonly until: number;
  /** At the first state that is left without success, even when its error is caught. */
  readonly atFirstFailure: boolean;
}

/**
 * The run, once it has ended or a limit is reached, whichever is first. Reports each state as it is entered and left.
 * Throws the signal's reason when it aborts.
 */
export async function follow(bench: Workbench, executionArn: string, limits: Limits): Promise<Run> {
  const { until, atFirstFailure } = limits;
  const builder = new RunBuilder(executionArn);
  let pause = shortestPause;
  for (;;) {
    const events = await newEvents(bench, executionArn, builder.lastEventId);
    for (const event of events) {
      for (const happening of builder.take(event)) bench.report(happening);
      if (atFirstFailure && firstFailure(builder.run)) return builder.run;
    }
    if (builder.run.status !== 'RUNNING' || bench.clock.now() >= until) return builder.run;
    pause = events.length > 0 ? shortestPause : Math.min(pause * 1.5, longestPause);
    await bench.clock.sleep(Math.min(pause, until - bench.clock.now()), bench.signal);
  }
}

/** Events after the one with id `after`, oldest first. Read from the newest backwards, so that old ones are not read again. */
async function newEvents(bench: Workbench, executionArn: string, after: number): Promise<HistoryEvent[]> {
  const newestFirst: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const command = new GetExecutionHistoryCommand({
      executionArn,
      reverseOrder: true,
      includeExecutionData: true,
      maxResults: after === 0 ? pageSize : 100,
      nextToken,
    });
    const page = await bench.aws.sfn.send(command, abortable(bench.signal));
    const fresh = (page.events ?? []).filter(({ id = 0 }) => id > after);
    newestFirst.push(...fresh);
    nextToken = fresh.length === page.events?.length ? page.nextToken : undefined;
  } while (nextToken !== undefined);
  return newestFirst.reverse();
}
