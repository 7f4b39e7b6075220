import { describe, expect, it } from '@jest/globals';
import type { Clock } from '../../../src/clock.ts';
import { deferred, type Deferred } from '../../../src/local/runtimes/deferred.ts';
import { Pool, type Worker } from '../../../src/local/runtimes/pool.ts';

/** A worker that takes a task at once and is ready again after it, until it is ended. */
class Hand implements Worker {
  readonly #end = deferred<undefined>();
  readonly ended = this.#end.promise;
  alive = true;

  async initialised(): Promise<void> {
    await Promise.resolve();
  }

  async idle(): Promise<boolean> {
    return this.alive;
  }

  async stop(): Promise<void> {
    this.alive = false;
    this.#end.resolve(undefined);
  }
}

/** Time that passes when told. */
class Stopped implements Clock {
  readonly sleeping = new Set<Deferred<undefined>>();

  now(): number {
    return 0;
  }

  async sleep(_ms: number, signal?: AbortSignal): Promise<void> {
    const sleep = deferred<undefined>();
    this.sleeping.add(sleep);
    signal?.addEventListener('abort', () => this.sleeping.delete(sleep));
    await sleep.promise;
  }

  pass(): void {
    for (const sleep of this.sleeping) sleep.resolve(undefined);
  }
}

function poolOf(limit: number): { pool: Pool<Hand>; hands: Hand[]; clock: Stopped } {
  const hands: Hand[] = [];
  const clock = new Stopped();
  const start = async (): Promise<Hand> => {
    const hand = new Hand();
    hands.push(hand);
    return hand;
  };
  return { pool: new Pool({ start, clock, limit, idleMs: 1 }), hands, clock };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a pool', () => {
  it('starts a worker for each task that waits, up to its limit, and uses them again', async () => {
    const { pool, hands } = poolOf(2);
    const gate = deferred<undefined>();
    const users: Hand[] = [];
    const tasks = [1, 2, 3].map(() =>
      pool.run(async (hand) => {
        users.push(hand);
        await gate.promise;
      }),
    );
    await nextTurn();
    expect([hands.length, users.length]).toEqual([2, 2]);
    gate.resolve(undefined);
    await Promise.all(tasks);
    expect([hands.length, new Set(users).size, users.length]).toEqual([2, 2, 3]);
    await pool.close();
  });

  it('ends workers that have nothing to do for long', async () => {
    const { pool, hands, clock } = poolOf(2);
    await pool.run(async () => undefined);
    await nextTurn();
    clock.pass();
    await nextTurn();
    expect(hands.map(({ alive }) => alive)).toEqual([false]);
    await pool.run(async () => undefined);
    expect(hands).toHaveLength(2);
    await pool.close();
  });

  it('gives no task to a worker that ended', async () => {
    const { pool, hands } = poolOf(1);
    await pool.run(async (hand) => hand.stop());
    const used = await pool.run(async (hand) => hand);
    expect([hands.length, used === hands[1]]).toEqual([2, true]);
    await pool.close();
  });

  it('fails every task that waits when no worker can be started', async () => {
    const start = async (): Promise<Hand> => {
      await Promise.resolve();
      throw new Error('no such language');
    };
    const pool = new Pool({ start, clock: new Stopped(), limit: 2, idleMs: 1 });
    const tasks = await Promise.allSettled([1, 2, 3, 4, 5].map(() => pool.run(async () => undefined)));
    expect(tasks.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
  });

  it('that is retired finishes what waits, then ends', async () => {
    const { pool, hands } = poolOf(1);
    const gate = deferred<undefined>();
    const tasks = [pool.run(async () => gate.promise), pool.run(async () => 'second')];
    const retired = pool.retire();
    gate.resolve(undefined);
    expect(await tasks[1]).toBe('second');
    await retired;
    expect(hands.map(({ alive }) => alive)).toEqual([false]);
  });

  it('that is closed rejects what waits and ends what runs', async () => {
    const { pool, hands } = poolOf(1);
    const running = pool.run((hand) => hand.ended);
    const waiting = pool.run(async () => undefined);
    const outcome = Promise.allSettled([running, waiting]);
    await nextTurn();
    await pool.close();
    expect((await outcome).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(hands.every(({ alive }) => !alive)).toBe(true);
  });
});
