/** An execution that is followed, and those that it started: nested ones, and map runs with their children. */
import { messageOf } from '../errors.ts';
import { errorCode } from '../aws/errors.ts';
import { newEvents } from './events.ts';
import type { Family } from './family.ts';
import { RunBuilder } from './history.ts';
import { leafOf } from './leaf.ts';
import { FollowedMapRun } from './mapRun.ts';
import type { Run, StateVisit } from './run.ts';
import type { Happening, Visit } from './visit.ts';

/** So many nested executions are followed as they go; later ones only where they lead to the failure. */
const mostNested = 20;

export class FollowedExecution {
  readonly #family: Family;
  readonly #builder: RunBuilder;
  /** Each look is worth its request. */
  readonly isDue = true;
  readonly #children = new Map<string, FollowedExecution | FollowedMapRun>();

  /** @param starter the visit that has started it, when it is not the run's own */
  constructor(family: Family, executionArn: string, starter?: Visit) {
    this.#family = family;
    this.#builder = starter
      ? new RunBuilder(executionArn, {
          idPrefix: `${(family.members += 1)}-`,
          scope: { parent: starter, executionArn },
        })
      : new RunBuilder(executionArn);
  }

  get isOver(): boolean {
    return this.#builder.run.status !== 'RUNNING';
  }

  /** With the states of what it has started, each behind the one that started it; its leaf may be one of these. */
  get run(): Run {
    const { failedVisit, ...run } = this.#builder.run;
    const leaf = failedVisit && this.#leafBelow(failedVisit);
    const states = run.states.flatMap((visit) => [visit, ...this.#statesBelow(visit)]);
    return { ...run, states, ...(leaf && { failedVisit: leaf }) };
  }

  /** Takes and tells what has happened since the last look; true when something has. What it waits for comes first. */
  async look(): Promise<boolean> {
    const { executionArn } = this.#builder.run;
    const { events, calls } = await newEvents(this.#family.bench, executionArn, this.#builder.lastEventId);
    this.#family.calls += calls;
    let isNews = events.length > 0;
    for (const child of this.#children.values()) {
      if (!child.isOver && child.isDue && (await this.#lookAt(child))) isNews = true;
    }
    for (const event of events) {
      if (this.#family.isEnough) break;
      for (const happening of this.#builder.take(event)) await this.#meet(happening);
    }
    if (this.isOver) await this.#lookOnceMore();
    return isNews;
  }

  async #meet(happening: Happening): Promise<void> {
    if (happening.kind !== 'childStarted') this.#family.tell(happening);
    else if (this.#family.members < mostNested) await this.#follow(happening.visit, happening.childArn);
  }

  async #follow(visit: Visit, arn: string): Promise<void> {
    const child = arn.includes(':mapRun:')
      ? new FollowedMapRun(
          this.#family,
          arn,
          visit,
          (child) => new FollowedExecution(this.#family, child, visit),
        )
      : new FollowedExecution(this.#family, arn, visit);
    this.#children.set(arn, child);
    await this.#lookAt(child);
  }

  /**
   * What it waited for has ended before it: its last news. And a nested execution that was one too many to be followed, but
   * is why this one failed.
   */
  async #lookOnceMore(): Promise<void> {
    for (const child of this.#children.values()) if (!child.isOver) await this.#lookAt(child);
    const culprit = this.#builder.failedVisit;
    const arn = culprit?.attempts.at(-1)?.childArn;
    if (culprit && arn !== undefined && !this.#children.has(arn)) await this.#follow(culprit, arn);
  }

  /** What cannot be read is followed no more, which changes no verdict. Of express executions there is no history. */
  async #lookAt(child: FollowedExecution | FollowedMapRun): Promise<boolean> {
    try {
      return await child.look();
    } catch (thrown) {
      this.#family.bench.signal.throwIfAborted();
      const [arn] = [...this.#children].find(([, one]) => one === child) ?? [''];
      this.#children.delete(arn);
      if (errorCode(thrown) === 'StateMachineTypeNotSupported') return false;
      const problem = {
        what: `what ${arn} does cannot be followed: ${messageOf(thrown)}`,
        hint: 'Allow states:GetExecutionHistory, states:DescribeMapRun and states:ListExecutions on it',
        severity: 'warning' as const,
      };
      this.#family.bench.report({ kind: 'warning', problem });
      return false;
    }
  }

  #childrenOf({ attempts }: StateVisit): Run[] {
    return attempts.flatMap(({ childArn = '' }) => this.#children.get(childArn)?.run ?? []);
  }

  #statesBelow(visit: StateVisit): readonly StateVisit[] {
    return this.#childrenOf(visit).flatMap(({ states }) => states);
  }

  #leafBelow(visit: StateVisit): StateVisit {
    const last = this.#children.get(visit.attempts.at(-1)?.childArn ?? '')?.run;
    return (last && leafOf(last)) ?? visit;
  }
}
