/** A process of one function version together with its log stream: what Lambda calls an execution environment. */
import { randomBytes } from 'node:crypto';
import type { Cloud, Session } from '../../cloud.ts';
import { AwsError } from '../../errors.ts';
import type { Worker } from '../../runtimes/pool.ts';
import type { Reaper } from '../../runtimes/reaper.ts';
import { Sandbox, type OpenResponse, type Outcome, type Request } from '../../runtimes/sandbox.ts';
import { runtimeVersionArn } from '../configuration.ts';
import type { FunctionVersion, LambdaFunction } from '../model.ts';
import { startOf } from './command.ts';
import { buildEnvironment } from './environment.ts';
import { failureOf } from './failure.ts';
import { LogStream } from './log-stream.ts';

/** What a request came to. */
export interface Execution {
  readonly payload: Buffer;
  readonly functionError?: 'Unhandled';
  readonly logTail: string;
}

interface Premises {
  readonly cloud: Cloud;
  readonly reaper: Reaper;
  readonly lambda: LambdaFunction;
  readonly version: FunctionVersion;
  /** Takes a line for the person who runs the endpoint. */
  readonly note: (line: string) => void;
}

export class ExecutionEnvironment implements Worker {
  readonly #cloud: Cloud;
  readonly #version: FunctionVersion;
  readonly #sandbox: Sandbox;
  readonly #log: LogStream;
  #served = 0;

  private constructor({ cloud, version }: Premises, sandbox: Sandbox, log: LogStream) {
    this.#cloud = cloud;
    this.#version = version;
    this.#sandbox = sandbox;
    this.#log = log;
  }

  /** Throws AwsError when the role cannot be assumed or the machine lacks the language. */
  static async start(premises: Premises): Promise<ExecutionEnvironment> {
    const { cloud, reaper, lambda, version } = premises;
    const { place, name } = lambda;
    const session = assumeRole(premises);
    const start = await startOf(version);
    if (start.note) premises.note(start.note);
    const log = openLog(premises, session);
    const environment = buildEnvironment({
      functionName: name,
      version,
      region: place.region,
      logGroup: log.group,
      logStream: log.stream,
      credentials: cloud.iam.issueCredentials(session),
      endpoint: cloud.endpoint,
      endpoints: cloud.options.endpoints,
      ...(start.interpreter && { interpreter: start.interpreter }),
    });
    log.add(initStart(lambda, version));
    const sandbox = await Sandbox.start(
      { ...start, folder: version.code.folder, environment },
      {
        clock: cloud.clock,
        reaper,
        log: (line) => {
          log.add(line);
        },
      },
    );
    return new ExecutionEnvironment(premises, sandbox, log);
  }

  get ended(): Promise<unknown> {
    return this.#sandbox.ended;
  }

  initialised(): Promise<void> {
    return this.#sandbox.initialised();
  }

  idle(): Promise<boolean> {
    return this.#sandbox.idle();
  }

  stop(): Promise<void> {
    return this.#sandbox.stop();
  }

  /** Serves one request and logs it as Lambda does; see Sandbox.invoke for `open`. */
  async run(request: Request, open?: OpenResponse): Promise<Execution> {
    const { requestId } = request;
    const timeoutSeconds = this.#version.settings.Timeout;
    const first = this.#served++ === 0;
    this.#log.startTail();
    this.#log.add(`START RequestId: ${requestId} Version: ${this.#version.version}`);
    const startedAt = this.#cloud.clock.now();
    const outcome = await this.#sandbox.invoke(request, timeoutSeconds * 1000, open);
    const now = this.#cloud.clock.now();
    const failure = failureOf(outcome, { requestId, timeoutSeconds, at: now });
    if (failure) this.#log.add(failure.logged);
    this.#log.add(`END RequestId: ${requestId}`);
    this.#log.add(this.#report(requestId, { duration: now - startedAt, first, status: failure?.status }));
    this.#log.flush();
    return { ...resultOf(outcome, failure?.document), logTail: this.#log.tail() };
  }

  #report(
    requestId: string,
    { duration, first, status }: { duration: number; first: boolean; status: string | undefined },
  ): string {
    const memory = this.#sandbox.peakMemory();
    const init = first ? this.#sandbox.initDuration : undefined;
    return [
      `REPORT RequestId: ${requestId}`,
      `Duration: ${duration.toFixed(2)} ms`,
      `Billed Duration: ${Math.max(1, Math.ceil(duration + (init ?? 0)))} ms`,
      `Memory Size: ${this.#version.settings.MemorySize} MB`,
      ...(memory === undefined ? [] : [`Max Memory Used: ${memory} MB`]),
      ...(init === undefined ? [] : [`Init Duration: ${init.toFixed(2)} ms`]),
      status ?? '',
    ].join('\t');
  }
}

function resultOf(outcome: Outcome, failure: Buffer | undefined): Omit<Execution, 'logTail'> {
  if (outcome.kind === 'response') return { payload: outcome.payload };
  const payload = outcome.kind === 'error' ? outcome.document : (failure ?? Buffer.alloc(0));
  return { payload, functionError: 'Unhandled' };
}

function assumeRole({ cloud, lambda, version }: Premises): Session {
  const session = cloud.iam.assumeRoleAsService({
    roleArn: version.settings.Role,
    service: 'lambda.amazonaws.com',
    region: lambda.place.region,
    sessionName: lambda.name,
  });
  if (session) return session;
  throw new AwsError(
    'AccessDeniedException',
    'The role defined for the function cannot be assumed by Lambda.',
    403,
  );
}

function openLog({ cloud, lambda, version }: Premises, session: Session): LogStream {
  const day = new Date(cloud.clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
  return new LogStream(cloud, lambda.place, {
    group: version.settings.LoggingConfig?.LogGroup ?? `/aws/lambda/${lambda.name}`,
    stream: `${day}/[${version.version}]${randomBytes(16).toString('hex')}`,
    session,
  });
}

function initStart(lambda: LambdaFunction, { settings }: FunctionVersion): string {
  const runtime: string = settings.Runtime ?? '';
  const name = runtime.replace(/^([a-z]+)(.*)$/, '$1:$2');
  return `INIT_START Runtime Version: ${name}\tRuntime Version ARN: ${runtimeVersionArn(lambda, runtime)}`;
}
