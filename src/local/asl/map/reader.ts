import { isObject } from '../../../json.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { member, objects, required, text } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import { ItemReaderFailed } from '../errors/item-reader-failed.ts';
import { parseResource } from '../resource.ts';
import { TaskFailure } from '../task-runner.ts';
import type { Visit } from '../visit.ts';
import { parseCsv } from './csv.ts';
import { parseItems } from './formats.ts';
import { compilePayload } from './payload.ts';
import { readerConfig } from './reader-config.ts';
import type { ReaderConfig } from './reader-config.ts';
import { callS3 } from './s3.ts';

/** Reads the items of a distributed Map from S3. Rejects with ItemReaderFailed. */
export type Reader = (visit: Visit, input: Json) => Promise<readonly Json[]>;

/** No map run holds more. */
const mostItems = 100_000_000;

export function compileReader(definition: JsonObject, language: QueryLanguage): Reader {
  const resource = required(parseResource(required(text(definition, 'Resource'), 'Resource')), 'Resource');
  const payload = compilePayload(
    definition,
    language,
    { JSONPath: 'Parameters', JSONata: 'Arguments' },
    'ItemReader/',
  );
  const config = readerConfig(definition, language);
  const lists = resource.kind === 'service' && resource.action === 'listObjectsV2';
  return async (visit, input) => {
    const most = await limit(config, visit);
    const args = (await payload?.(visit.scope(input))) ?? {};
    try {
      const items = await (lists ? readListed(visit, args, config) : readObject(visit, args, config));
      return items.slice(0, most);
    } catch (thrown) {
      if (thrown instanceof TaskFailure) throw new ItemReaderFailed(thrown.cause ?? thrown.error ?? '');
      throw thrown;
    }
  };
}

/** MaxItems; 0 stands for all. */
async function limit({ maxItems }: ReaderConfig, visit: Visit): Promise<number> {
  const most = (await maxItems(visit)) ?? 0;
  if (most < 0) throw new ItemReaderFailed('field MaxItems must be positive');
  return most === 0 ? mostItems : most;
}

async function readObject(visit: Visit, args: Json, config: ReaderConfig): Promise<readonly Json[]> {
  const data = await bodyOf(visit, args);
  return config.inputType === 'MANIFEST' ? readManifest(visit, data) : parseItems(data, config);
}

async function bodyOf(visit: Visit, args: Json): Promise<string> {
  const body = member(await callS3(visit, 'getObject', args), 'Body');
  return typeof body === 'string' ? body : JSON.stringify(body ?? '');
}

/** An S3 inventory's manifest: the items are the rows of the CSV files that it lists. */
async function readManifest(visit: Visit, data: string): Promise<readonly Json[]> {
  const manifest = JSON.parse(data) as Json;
  if (!isObject(manifest)) throw new ItemReaderFailed('The manifest is not a JSON object.');
  const bucket = (text(manifest, 'destinationBucket') ?? '').replace(/^arn:[^:]+:s3:::/, '');
  const headers = (text(manifest, 'fileSchema') ?? '').split(',').map((name) => name.trim());
  const config = { headerLocation: 'GIVEN', headers, delimiter: ',' };
  const items: Json[] = [];
  for (const file of objects(manifest, 'files')) {
    const rows = parseCsv(await bodyOf(visit, { Bucket: bucket, Key: text(file, 'key') ?? '' }), config);
    for (const row of rows) items.push(row);
  }
  return items;
}

/** The objects, or what they hold, one after the other. */
async function readListed(visit: Visit, args: Json, config: ReaderConfig): Promise<readonly Json[]> {
  const listed = await listObjects(visit, args);
  if (!config.loads) return listed;
  const items: Json[] = [];
  for (const Key of listed.map((one) => text(one, 'Key') ?? '')) {
    const Bucket = isObject(args) ? text(args, 'Bucket') : undefined;
    // What stands for a folder holds nothing.
    if (Key.endsWith('/')) continue;
    for (const item of await readObject(visit, { Bucket: Bucket ?? '', Key }, config)) items.push(item);
  }
  return items;
}

async function listObjects(visit: Visit, args: Json): Promise<readonly JsonObject[]> {
  const items: JsonObject[] = [];
  let token: string | undefined;
  do {
    const page = {
      ...(isObject(args) ? args : {}),
      ...(token !== undefined && { ContinuationToken: token }),
    };
    const response = await callS3(visit, 'listObjectsV2', page);
    items.push(...objects(response, 'Contents'));
    token = text(response, 'NextContinuationToken');
  } while (token !== undefined);
  return items;
}
