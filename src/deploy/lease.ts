/**
 * One deploy of a stage at a time. The lease is a tag (leaseHolder.ts says on what): taken only when something is to be
 * changed, renewed while the deploy lives, and overtaken when it has not been renewed for a while - so it does not
 * outlive its process. No clocks are compared: who waits looks whether the tag changes.
 */
import { randomBytes } from 'node:crypto';
import { exitCode, UserError } from '../errors.ts';
import { leaseHolder, type Held, type LeaseHolder } from './leaseHolder.ts';
import type { Workbench } from './workbench.ts';

/** Renewed this often, and dead after this long without a renewal. Milliseconds. */
const renewEveryMs = 2_500;
const deadAfterMs = 8_000;
/** Of two that take a free lease at the same moment the later one's tag stays: both look again after this long. */
const settleMs = 300;

/**
 * Works while holding the stage. Throws UserError (exit 3), saying who and since when, when another deploy holds it,
 * or has taken it over because this process had been asleep.
 */
export async function withLease<T>(
  bench: Workbench,
  blueprint: Held,
  work: (bench: Workbench) => Promise<T>,
): Promise<T> {
  const lease = new Lease(bench, blueprint);
  await lease.take();
  const ended = new AbortController();
  const lost = new AbortController();
  const renewal = lease.renewUntil(ended.signal).catch((thrown: unknown) => {
    lost.abort(thrown);
  });
  try {
    return await work({ ...bench, signal: AbortSignal.any([bench.signal, lost.signal]) });
  } catch (thrown) {
    throw lost.signal.aborted && !bench.signal.aborted ? lost.signal.reason : thrown;
  } finally {
    ended.abort();
    await renewal;
    if (!lost.signal.aborted) await lease.release();
  }
}

class Lease {
  readonly #bench: Workbench;
  readonly #holder: LeaseHolder;
  readonly #id = randomBytes(6).toString('hex');
  #renewals = 0;

  constructor(bench: Workbench, blueprint: Held) {
    this.#bench = bench;
    this.#holder = leaseHolder(bench.aws, blueprint);
  }

  async take(): Promise<void> {
    const standing = await this.#read();
    if (standing !== undefined) await this.#outlive(standing);
    else if (await this.#holder.make(this.#value, this.#bench.signal)) return;
    await this.#write();
    await this.#bench.clock.sleep(settleMs, this.#bench.signal);
    await this.#requireOurs();
  }

  /** Ends when the signal aborts; rejects when the lease is no longer ours. */
  async renewUntil(ended: AbortSignal): Promise<void> {
    for (;;) {
      await this.#bench.clock.sleep(renewEveryMs, ended).catch(() => undefined);
      if (ended.aborted) return;
      await this.#requireOurs();
      await this.#write();
    }
  }

  /** Not under the signal: a cancelled deploy gives the stage free too. */
  async release(): Promise<void> {
    await this.#holder.clear();
  }

  /** Tag values take letters, digits, blanks and `_.:/=+-@`. */
  get #value(): string {
    return `${this.#id} ${this.#bench.who.replace(/[^\w.:/=+@ -]/g, '-')} ${this.#renewals}`;
  }

  async #read(): Promise<string | undefined> {
    return this.#holder.read(this.#bench.signal);
  }

  async #write(): Promise<void> {
    this.#renewals += 1;
    await this.#holder.write(this.#value, this.#bench.signal);
  }

  /** Waits until the lease is released, or has not been renewed for so long that its holder is dead. */
  async #outlive(first: string): Promise<void> {
    const { clock, signal } = this.#bench;
    const end = clock.now() + deadAfterMs;
    while (clock.now() < end) {
      await clock.sleep(500, signal);
      const now = await this.#read();
      if (now === undefined) return;
      if (now !== first) throw held(now);
    }
  }

  async #requireOurs(): Promise<void> {
    const now = await this.#read();
    if (now !== undefined && !now.startsWith(this.#id)) throw held(now);
  }
}

function held(lease: string): UserError {
  const [, who = lease] = /^\w+ (.*) \d+$/.exec(lease) ?? [];
  return new UserError(
    {
      what: `this stage is being deployed by ${who}`,
      hint: 'Wait until that deploy has ended, and deploy again',
    },
    exitCode.refused,
  );
}
