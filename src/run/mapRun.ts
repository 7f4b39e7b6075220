/** A distributed Map's run: how many of its items are done, and the first of them that failed. */
import {
  DescribeMapRunCommand,
  ListExecutionsCommand,
  type ExecutionListItem,
  type ExecutionStatus,
  type MapRunItemCounts,
} from '@aws-sdk/client-sfn';
import { abortable } from '../aws/connection.ts';
import type { Family } from './family.ts';
import type { Items, Run } from './run.ts';
import { takeItems, type Visit } from './visit.ts';

/** Counting is no news worth more requests than this, in milliseconds from one to the next. */
const shortestPause = 1_000;

/** Of the executions of a map run that failed, so many pages are looked through for the first. */
const mostPages = 5;

interface Follower {
  readonly run: Run;
  look(): Promise<boolean>;
}

export class FollowedMapRun {
  readonly #family: Family;
  readonly #arn: string;
  readonly #starter: Visit;
  #nextLookAt = 0;
  readonly #followChild: (executionArn: string) => Follower;
  #culprit: Follower | undefined;
  isOver = false;

  constructor(family: Family, arn: string, starter: Visit, followChild: (executionArn: string) => Follower) {
    this.#family = family;
    this.#arn = arn;
    this.#starter = starter;
    this.#followChild = followChild;
  }

  /** Of the child that failed first; its other children are counted only, there may be ten thousand. */
  get run(): Run | undefined {
    return this.#culprit?.run;
  }

  get isDue(): boolean {
    return this.#family.bench.clock.now() >= this.#nextLookAt;
  }

  async look(): Promise<boolean> {
    const { bench } = this.#family;
    this.#nextLookAt = bench.clock.now() + shortestPause;
    const command = new DescribeMapRunCommand({ mapRunArn: this.#arn });
    const { status, itemCounts } = await bench.aws.sfn.send(command, abortable(bench.signal));
    this.#family.calls += 1;
    const news = takeItems(this.#starter, itemsOf(itemCounts));
    for (const happening of news) this.#family.tell(happening);
    this.isOver = status !== 'RUNNING';
    if (status === 'FAILED') await this.#followCulprit();
    return news.length > 0;
  }

  async #followCulprit(): Promise<void> {
    const arn = (await this.#first('FAILED')) ?? (await this.#first('TIMED_OUT'));
    if (arn === undefined) return;
    this.#culprit = this.#followChild(arn);
    await this.#culprit.look();
  }

  /** ListExecutions gives the newest first. */
  async #first(statusFilter: ExecutionStatus): Promise<string | undefined> {
    const { bench } = this.#family;
    let earliest: ExecutionListItem | undefined;
    let nextToken: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const command = new ListExecutionsCommand({
        mapRunArn: this.#arn,
        statusFilter,
        maxResults: 1_000,
        nextToken,
      });
      const answer = await bench.aws.sfn.send(command, abortable(bench.signal));
      this.#family.calls += 1;
      for (const one of answer.executions ?? []) {
        if (!earliest || stoppedAt(one) < stoppedAt(earliest)) earliest = one;
      }
      nextToken = answer.nextToken;
      if (nextToken === undefined) break;
    }
    return earliest?.executionArn;
  }
}

function stoppedAt({ stopDate }: ExecutionListItem): number {
  return stopDate?.getTime() ?? 0;
}

function itemsOf(counts: MapRunItemCounts | undefined): Items {
  const { total = 0, succeeded = 0, failed = 0, timedOut = 0, aborted = 0 } = counts ?? {};
  return { total, succeeded, failed: failed + timedOut + aborted };
}
