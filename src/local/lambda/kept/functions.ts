/** Functions as they are kept, with their aliases, permissions and URLs; their versions are things of their own. */
import type { Found, Thing } from '../../data/thing.ts';
import type { LambdaBackend } from '../backend.ts';
import { latestVersion, type FunctionUrl, type LambdaFunction } from '../model.ts';
import { functionArn } from '../names.ts';
import { serveUrlAgain } from '../urls/serve-url.ts';
import type { Codes } from './codes.ts';
import { thingsOfVersions, Versions } from './versions.ts';

type Url = Pick<FunctionUrl, 'id' | 'config'>;

const maps = ['aliases', 'policies', 'eventConfigs', 'provisioned', 'runtimeUpdates'] as const;
type Maps = (typeof maps)[number];

type Pairs<Entries> =
  Entries extends Map<infer Key, infer Value> ? readonly (readonly [Key, Value])[] : never;

type StoredFunction = Omit<
  LambdaFunction,
  Maps | 'latest' | 'published' | 'publishedFrom' | 'urls' | 'running'
> & { readonly [Name in Maps]: Pairs<LambdaFunction[Name]> } & {
  /** Numbers. */
  readonly published: readonly string[];
  readonly urls: readonly (readonly [string, Url])[];
};

export function* thingsOfFunctions(backend: LambdaBackend): Iterable<Thing> {
  for (const lambda of backend.all()) {
    const id = functionArn({ ...lambda.place, name: lambda.name });
    yield { kind: 'lambda.function', id, value: () => stored(lambda) };
    yield* thingsOfVersions(id, lambda);
  }
}

function stored(lambda: LambdaFunction): StoredFunction {
  const { latest: _, published, publishedFrom: __, urls, running: ___, ...others } = lambda;
  return {
    ...others,
    aliases: [...lambda.aliases],
    policies: [...lambda.policies],
    eventConfigs: [...lambda.eventConfigs],
    provisioned: [...lambda.provisioned],
    runtimeUpdates: [...lambda.runtimeUpdates],
    published: [...published.keys()],
    urls: [...urls].map(([qualifier, { id, config }]) => [qualifier, { id, config }] as const),
  };
}

/** Adds the functions, and serves their URLs. Throws as Codes.restore does. */
export async function restoreFunctions(backend: LambdaBackend, codes: Codes, found: Found): Promise<void> {
  const versions = new Versions(codes, found);
  for (const [arn, { published, urls, ...kept }] of found.all<StoredFunction>('lambda.function')) {
    const publishedFrom = await versions.publishedFrom(arn);
    const lambda: LambdaFunction = {
      ...kept,
      aliases: new Map(kept.aliases),
      policies: new Map(kept.policies),
      eventConfigs: new Map(kept.eventConfigs),
      provisioned: new Map(kept.provisioned),
      runtimeUpdates: new Map(kept.runtimeUpdates),
      latest: await versions.version(arn, latestVersion),
      published: new Map(),
      ...(publishedFrom && { publishedFrom }),
      urls: new Map(),
      running: 0,
    };
    for (const number of published) lambda.published.set(number, await versions.version(arn, number));
    backend.add(lambda);
    for (const [qualifier, url] of urls) await serveUrlAgain(backend, lambda, qualifier, url);
  }
}
