import {
  GetFunctionConcurrencyCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  paginateListAliases,
  paginateListFunctions,
  paginateListFunctionUrlConfigs,
  paginateListVersionsByFunction,
  type AliasConfiguration,
  type FunctionConfiguration,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { createHash } from 'node:crypto';
import { canonicalJson, type Json, type JsonObject } from '../../../src/json.ts';
import { found } from '../clients.ts';
import { byName, sorted, type Entry } from './entries.ts';

/** What the versions of functions hold, by `ARN:VERSION`. */
export type Contents = ReadonlyMap<string, string>;

/** `$LATEST` is a workbench: nobody is served from it, and what it holds is not looked at. */
export async function dumpFunctions(
  lambda: LambdaClient,
): Promise<{ readonly functions: JsonObject; readonly contents: Contents }> {
  const contents = new Map<string, string>();
  const entries: Promise<Entry>[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client: lambda }, {})) {
    entries.push(...Functions.map(({ FunctionName = '' }) => dumpFunction(lambda, FunctionName, contents)));
  }
  return { functions: await byName(entries), contents };
}

async function dumpFunction(
  lambda: LambdaClient,
  FunctionName: string,
  contents: Map<string, string>,
): Promise<Entry> {
  const versions = await readVersions(lambda, FunctionName);
  for (const { FunctionArn = '', ...version } of versions.values())
    contents.set(FunctionArn, hashOf(version));
  const [whole, policy, concurrency, urls] = await Promise.all([
    lambda.send(new GetFunctionCommand({ FunctionName })),
    dumpPolicy(lambda, FunctionName),
    lambda.send(new GetFunctionConcurrencyCommand({ FunctionName })),
    dumpUrls(lambda, FunctionName),
  ]);
  return [
    FunctionName,
    {
      tags: whole.Tags ?? {},
      policy,
      concurrency: concurrency.ReservedConcurrentExecutions ?? null,
      urls,
      versions: [...versions.values()].map(({ FunctionArn = '' }) => contents.get(FunctionArn) ?? '').sort(),
      aliases: await dumpAliases(lambda, FunctionName, versions),
    },
  ];
}

type Versions = ReadonlyMap<string, FunctionConfiguration>;

async function readVersions(lambda: LambdaClient, FunctionName: string): Promise<Versions> {
  const versions = new Map<string, FunctionConfiguration>();
  for await (const page of paginateListVersionsByFunction({ client: lambda }, { FunctionName })) {
    for (const one of page.Versions ?? [])
      if (one.Version !== '$LATEST') versions.set(one.Version ?? '', one);
  }
  return versions;
}

async function dumpAliases(
  lambda: LambdaClient,
  FunctionName: string,
  versions: Versions,
): Promise<JsonObject> {
  const entries: Promise<Entry>[] = [];
  for await (const { Aliases = [] } of paginateListAliases({ client: lambda }, { FunctionName })) {
    entries.push(...Aliases.map((alias) => dumpAlias(lambda, FunctionName, alias, versions)));
  }
  return byName(entries);
}

async function dumpAlias(
  lambda: LambdaClient,
  FunctionName: string,
  { Name = '', FunctionVersion = '', Description, RoutingConfig }: AliasConfiguration,
  versions: Versions,
): Promise<Entry> {
  const served = versions.get(FunctionVersion);
  const weights = Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {});
  return [
    Name,
    {
      serves: served ? contentOf(served) : `version ${FunctionVersion}, which is not there`,
      weights: weights.map(([version, weight]): Json => [hashOf(versions.get(version) ?? {}), weight]),
      description: Description ?? null,
      policy: await dumpPolicy(lambda, FunctionName, Name),
    },
  ];
}

async function dumpUrls(lambda: LambdaClient, FunctionName: string): Promise<JsonObject> {
  const entries: Entry[] = [];
  for await (const page of paginateListFunctionUrlConfigs({ client: lambda }, { FunctionName })) {
    for (const { FunctionArn = '', AuthType, Cors, InvokeMode } of page.FunctionUrlConfigs ?? []) {
      const url = { auth: AuthType ?? null, cors: (Cors ?? null) as Json, mode: InvokeMode ?? null };
      entries.push([FunctionArn.split(':')[7] ?? '', url]);
    }
  }
  return sorted(entries);
}

/** Statements by what they say: their ids are of no meaning. */
async function dumpPolicy(lambda: LambdaClient, FunctionName: string, Qualifier?: string): Promise<Json> {
  const answer = await found(lambda.send(new GetPolicyCommand({ FunctionName, Qualifier })));
  const { Statement = [] } = JSON.parse(answer?.Policy ?? '{}') as { Statement?: JsonObject[] };
  return Statement.map(({ Sid: _sid, ...statement }) => canonicalJson(statement)).sort();
}

function hashOf(version: FunctionConfiguration): string {
  return createHash('sha256')
    .update(canonicalJson(contentOf(version)))
    .digest('hex')
    .slice(0, 16);
}

const volatile = new Set([
  'FunctionArn',
  'LastModified',
  'MasterArn',
  'RevisionId',
  'Version',
  'ConfigSha256',
]);

/** What a version holds: its configuration, with the code by its hash. */
function contentOf(version: FunctionConfiguration): JsonObject {
  const entries = Object.entries(version).filter(([name]) => !volatile.has(name));
  return JSON.parse(JSON.stringify(Object.fromEntries(entries))) as JsonObject;
}
