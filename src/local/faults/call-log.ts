/** What was called, when, and what became of it: so that a test can count, and bound, what a deploy does. */
import type { Clock } from '../../clock.ts';
import type { WatchedCall } from './watched-call.ts';

export interface LoggedCall {
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  /** ARN of who called. */
  readonly caller: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly startedAt: number;
  /** Absent while the call is under way. */
  readonly endedAt?: number;
  /** The answer's HTTP status; absent as long as there is none, and for ever where the connection ended first. */
  readonly status?: number;
}

/** An endpoint may run for days: beyond this many calls the oldest are forgotten. */
const remembered = 50_000;

export class CallLog {
  readonly #clock: Clock;
  #calls: LoggedCall[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Oldest first. */
  get calls(): readonly LoggedCall[] {
    return this.#calls;
  }

  clear(): void {
    this.#calls = [];
  }

  /** Writes a call down; what comes back is told its status, when it has ended. */
  begin({ service, operation, caller }: WatchedCall): (status: number | undefined) => void {
    const { account, region, arn } = caller;
    const started = { service, operation, account, region, caller: arn, startedAt: this.#clock.now() };
    const call: { -readonly [Key in keyof LoggedCall]: LoggedCall[Key] } = started;
    this.#calls.push(call);
    if (this.#calls.length > remembered) this.#calls.shift();
    return (status) => {
      call.endedAt = this.#clock.now();
      if (status !== undefined) call.status = status;
    };
  }
}
