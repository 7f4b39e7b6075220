/** The Step Functions of the embedded AWS: its state, by account and region, and what runs in it. */
import type { ExecutionClock } from '../../clock.ts';
import type { Cloud, States, TaggedResource } from '../cloud.ts';
import type { Home } from './arn.ts';
import { Executor } from './executor.ts';
import { Mocks } from './mocks.ts';
import { Region } from './region.ts';
import { TaskTokens } from './tokens.ts';

export class StatesBackend implements States {
  readonly cloud: Cloud;
  readonly executor: Executor;
  readonly tokens = new TaskTokens();
  readonly mocks = new Mocks();
  readonly #closing = new AbortController();
  readonly #regions = new Map<string, Region>();

  constructor(cloud: Cloud) {
    this.cloud = cloud;
    this.executor = new Executor(this);
  }

  /** The time of executions, and of all that they are made from. */
  get clock(): ExecutionClock {
    return this.cloud.executionClock;
  }

  /** Waits for an answer by a task's token. Simulated time waits with it where somebody outside may give it. */
  untilAnswered<Result>(wait: () => Promise<Result>): Promise<Result> {
    return this.cloud.options.outsiders ? wait() : this.clock.idle(wait);
  }

  region(home: Home): Region {
    const key = `${home.account}/${home.region}`;
    const existing = this.#regions.get(key);
    if (existing) return existing;
    const region = new Region(home);
    this.#regions.set(key, region);
    return region;
  }

  regions(): Iterable<Region> {
    return this.#regions.values();
  }

  homes(): readonly Home[] {
    const used = [...this.#regions.values()].filter(
      ({ stateMachines, executions }) => stateMachines.size > 0 || executions.size > 0,
    );
    return used.map(({ home }) => home);
  }

  taggedResources(account: string, region: string): readonly TaggedResource[] {
    const kept = this.#regions.get(`${account}/${region}`);
    return [...(kept?.stateMachines.values() ?? []), ...(kept?.activities.values() ?? [])].map(
      ({ arn, tags }) => ({
        arn,
        tags: Object.fromEntries(tags),
        retag: (replaced) => {
          tags.clear();
          for (const [key, value] of Object.entries(replaced)) tags.set(key, value);
        },
      }),
    );
  }

  /** Aborts when the endpoint closes: whoever polls is let go. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** Stops every execution and waits until it has ended. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('the endpoint closes'));
    await this.executor.close();
  }
}
