import {
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ListStateMachineAliasesCommand,
  ListStateMachineVersionsCommand,
  ListTagsForResourceCommand,
  paginateListStateMachines,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { createHash } from 'node:crypto';
import { canonicalJson, type Json, type JsonObject } from '../../../src/json.ts';
import { byName, type Entry } from './entries.ts';
import type { Contents } from './functions.ts';

export async function dumpStateMachines(sfn: SFNClient, contents: Contents): Promise<JsonObject> {
  const entries: Promise<Entry>[] = [];
  for await (const { stateMachines = [] } of paginateListStateMachines({ client: sfn }, {})) {
    for (const { stateMachineArn = '', name = '' } of stateMachines) {
      entries.push(dumpStateMachine(sfn, stateMachineArn, name, contents));
    }
  }
  return byName(entries);
}

async function dumpStateMachine(
  sfn: SFNClient,
  arn: string,
  name: string,
  contents: Contents,
): Promise<Entry> {
  const [machine, { tags = [] }, { stateMachineVersions = [] }, { stateMachineAliases = [] }] =
    await Promise.all([
      sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn })),
      sfn.send(new ListTagsForResourceCommand({ resourceArn: arn })),
      sfn.send(new ListStateMachineVersionsCommand({ stateMachineArn: arn, maxResults: 1000 })),
      sfn.send(new ListStateMachineAliasesCommand({ stateMachineArn: arn, maxResults: 100 })),
    ]);
  const versions = await Promise.all(
    stateMachineVersions.map(({ stateMachineVersionArn = '' }) =>
      dumpVersion(sfn, stateMachineVersionArn, contents),
    ),
  );
  const aliases = stateMachineAliases.map(({ stateMachineAliasArn = '' }) =>
    dumpAlias(sfn, stateMachineAliasArn, contents),
  );
  return [
    name,
    {
      type: machine.type ?? null,
      status: machine.status ?? null,
      tags: Object.fromEntries(tags.map(({ key = '', value = '' }) => [key, value])),
      versions: versions.map(hashOf).sort(),
      aliases: await byName(aliases),
    },
  ];
}

async function dumpAlias(sfn: SFNClient, stateMachineAliasArn: string, contents: Contents): Promise<Entry> {
  const alias = await sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }));
  const routes = (alias.routingConfiguration ?? []).map(
    async ({ stateMachineVersionArn = '', weight = 0 }) => ({
      weight,
      executes: await dumpVersion(sfn, stateMachineVersionArn, contents),
    }),
  );
  return [alias.name ?? '', { description: alias.description ?? null, routes: await Promise.all(routes) }];
}

async function dumpVersion(sfn: SFNClient, stateMachineArn: string, contents: Contents): Promise<JsonObject> {
  const version = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
  const { description, roleArn, loggingConfiguration, tracingConfiguration, definition } = version;
  return {
    description: description ?? null,
    roleArn: roleArn ?? null,
    logging: (loggingConfiguration ?? null) as Json,
    tracing: (tracingConfiguration ?? null) as Json,
    definition: JSON.parse(byContent(definition ?? 'null', contents)) as Json,
  };
}

/** Versions of functions by what they hold. */
function byContent(definition: string, contents: Contents): string {
  return definition.replace(
    /(arn:aws:lambda:[\w-]+:\d+:function:[\w-]+):(\d+)/g,
    (versionArn, arn: string) => {
      const content = contents.get(versionArn);
      return content === undefined ? `${versionArn}, which is not there` : `${arn}:${content}`;
    },
  );
}

function hashOf(version: JsonObject): string {
  return createHash('sha256').update(canonicalJson(version)).digest('hex').slice(0, 16);
}
