/** What Lambda itself logs of an execution environment and its requests: as text, or as JSON (LoggingConfig). */
import type { Clock } from '../../../clock.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { runtimeVersionArn } from '../configuration.ts';
import type { FunctionVersion, LambdaFunction } from '../model.ts';
import type { Failure } from './failure.ts';
import type { LogStream } from './log-stream.ts';

/** Milliseconds, megabytes. */
interface Metrics {
  readonly duration: number;
  /** Where the request waited for the environment's start. */
  readonly init: number | undefined;
  readonly peakMemory: number | undefined;
}

/** `invoke`: the start was tried again when a request came. */
export type InitPhase = 'init' | 'invoke';

type Status = 'success' | 'error' | 'timeout';
type Level = 'DEBUG' | 'INFO' | 'WARN';
const levels: readonly Level[] = ['DEBUG', 'INFO', 'WARN'];

export class PlatformLog {
  readonly #lambda: LambdaFunction;
  readonly #version: FunctionVersion;
  readonly #log: LogStream;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(lambda: LambdaFunction, version: FunctionVersion, log: LogStream, clock: Pick<Clock, 'now'>) {
    this.#lambda = lambda;
    this.#version = version;
    this.#log = log;
    this.#clock = clock;
  }

  initStart(): void {
    const runtime: string = this.#version.settings.Runtime ?? '';
    const runtimeVersion = runtime.replace(/^([a-z]+)(.*)$/, '$1:$2');
    const arn = runtimeVersionArn(this.#lambda, runtime);
    this.#write(`INIT_START Runtime Version: ${runtimeVersion}\tRuntime Version ARN: ${arn}`, 'initStart', {
      initializationType: 'on-demand',
      phase: 'init',
      runtimeVersion,
      runtimeVersionArn: arn,
      functionName: this.#lambda.name,
      functionVersion: this.#version.version,
    });
  }

  /** Of a start that failed; of one that succeeded nothing is told. */
  initFailed(phase: InitPhase, duration: number, failure: Failure): void {
    const text = [
      `INIT_REPORT Init Duration: ${duration.toFixed(2)} ms`,
      `Phase: ${phase}`,
      `Status: ${failure.status}`,
      ...(failure.errorType === undefined ? [] : [`Error Type: ${failure.errorType}`]),
    ];
    const record = {
      initializationType: 'on-demand',
      phase,
      ...outcome(failure),
      metrics: { durationMs: round(duration) },
    };
    this.#write(text.join('\t'), 'initReport', record, 'WARN');
  }

  start(requestId: string): void {
    const { version } = this.#version;
    const text = `START RequestId: ${requestId} Version: ${version}`;
    this.#write(text, 'start', { requestId, version });
  }

  /** With the platform's own words for a failure that the runtime did not tell of. */
  end(requestId: string, failure: Failure | undefined, metrics: Metrics): void {
    if (!this.#isJson) {
      if (failure?.logged !== undefined) this.#log.add(failure.logged);
      this.#log.add(`END RequestId: ${requestId}`);
    }
    const { duration, init, peakMemory } = metrics;
    const billed = Math.max(1, Math.ceil(duration + (init ?? 0)));
    const memory = this.#version.settings.MemorySize;
    const text = [
      `REPORT RequestId: ${requestId}`,
      `Duration: ${duration.toFixed(2)} ms`,
      `Billed Duration: ${billed} ms`,
      `Memory Size: ${memory} MB`,
      ...(peakMemory === undefined ? [] : [`Max Memory Used: ${peakMemory} MB`]),
      ...(init === undefined ? [] : [`Init Duration: ${init.toFixed(2)} ms`]),
      reportStatus(failure),
    ];
    const record = {
      requestId,
      metrics: {
        durationMs: round(duration),
        billedDurationMs: billed,
        memorySizeMB: memory,
        ...(peakMemory !== undefined && { maxMemoryUsedMB: peakMemory }),
        ...(init !== undefined && { initDurationMs: round(init) }),
      },
      ...outcome(failure),
    };
    this.#write(text.join('\t'), 'report', record, failure ? 'WARN' : 'INFO');
  }

  get #isJson(): boolean {
    return this.#version.settings.LoggingConfig?.LogFormat === 'JSON';
  }

  /** JSON has levels (AWS Lambda developer guide, "System log level event mapping"). */
  #write(text: string, type: string, record: JsonObject, level: Level = 'INFO'): void {
    if (!this.#isJson) {
      this.#log.add(text);
      return;
    }
    const { SystemLogLevel = 'INFO' } = this.#version.settings.LoggingConfig ?? {};
    if (levels.indexOf(level) < levels.indexOf(SystemLogLevel)) return;
    const time = new Date(this.#clock.now()).toISOString();
    this.#log.add(JSON.stringify({ time, type: `platform.${type}`, record } satisfies Record<string, Json>));
  }
}

/** The last column of REPORT. */
function reportStatus(failure: Failure | undefined): string {
  if (!failure?.reported) return '';
  if (failure.status === 'timeout') return 'Status: timeout';
  return `Status: error\tError Type: ${failure.errorType ?? ''}`;
}

function outcome(failure: Failure | undefined): { status: Status; errorType?: string } {
  if (!failure) return { status: 'success' };
  const { status, errorType } = failure;
  return { status, ...(errorType !== undefined && { errorType }) };
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
