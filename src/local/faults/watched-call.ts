import type { Caller } from '../caller.ts';

/** A call on its way to an operation. */
export interface WatchedCall {
  /** The signing name. */
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  readonly caller: Caller;
  /** Aborts when the client has gone, or is dropped. */
  readonly signal: AbortSignal;
  /** Ends the connection without an answer. */
  readonly drop: () => void;
}

/** Stands between a call and its operation: does something before, after, or instead of it. */
export type Watch = <Answer extends { readonly status: number }>(
  call: WatchedCall,
  work: () => Promise<Answer>,
) => Promise<Answer>;
