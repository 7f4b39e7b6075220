/** The state of Lambda: functions by account and region, their packages and processes. */
import type { Cloud, InvokeRequest, InvokeResult, Lambda, TaggedResource } from '../cloud.ts';
import { Reaper } from '../runtimes/reaper.ts';
import { CodeStore } from './code/code-store.ts';
import { Executor } from './execution/executor.ts';
import { EventQueue } from './invoke/event-queue.ts';
import { invoke } from './invoke/invoke.ts';
import { CodeSigningConfigs } from './code-signing/model.ts';
import { Layers } from './layers/model.ts';
import { replaceTags, type LambdaFunction } from './model.ts';
import { functionArn, type Place } from './names.ts';

export class LambdaBackend implements Lambda {
  readonly cloud: Cloud;
  readonly codes: CodeStore;
  readonly executor: Executor;
  readonly events: EventQueue;
  readonly layers = new Layers();
  readonly codeSigningConfigs = new CodeSigningConfigs();
  readonly #functions = new Map<string, LambdaFunction>();
  #reaper: Promise<Reaper> | undefined;

  constructor(cloud: Cloud) {
    this.cloud = cloud;
    const reaper = (): Promise<Reaper> => (this.#reaper ??= Reaper.start());
    this.codes = new CodeStore(async () => (await reaper()).folder);
    this.executor = new Executor(cloud, reaper);
    this.events = new EventQueue(this);
  }

  find({ account, region, name }: Omit<Place, 'partition'> & { name: string }): LambdaFunction | undefined {
    return this.#functions.get(`${account}/${region}/${name}`);
  }

  add(lambda: LambdaFunction): void {
    const { account, region } = lambda.place;
    this.#functions.set(`${account}/${region}/${lambda.name}`, lambda);
  }

  remove({ place: { account, region }, name }: LambdaFunction): void {
    this.#functions.delete(`${account}/${region}/${name}`);
  }

  all(): Iterable<LambdaFunction> {
    return this.#functions.values();
  }

  /** The functions of an account and region, by name. */
  list({ account, region }: Omit<Place, 'partition'>): LambdaFunction[] {
    return [...this.#functions.values()]
      .filter(({ place }) => place.account === account && place.region === region)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  invoke(request: InvokeRequest): Promise<InvokeResult> {
    return invoke(this, request);
  }

  taggedResources(account: string, region: string): readonly TaggedResource[] {
    return this.list({ account, region }).map((lambda) => ({
      arn: functionArn({ ...lambda.place, name: lambda.name }),
      tags: lambda.tags,
      retag: (tags) => {
        replaceTags(lambda, tags);
      },
    }));
  }

  /** Ends all processes and URL servers, and removes the temporary folder. */
  async close(): Promise<void> {
    const urls = [...this.#functions.values()].flatMap((lambda) => [...lambda.urls.values()]);
    await Promise.all(urls.map((url) => url.close()));
    await Promise.all([this.events.close(), this.executor.close()]);
    await (await this.#reaper)?.close();
  }
}
