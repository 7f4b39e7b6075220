/** Runs requests on execution environments: a pool of them for each version that was ever asked for. */
import { availableParallelism } from 'node:os';
import type { Cloud } from '../../cloud.ts';
import { Pool } from '../../runtimes/pool.ts';
import type { Reaper } from '../../runtimes/reaper.ts';
import type { OpenResponse, Request } from '../../runtimes/sandbox.ts';
import type { FunctionVersion, LambdaFunction } from '../model.ts';
import { ExecutionEnvironment, type Execution } from './execution-environment.ts';

/** Processes of one version at a time; more requests wait. AWS's bound is the account's concurrency, this machine's is its cores. */
const processesPerVersion = Math.max(8, 2 * availableParallelism());

/** How long a process may have nothing to do. */
const idleMs = 5 * 60_000;

export class Executor {
  readonly #cloud: Cloud;
  readonly #reaper: () => Promise<Reaper>;
  readonly #pools = new Map<FunctionVersion, Pool<ExecutionEnvironment>>();
  /** Pools of versions that get no more requests, until their last one is done. */
  readonly #retired = new Set<Pool<ExecutionEnvironment>>();
  readonly #noted = new Set<string>();

  constructor(cloud: Cloud, reaper: () => Promise<Reaper>) {
    this.#cloud = cloud;
    this.#reaper = reaper;
  }

  /** See Sandbox.invoke for `open`. */
  run(
    lambda: LambdaFunction,
    version: FunctionVersion,
    request: Request,
    open?: OpenResponse,
  ): Promise<Execution> {
    const pool = this.#poolOf(lambda, version);
    return this.#cloud.executionClock.busy(() => pool.run((environment) => environment.run(request, open)));
  }

  /** The version will get no more requests. */
  retire(version: FunctionVersion): void {
    const pool = this.#pools.get(version);
    if (!pool) return;
    this.#pools.delete(version);
    this.#retired.add(pool);
    void pool.retire().then(() => this.#retired.delete(pool));
  }

  async close(): Promise<void> {
    const pools = [...this.#pools.values(), ...this.#retired];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.close()));
  }

  #poolOf(lambda: LambdaFunction, version: FunctionVersion): Pool<ExecutionEnvironment> {
    const existing = this.#pools.get(version);
    if (existing) return existing;
    if (version.before) this.retire(version.before);
    const pool = new Pool({
      start: () => this.#start(lambda, version),
      clock: this.#cloud.clock,
      limit: processesPerVersion,
      idleMs,
    });
    this.#pools.set(version, pool);
    return pool;
  }

  async #start(lambda: LambdaFunction, version: FunctionVersion): Promise<ExecutionEnvironment> {
    const reaper = await this.#reaper();
    await Promise.all([version.code, ...version.layers].map(({ unpacked }) => unpacked()));
    const note = (line: string): void => {
      this.#noteOnce(line);
    };
    return ExecutionEnvironment.start({ cloud: this.#cloud, reaper, lambda, version, note });
  }

  #noteOnce(line: string): void {
    if (this.#noted.has(line)) return;
    this.#noted.add(line);
    this.#cloud.options.note(line);
  }
}
