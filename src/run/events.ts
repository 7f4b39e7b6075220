/** The history of an execution, read as it grows. */
import { GetExecutionHistoryCommand, type HistoryEvent } from '@aws-sdk/client-sfn';
import { abortable } from '../aws/connection.ts';
import type { Workbench } from '../deploy/workbench.ts';

/** The most that GetExecutionHistory answers at once (Step Functions API reference). */
const pageSize = 1_000;

export interface NewEvents {
  /** Oldest first. */
  readonly events: readonly HistoryEvent[];
  /** How many requests it took. */
  readonly calls: number;
}

/** Events after the one with id `after`. Read from the newest backwards, so that old ones are not read again. */
export async function newEvents(bench: Workbench, executionArn: string, after: number): Promise<NewEvents> {
  const newestFirst: HistoryEvent[] = [];
  let calls = 0;
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
    calls += 1;
    const fresh = (page.events ?? []).filter(({ id = 0 }) => id > after);
    newestFirst.push(...fresh);
    nextToken = fresh.length === page.events?.length ? page.nextToken : undefined;
  } while (nextToken !== undefined);
  return { events: newestFirst.reverse(), calls };
}
