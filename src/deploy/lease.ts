/**
 * One deploy of a stage at a time. The lease is a tag on the state machine's role: taken only when something is to be
 * changed, renewed while the deploy lives, and overtaken when it has not been renewed for a while - so it does not
 * outlive its process. No clocks are compared: who waits looks whether the tag changes.
 */
import {
  CreateRoleCommand,
  ListRoleTagsCommand,
  TagRoleCommand,
  UntagRoleCommand,
} from '@aws-sdk/client-iam';
import { randomBytes } from 'node:crypto';
import { abortable, type Aws } from '../aws/connection.ts';
import { errorCode, orUndefined } from '../aws/errors.ts';
import type { Blueprint } from '../compile/blueprint.ts';
import { exitCode, UserError } from '../errors.ts';
import type { Workbench } from './workbench.ts';

export const leaseTag = 'stepline:lease';

/** Renewed this often, and dead after this long without a renewal. Milliseconds. */
const renewEveryMs = 2_500;
const deadAfterMs = 8_000;
/** Of two that take a free lease at the same moment the later one's tag stays: both look again after this long. */
const settleMs = 300;

/** What a lease needs to know of a stage. */
type Held = Pick<Blueprint, 'tags' | 'stateMachine'>;

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

/** The lease's tag, when some deploy holds it or has died with it. */
export async function readLease(
  aws: Aws,
  roleName: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const command = new ListRoleTagsCommand({ RoleName: roleName });
  const answer = await orUndefined(aws.iam.send(command, abortable(signal)));
  return answer?.Tags?.find(({ Key }) => Key === leaseTag)?.Value;
}

class Lease {
  readonly #bench: Workbench;
  readonly #blueprint: Held;
  readonly #id = randomBytes(6).toString('hex');
  #renewals = 0;

  constructor(bench: Workbench, blueprint: Held) {
    this.#bench = bench;
    this.#blueprint = blueprint;
  }

  async take(): Promise<void> {
    const standing = await this.#read();
    if (standing !== undefined) await this.#outlive(standing);
    else if (await this.#takeWithNewRole()) return;
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
    const command = new UntagRoleCommand({ RoleName: this.#roleName, TagKeys: [leaseTag] });
    await orUndefined(this.#bench.aws.iam.send(command));
  }

  get #roleName(): string {
    return this.#blueprint.stateMachine.role.name;
  }

  /** Tag values take letters, digits, blanks and `_.:/=+-@`. */
  get #value(): string {
    return `${this.#id} ${this.#bench.who.replace(/[^\w.:/=+@ -]/g, '-')} ${this.#renewals}`;
  }

  async #read(): Promise<string | undefined> {
    return readLease(this.#bench.aws, this.#roleName, this.#bench.signal);
  }

  async #write(): Promise<void> {
    this.#renewals += 1;
    const command = new TagRoleCommand({
      RoleName: this.#roleName,
      Tags: [{ Key: leaseTag, Value: this.#value }],
    });
    await this.#bench.aws.iam.send(command, abortable(this.#bench.signal));
  }

  /** Before a first deploy there is no role: making it is taking the lease, in one step that only one can do. */
  async #takeWithNewRole(): Promise<boolean> {
    const { role } = this.#blueprint.stateMachine;
    const tags = { ...this.#blueprint.tags, [leaseTag]: this.#value };
    const command = new CreateRoleCommand({
      RoleName: role.name,
      Path: role.path,
      Description: role.description,
      AssumeRolePolicyDocument: JSON.stringify(role.trust),
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    });
    try {
      await this.#bench.aws.iam.send(command, abortable(this.#bench.signal));
      return true;
    } catch (thrown) {
      if (!errorCode(thrown)?.startsWith('EntityAlreadyExists')) throw thrown;
      return false;
    }
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
