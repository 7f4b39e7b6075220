/**
 * Faults on purpose: what is armed strikes the calls that come over HTTP, and every one of these is written down.
 * What services ask of each other inside the endpoint does not pass here.
 */
import type { Clock } from '../../clock.ts';
import { AwsError } from '../errors.ts';
import { ArmedFault } from './armed-fault.ts';
import { CallLog } from './call-log.ts';
import type { Fault } from './fault.ts';
import type { Watch, WatchedCall } from './watched-call.ts';

export class Faults {
  readonly log: CallLog;
  /** How long new roles, and changes of roles, are not seen by other services, from now on. Milliseconds. */
  propagationMs: number;
  #armed: readonly ArmedFault[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock, propagationMs: number) {
    this.#clock = clock;
    this.propagationMs = propagationMs;
    this.log = new CallLog(clock);
  }

  get armed(): readonly ArmedFault[] {
    return this.#armed;
  }

  /** Replaces what was armed before; calls that it held go on. */
  arm(faults: readonly Fault[]): void {
    for (const one of this.#armed) one.disarm();
    this.#armed = faults.map((fault) => new ArmedFault(fault, this.#clock));
  }

  /** Carries a call out, or what the faults that it meets make of it. */
  readonly watch: Watch = async (call, work) => {
    const end = this.log.begin(call);
    try {
      const answer = await this.#afflict(call, work);
      call.signal.throwIfAborted();
      end(answer.status);
      return answer;
    } catch (thrown) {
      if (!call.signal.aborted) {
        end(thrown instanceof AwsError ? thrown.status : 500);
        throw thrown;
      }
      end(undefined);
      // Nobody is there to read it; as an AwsError it is not taken for a bug of ours.
      throw new AwsError('RequestAborted', 'The client has gone', 400);
    }
  };

  async #afflict<Answer>(call: WatchedCall, work: () => Promise<Answer>): Promise<Answer> {
    const struck = this.#armed.filter((one) => one.strike(call));
    for (const one of struck) await one.before(call);
    try {
      return await work();
    } finally {
      for (const one of struck) await one.after(call);
    }
  }
}
