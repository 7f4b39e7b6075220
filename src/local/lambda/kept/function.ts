/** A function as it is kept, with its versions, aliases, permissions and URLs. */
import type { LambdaBackend } from '../backend.ts';
import type { Code } from '../code/code-store.ts';
import type { FunctionUrl, FunctionVersion, LambdaFunction } from '../model.ts';
import { serveUrlAgain } from '../urls/serve-url.ts';
import { storedCode, type Codes, type StoredCode } from './codes.ts';

/** What an update replaces serves until it has settled: no longer than a restart takes. */
interface StoredVersion extends Omit<FunctionVersion, 'code' | 'layers' | 'before'> {
  readonly code: StoredCode;
  readonly layers: readonly StoredCode[];
}

type Url = Pick<FunctionUrl, 'id' | 'config'>;
type Content = Pick<FunctionVersion, 'settings' | 'code'>;
type StoredContent = Pick<StoredVersion, 'settings' | 'code'>;

const maps = ['aliases', 'policies', 'eventConfigs', 'provisioned', 'runtimeUpdates'] as const;
type Maps = (typeof maps)[number];

type Pairs<Entries> =
  Entries extends Map<infer Key, infer Value> ? readonly (readonly [Key, Value])[] : never;

export type StoredFunction = Omit<
  LambdaFunction,
  Maps | 'latest' | 'published' | 'publishedFrom' | 'urls' | 'running'
> & { readonly [Name in Maps]: Pairs<LambdaFunction[Name]> } & {
  readonly latest: StoredVersion;
  readonly published: readonly StoredVersion[];
  readonly publishedFrom?: StoredContent | undefined;
  readonly urls: readonly (readonly [string, Url])[];
};

export function storedFunction(lambda: LambdaFunction): StoredFunction {
  const { latest, published, publishedFrom, urls, running: _, ...others } = lambda;
  return {
    ...others,
    aliases: [...lambda.aliases],
    policies: [...lambda.policies],
    eventConfigs: [...lambda.eventConfigs],
    provisioned: [...lambda.provisioned],
    runtimeUpdates: [...lambda.runtimeUpdates],
    latest: storedVersion(latest),
    published: [...published.values()].map(storedVersion),
    publishedFrom: publishedFrom && storedContent(publishedFrom),
    urls: [...urls].map(([qualifier, { id, config }]) => [qualifier, { id, config }] as const),
  };
}

/** Everything that its versions hold. */
export function codesOf({ latest, published, publishedFrom }: LambdaFunction): readonly Code[] {
  const versions = [latest, ...published.values()].flatMap(({ code, layers }) => [code, ...layers]);
  return publishedFrom ? [...versions, publishedFrom.code] : versions;
}

/** Adds the function, and serves its URLs. Throws as Codes.restore does. */
export async function restoreFunction(
  backend: LambdaBackend,
  codes: Codes,
  { latest, published, publishedFrom, urls, ...stored }: StoredFunction,
): Promise<void> {
  const versions = await Promise.all(published.map((version) => restoredVersion(codes, version)));
  const lambda: LambdaFunction = {
    ...stored,
    aliases: new Map(stored.aliases),
    policies: new Map(stored.policies),
    eventConfigs: new Map(stored.eventConfigs),
    provisioned: new Map(stored.provisioned),
    runtimeUpdates: new Map(stored.runtimeUpdates),
    latest: await restoredVersion(codes, latest),
    published: new Map(versions.map((version) => [version.version, version])),
    ...(publishedFrom && { publishedFrom: await restoredContent(codes, publishedFrom) }),
    urls: new Map(),
    running: 0,
  };
  backend.add(lambda);
  for (const [qualifier, url] of urls) await serveUrlAgain(backend, lambda, qualifier, url);
}

function storedVersion({ before: _, ...version }: FunctionVersion): StoredVersion {
  return { ...version, code: storedCode(version.code), layers: version.layers.map(storedCode) };
}

async function restoredVersion(codes: Codes, version: StoredVersion): Promise<FunctionVersion> {
  return {
    ...version,
    code: await codes.restore(version.code),
    layers: await Promise.all(version.layers.map((layer) => codes.restore(layer))),
  };
}

function storedContent({ settings, code }: Content): StoredContent {
  return { settings, code: storedCode(code) };
}

async function restoredContent(codes: Codes, { settings, code }: StoredContent): Promise<Content> {
  return { settings, code: await codes.restore(code) };
}
