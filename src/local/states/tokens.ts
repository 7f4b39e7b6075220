/** Task tokens: how a worker outside tells an execution what became of its task. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Json } from '../../json.ts';
import { TaskFailure } from '../asl/index.ts';
import { AwsError } from '../errors.ts';
import { jsonProblem } from './json-problem.ts';
import { orAborted } from './or-aborted.ts';

interface Waiting {
  readonly succeed: (output: Json) => void;
  readonly fail: (failure: TaskFailure) => void;
  readonly heartbeat: () => void;
}

export class TaskTokens {
  /** What tells own tokens from others. */
  secret: Buffer = randomBytes(32);
  readonly #waiting = new Map<string, Waiting>();

  /** A new token, signed: so that one whose task has ended is told from one that never was. */
  issue(): string {
    const id = randomBytes(48);
    return Buffer.concat([id, this.#sign(id)]).toString('base64');
  }

  /**
   * Does `work` while the token can be answered, then waits for the answer: what SendTaskSuccess sent. Rejects with
   * TaskFailure for SendTaskFailure, with whatever `work` rejects with, or with the signal's reason.
   */
  async during(
    token: string,
    { heartbeat, signal }: { readonly heartbeat: () => void; readonly signal: AbortSignal },
    work: () => Promise<void> | void,
  ): Promise<Json> {
    const answer = new Promise<Json>((succeed, fail) => {
      this.#waiting.set(token, { succeed, fail, heartbeat });
    });
    // The answer may come while the work is still going on: it is looked at only afterwards.
    answer.catch(() => undefined);
    try {
      await work();
      return await orAborted(answer, signal);
    } finally {
      this.#waiting.delete(token);
    }
  }

  /** Throws InvalidOutput, InvalidToken, TaskTimedOut. */
  succeed(token: string, output: string): void {
    const { succeed } = this.#find(token);
    succeed(parseOutput(output));
    this.#waiting.delete(token);
  }

  /** Throws InvalidToken, TaskTimedOut. */
  fail(token: string, error?: string, cause?: string): void {
    this.#find(token).fail(new TaskFailure(error, cause));
    this.#waiting.delete(token);
  }

  /** Throws InvalidToken, TaskTimedOut. */
  heartbeat(token: string): void {
    this.#find(token).heartbeat();
  }

  #find(token: string): Waiting {
    const waiting = this.#waiting.get(token);
    if (waiting) return waiting;
    if (!this.#isOurs(token)) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
    throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  }

  #isOurs(token: string): boolean {
    const bytes = Buffer.from(token, 'base64');
    return bytes.length === 80 && timingSafeEqual(bytes.subarray(48), this.#sign(bytes.subarray(0, 48)));
  }

  #sign(id: Buffer): Buffer {
    return createHmac('sha256', this.secret).update(id).digest();
  }
}

function parseOutput(output: string): Json {
  const problem = jsonProblem(output);
  if (problem !== undefined) throw new AwsError('InvalidOutput', `Invalid Output: '${problem}'`);
  return JSON.parse(output) as Json;
}
