import { isObject } from '../../../json.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { object, text } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import { ResultWriterFailed } from '../errors/result-writer-failed.ts';
import type { ChildResult, MapRun } from '../map-runs.ts';
import { TaskFailure } from '../task-runner.ts';
import type { Visit } from '../visit.ts';
import type { Batch } from './batcher.ts';
import { compilePayload } from './payload.ts';
import { callS3 } from './s3.ts';

/** What became of a map run. */
export interface MapRunResults {
  readonly mapRun: MapRun;
  readonly batches: readonly Batch[];
  readonly children: readonly ChildResult[];
}

/** Makes the state's result of the children's: a list of outputs, or where in S3 they were written. */
export type Writer = (visit: Visit, input: Json, results: MapRunResults) => Promise<Json>;

/** ResultWriter; without a Resource it writes nothing but may still transform the outputs (WriterConfig). */
export function compileWriter(definition: JsonObject, language: QueryLanguage): Writer {
  const writer = object(definition, 'ResultWriter') ?? {};
  const config = object(writer, 'WriterConfig') ?? {};
  const transformation = text(config, 'Transformation') ?? 'NONE';
  if (text(writer, 'Resource') === undefined) {
    return async (_, __, results) => listed(results, text(config, 'Transformation') ?? 'COMPACT');
  }
  const payload = compilePayload(
    writer,
    language,
    { JSONPath: 'Parameters', JSONata: 'Arguments' },
    'ResultWriter/',
  );
  const lines = text(config, 'OutputType') === 'JSONL';
  return async (visit, input, results) => {
    const target = (await payload?.(visit.scope(input))) ?? {};
    return write(visit, isObject(target) ? target : {}, results, transformation, lines);
  };
}

/** COMPACT: outputs; FLATTEN: those that are lists taken apart; NONE: with what is known of each child. */
function listed({ batches, children }: MapRunResults, transformation: string): readonly Json[] {
  if (transformation === 'NONE')
    return children.map((child, i) => describe(child, batches[i]?.input ?? null));
  const outputs = children.flatMap(({ outcome }) =>
    outcome.status === 'SUCCEEDED' ? [JSON.parse(outcome.output) as Json] : [],
  );
  return transformation === 'FLATTEN' ? outputs.flat() : outputs;
}

async function write(
  visit: Visit,
  target: JsonObject,
  results: MapRunResults,
  transformation: string,
  lines: boolean,
): Promise<Json> {
  const bucket = text(target, 'Bucket') ?? '';
  const prefix = [text(target, 'Prefix'), results.mapRun.arn.split(':').at(-1)].filter(Boolean).join('/');
  const extension = lines ? 'jsonl' : 'json';
  const files: Record<string, Json> = {};
  const put = async (name: string, body: string): Promise<string> => {
    const key = `${prefix}/${name}`;
    await callS3(visit, 'putObject', { Bucket: bucket, Key: key, Body: body });
    return key;
  };
  try {
    for (const status of ['SUCCEEDED', 'FAILED', 'PENDING']) {
      const written = listed(only(results, status), transformation);
      const body = lines ? written.map((entry) => JSON.stringify(entry)).join('\n') : JSON.stringify(written);
      files[status] =
        written.length === 0
          ? []
          : [{ Key: await put(`${status}_0.${extension}`, body), Size: Buffer.byteLength(body) }];
    }
    const manifest = { DestinationBucket: bucket, MapRunArn: results.mapRun.arn, ResultFiles: files };
    const Key = await put('manifest.json', JSON.stringify(manifest));
    return { MapRunArn: results.mapRun.arn, ResultWriterDetails: { Bucket: bucket, Key } };
  } catch (thrown) {
    if (thrown instanceof TaskFailure) throw new ResultWriterFailed(thrown.cause ?? thrown.error ?? '');
    throw thrown;
  }
}

/** Children that failed in any way are told under FAILED. */
function only(results: MapRunResults, status: string): MapRunResults {
  const kept = results.children
    .map((child, i) => [child, i] as const)
    .filter(([child]) => group(child) === status);
  return {
    mapRun: results.mapRun,
    children: kept.map(([child]) => child),
    batches: kept.flatMap(([, i]) => results.batches[i] ?? []),
  };
}

function group({ outcome }: ChildResult): string {
  return outcome.status === 'SUCCEEDED' ? 'SUCCEEDED' : 'FAILED';
}

function describe(
  { outcome, executionArn, name, startTime, stopTime }: ChildResult,
  input: Json,
): JsonObject {
  const included = { Included: true };
  return {
    ExecutionArn: executionArn,
    Input: JSON.stringify(input),
    InputDetails: included,
    Name: name,
    ...(outcome.status === 'SUCCEEDED'
      ? { Output: outcome.output, OutputDetails: included }
      : {
          ...(outcome.error !== undefined && { Error: outcome.error }),
          ...(outcome.cause !== undefined && { Cause: outcome.cause }),
        }),
    StartDate: new Date(startTime).toISOString(),
    StateMachineArn: executionArn
      .replace(/:(execution|express):/, ':stateMachine:')
      .replace(/(:[^:]+\/[^:]+):.*$/, '$1'),
    Status: outcome.status,
    StopDate: new Date(stopTime).toISOString(),
  };
}
