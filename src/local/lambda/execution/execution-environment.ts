/** A process of one function version together with its log stream: what Lambda calls an execution environment. */
import type { Cloud } from '../../cloud.ts';
import { deferred } from '../../runtimes/deferred.ts';
import type { Worker } from '../../runtimes/pool.ts';
import type { InitOutcome, OpenResponse, Outcome, Request, Sandbox } from '../../runtimes/sandbox.ts';
import type { FunctionVersion } from '../model.ts';
import { failureOf } from './failure.ts';
import { prepare, type Premises, type Prepared } from './launch.ts';
import type { LogStream } from './log-stream.ts';
import { PlatformLog, type InitPhase } from './platform-log.ts';

/** What a request came to. */
export interface Execution {
  readonly payload: Buffer;
  readonly functionError?: 'Unhandled';
  readonly logTail: string;
}

/**
 * A process has this long to get ready before a request comes (AWS Lambda developer guide, "Init phase"). What was not ready
 * by then, or failed, is started anew within the time of the first request.
 */
const initMs = 10_000;

export class ExecutionEnvironment implements Worker {
  readonly #cloud: Cloud;
  readonly #version: FunctionVersion;
  readonly #log: LogStream;
  readonly #platform: PlatformLog;
  readonly #launch: Prepared['launch'];
  #sandbox: Sandbox;
  /** The start's outcome, once it is known. */
  #init: Promise<InitOutcome>;
  #served = 0;
  readonly #ended = deferred<undefined>();

  private constructor({ cloud, lambda, version }: Premises, { log, launch }: Prepared, sandbox: Sandbox) {
    this.#cloud = cloud;
    this.#version = version;
    this.#log = log;
    this.#launch = launch;
    this.#platform = new PlatformLog(lambda, version, log, cloud.executionClock);
    this.#sandbox = sandbox;
    this.#platform.initStart();
    this.#init = this.#initialise('init', initMs);
  }

  /** Throws AwsError when the role cannot be assumed or the machine lacks the language. */
  static async start(premises: Premises): Promise<ExecutionEnvironment> {
    const prepared = await prepare(premises);
    return new ExecutionEnvironment(premises, prepared, await prepared.launch());
  }

  get ended(): Promise<unknown> {
    return this.#ended.promise;
  }

  async initialised(): Promise<void> {
    await this.#init;
  }

  idle(): Promise<boolean> {
    return this.#sandbox.idle();
  }

  async stop(): Promise<void> {
    await this.#sandbox.stop();
    this.#ended.resolve(undefined);
  }

  /** Serves one request and logs it as Lambda does; see Sandbox.invoke for `open`. */
  async run(request: Request, open?: OpenResponse): Promise<Execution> {
    const { requestId } = request;
    const timeoutSeconds = this.#version.settings.Timeout;
    const first = this.#served++ === 0;
    this.#log.startTail();
    const startedAt = this.#cloud.clock.now();
    const wasReady = (await this.#init).kind === 'ready';
    const init = wasReady ? await this.#init : await this.#startAgain(timeoutSeconds * 1000);
    this.#platform.start(requestId);
    const left = timeoutSeconds * 1000 - (wasReady ? 0 : this.#cloud.clock.now() - startedAt);
    const outcome = init.kind === 'ready' ? await this.#sandbox.invoke(request, left, open) : init;
    const now = this.#cloud.clock.now();
    const at = this.#cloud.executionClock.now();
    const failure = failureOf(outcome, { requestId, timeoutSeconds, at });
    const reported = failure && { ...failure, reported: failure.reported || init.kind !== 'ready' };
    this.#platform.end(requestId, reported, {
      duration: now - startedAt,
      init: first && wasReady ? this.#sandbox.initDuration : undefined,
      peakMemory: this.#sandbox.peakMemory(),
    });
    this.#log.flush();
    return { ...resultOf(outcome, failure?.document), logTail: this.#log.tail() };
  }

  /** Where the init phase came to nothing, the first request has it done again, in its own time. */
  async #startAgain(timeoutMs: number): Promise<InitOutcome> {
    await this.#sandbox.stop();
    this.#sandbox = await this.#launch();
    this.#init = this.#initialise('invoke', timeoutMs);
    return this.#init;
  }

  /** The process is left only where it is ready. */
  async #initialise(phase: InitPhase, withinMs: number): Promise<InitOutcome> {
    const sandbox = this.#sandbox;
    const startedAt = this.#cloud.clock.now();
    const init = await sandbox.initialise(withinMs);
    if (init.kind === 'ready') {
      void sandbox.ended.then(() => {
        this.#ended.resolve(undefined);
      });
      return init;
    }
    await sandbox.stop();
    const failure = failureOf(init, { requestId: '', timeoutSeconds: withinMs / 1000, at: 0 });
    if (failure) this.#platform.initFailed(phase, this.#cloud.clock.now() - startedAt, failure);
    return init;
  }
}

function resultOf(outcome: Outcome, failure: Buffer | undefined): Omit<Execution, 'logTail'> {
  if (outcome.kind === 'response') return { payload: outcome.payload };
  return { payload: failure ?? Buffer.alloc(0), functionError: 'Unhandled' };
}
