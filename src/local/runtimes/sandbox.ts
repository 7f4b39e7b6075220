/** One process that runs one function, one request at a time: Lambda's execution environment. */
import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../clock.ts';
import { deferred } from './deferred.ts';
import { exitOf, startFailureOf, type Exit } from './exit.ts';
import { LineReader } from './lines.ts';
import { peakMemory, watchMemory } from './memory.ts';
import type { Reaper } from './reaper.ts';
import { RuntimeApi, type Invocation, type ResponseSink, type RuntimeListener } from './runtime-api.ts';

export interface Command {
  /** Absolute path of the program. */
  readonly program: string;
  readonly args: readonly string[];
  /** The package's folder. */
  readonly folder: string;
  /** The whole environment; AWS_LAMBDA_RUNTIME_API is added. Nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** It is killed when it holds more. */
  readonly memoryMb: number;
}

/** What became of an invocation. */
export type Outcome =
  | { readonly kind: 'response'; readonly payload: Buffer }
  /** The runtime told an error: of the handler, or of loading it. */
  | { readonly kind: 'error'; readonly document: Buffer }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'exit'; readonly exit: Exit };

/** What became of the process's start: it asks for work, or did not come so far. */
export type InitOutcome = { readonly kind: 'ready' } | Exclude<Outcome, { readonly kind: 'response' }>;

/** Opens what a streamed response goes to while it is written. */
export type OpenResponse = (contentType: string) => ResponseSink;

/** The request without what the moment of its delivery decides. */
export type Request = Omit<Invocation, 'deadline'>;

/** A process has this long to ask for the next request after it has answered one. */
const nextMs = 10_000;

/** The reason for calling off what waits: an error of the platform's own would cost more than the rest of a request. */
const finished = 'finished';

export class Sandbox implements RuntimeListener {
  /** Settles when the process has ended and all that it printed was read. */
  readonly ended: Promise<Exit>;
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #lines: readonly LineReader[];
  #child: ChildProcess | undefined;
  #api: RuntimeApi | undefined;
  #readyAt: number | undefined;
  #asked = deferred<'asked'>();
  readonly #initFailed = deferred<InitOutcome>();
  /** Ends the watch of its memory, which goes on only while it works. */
  #unwatch: () => void = () => undefined;
  #memoryMb = Infinity;
  #peakMemory: number | undefined;
  #outOfMemory = false;
  #outcome = deferred<Outcome>();
  #current: string | undefined;
  #open: OpenResponse | undefined;
  readonly #ended = deferred<Exit>();

  private constructor(clock: Clock, log: (line: string) => void) {
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.#lines = [new LineReader(log), new LineReader(log)];
    this.ended = this.#ended.promise;
  }

  /** Starts the process. `log` gets each line that it prints. */
  static async start(
    command: Command,
    { clock, reaper, log }: { clock: Clock; reaper: Reaper; log: (line: string) => void },
  ): Promise<Sandbox> {
    const sandbox = new Sandbox(clock, log);
    const api = await RuntimeApi.open(sandbox);
    sandbox.#api = api;
    sandbox.#memoryMb = command.memoryMb;
    sandbox.#spawn(command, api.address, reaper);
    return sandbox;
  }

  /** Milliseconds from the start to the first time that the runtime asked for work; undefined before. */
  get initDuration(): number | undefined {
    return this.#readyAt === undefined ? undefined : this.#readyAt - this.#startedAt;
  }

  /** Resolves when the process asks for work for the first time, or will not, or has had its time. */
  async initialise(withinMs: number): Promise<InitOutcome> {
    const over = new AbortController();
    try {
      return await Promise.race([
        this.#asked.promise.then((): InitOutcome => ({ kind: 'ready' })),
        this.#initFailed.promise,
        this.ended.then((exit): InitOutcome => ({ kind: 'exit', exit })),
        this.#sleep(withinMs, over.signal).then((): InitOutcome => ({ kind: 'timeout' })),
      ]);
    } finally {
      over.abort(finished);
    }
  }

  /** Resolves to true when the process asks for work; to false when it has ended instead, or keeps busy on its own. */
  async idle(): Promise<boolean> {
    const over = new AbortController();
    const first = await Promise.race([this.#asked.promise, this.ended, this.#sleep(nextMs, over.signal)]);
    over.abort(finished);
    return first === 'asked';
  }

  /**
   * Runs one request: never two at a time. The process is killed when it takes longer than `timeoutMs`, and has ended
   * after any outcome of kind timeout or exit. With `open`, what the runtime streams goes there, and the payload is empty.
   */
  async invoke(request: Request, timeoutMs: number, open?: OpenResponse): Promise<Outcome> {
    const over = new AbortController();
    this.#current = request.requestId;
    this.#open = open;
    this.#watch();
    try {
      const exit = this.ended.then((reason): Outcome => ({ kind: 'exit', exit: reason }));
      const outcome = await Promise.race([
        this.#deliver(request, timeoutMs, over.signal),
        this.#outcome.promise,
        exit,
      ]);
      if (outcome.kind === 'timeout') await this.stop();
      await this.#drain();
      return outcome;
    } finally {
      over.abort(finished);
      this.#outcome = deferred();
      this.#current = undefined;
      this.#open = undefined;
    }
  }

  /** Kills the process and all that it started; resolves when they have ended. */
  async stop(): Promise<void> {
    this.#kill();
    await this.ended;
  }

  /** The most memory that the process had, in MB; undefined where the system does not tell. */
  peakMemory(): number | undefined {
    const pid = this.#child?.pid;
    return this.#peakMemory ?? (pid === undefined ? undefined : peakMemory(pid));
  }

  asked(): void {
    this.#unwatch();
    this.#readyAt ??= this.#clock.now();
    this.#asked.resolve('asked');
  }

  responded(requestId: string, payload: Buffer): void {
    if (requestId === this.#current) this.#outcome.resolve({ kind: 'response', payload });
  }

  streams(requestId: string, contentType: string): ResponseSink | undefined {
    return requestId === this.#current ? this.#open?.(contentType) : undefined;
  }

  failed(requestId: string, document: Buffer): void {
    if (requestId === this.#current) this.#outcome.resolve({ kind: 'error', document });
  }

  initFailed(document: Buffer): void {
    this.#initFailed.resolve({ kind: 'error', document });
  }

  /** Hands the request over as soon as the runtime asks; resolves only when its time is over. */
  async #deliver(request: Request, timeoutMs: number, signal: AbortSignal): Promise<Outcome> {
    const deadline = this.#clock.now() + timeoutMs;
    void this.#asked.promise.then(() => {
      if (signal.aborted) return;
      this.#asked = deferred();
      this.#api?.send({ ...request, deadline });
    });
    await this.#sleep(timeoutMs, signal);
    return { kind: 'timeout' };
  }

  /** A sleep that never resolves once it was called off. */
  async #sleep(ms: number, signal: AbortSignal): Promise<void> {
    try {
      await this.#clock.sleep(ms, signal);
    } catch {
      await new Promise(() => undefined);
    }
  }

  #spawn({ program, args, folder, environment }: Command, address: string, reaper: Reaper): void {
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...environment, AWS_LAMBDA_RUNTIME_API: address },
      // A group of its own, so that what the function starts can be killed with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#watch();
    if (child.pid !== undefined) reaper.watch(child.pid);
    child.stdout.on('data', (chunk: Buffer) => this.#lines[0]?.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => this.#lines[1]?.push(chunk));
    child.once('error', (error) => void this.#end(startFailureOf(error)));
    child.once('exit', () => void this.#closeOutput(child));
    child.once('close', (code, signal) => {
      if (child.pid !== undefined) reaper.forget(child.pid);
      void this.#end({ ...exitOf(code, signal), ...(this.#outOfMemory && { outOfMemory: true }) });
    });
  }

  /** From now on, until it asks for work, or ends. */
  #watch(): void {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    this.#unwatch();
    this.#unwatch = watchMemory(pid, this.#memoryMb, () => {
      this.#outOfMemory = true;
      this.#peakMemory = this.#memoryMb;
      this.#kill();
    });
  }

  async #end(exit: Exit): Promise<void> {
    this.#unwatch();
    this.#flush();
    await this.#api?.close();
    this.#ended.resolve(exit);
  }

  #kill(): void {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // The group has ended already.
    }
  }

  /** What the function left running would keep its output open: it is ended, or, outside of the group, not listened to. */
  async #closeOutput({ stdout, stderr }: ChildProcessByStdio<null, Readable, Readable>): Promise<void> {
    this.#kill();
    await this.#drain();
    stdout.destroy();
    stderr.destroy();
  }

  /** What was printed before the answer was sent is in the pipes by now: one turn of the event loop reads it. */
  async #drain(): Promise<void> {
    await setImmediate();
    await setImmediate();
    this.#flush();
  }

  #flush(): void {
    for (const reader of this.#lines) reader.flush();
  }
}
