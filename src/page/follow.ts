/** An execution that is followed: its history is read as it grows, as a Run. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { RunBuilder } from '../run/history.ts';
import type { Run } from '../run/run.ts';
import { states, type Execution, type OnWire } from './aws.ts';
import { homeOf, type Home } from './route.ts';

/** The most that GetExecutionHistory answers at once (Step Functions API reference). */
const mostAtOnce = 1_000;

export class Followed {
  readonly arn: string;
  readonly #home: Home;
  readonly #builder: RunBuilder;
  readonly #events: HistoryEvent[] = [];
  #described: Execution | undefined;

  constructor(arn: string) {
    this.arn = arn;
    this.#home = homeOf(arn);
    this.#builder = new RunBuilder(arn);
  }

  get run(): Run {
    return this.#builder.run;
  }

  /** Oldest first. */
  get events(): readonly HistoryEvent[] {
    return this.#events;
  }

  get described(): Execution | undefined {
    return this.#described;
  }

  /** It may have ended since it was described, which the history tells. */
  get status(): Execution['status'] {
    const described = this.#described?.status;
    return described === 'RUNNING' ? this.run.status : described;
  }

  get isRunning(): boolean {
    return this.#described?.status === 'RUNNING' || this.run.status === 'RUNNING';
  }

  /** Takes what is new. `tell` is called whenever there is something to show: a long history comes page by page. */
  async look(signal: AbortSignal, tell: () => void): Promise<void> {
    // Its input is in the history.
    const request = { executionArn: this.arn, includedData: 'METADATA_ONLY' } as const;
    const described = await states(this.#home, 'DescribeExecution', request, signal);
    const isNews = described.status !== this.#described?.status;
    this.#described = described;
    if (isNews) tell();
    if (this.#events.length === 0) await this.#readAll(signal, tell);
    else if (this.isRunning || isNews) await this.#readNew(signal, tell);
  }

  async #readAll(signal: AbortSignal, tell: () => void): Promise<void> {
    let nextToken: string | undefined;
    do {
      const page = await this.#page({ nextToken, maxResults: mostAtOnce }, signal);
      this.#take(page.events ?? []);
      tell();
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }

  /** Backwards from the newest, so that old ones are not read again. */
  async #readNew(signal: AbortSignal, tell: () => void): Promise<void> {
    const newestFirst: OnWire<HistoryEvent>[] = [];
    let nextToken: string | undefined;
    do {
      const page = await this.#page({ nextToken, maxResults: 100, reverseOrder: true }, signal);
      const fresh = (page.events ?? []).filter(({ id = 0 }) => id > this.#builder.lastEventId);
      newestFirst.push(...fresh);
      nextToken = fresh.length === page.events?.length ? page.nextToken : undefined;
    } while (nextToken !== undefined);
    if (newestFirst.length === 0) return;
    this.#take(newestFirst.reverse());
    tell();
  }

  #page(
    by: { nextToken: string | undefined; maxResults: number; reverseOrder?: boolean },
    signal: AbortSignal,
  ) {
    return states(this.#home, 'GetExecutionHistory', { executionArn: this.arn, ...by }, signal);
  }

  #take(events: readonly OnWire<HistoryEvent>[]): void {
    for (const { timestamp = 0, ...rest } of events) {
      // Whatever else it holds is text and numbers.
      const event = { ...rest, timestamp: new Date(timestamp * 1_000) } as HistoryEvent;
      this.#events.push(event);
      this.#builder.take(event);
    }
  }
}
