import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../../src/json.ts';
import { TaskFailure } from '../../../src/local/asl/index.ts';
import type { TaskCall, TaskFacts, TaskRunner } from '../../../src/local/asl/index.ts';
import { run } from './harness.ts';

/** A bucket of texts behind s3:getObject, listObjectsV2 and putObject. */
class Bucket implements TaskRunner {
  readonly files: Map<string, string>;

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.files = new Map(Object.entries(files));
  }

  newToken(): string {
    throw new Error('No token is needed');
  }

  async run({ resource, arguments: args }: TaskCall, facts: TaskFacts): Promise<Json> {
    facts.scheduled();
    const { Key, Body, ContinuationToken } = args as Record<string, string>;
    const action = resource.kind === 'service' ? resource.action : '';
    if (action === 'listObjectsV2') return this.#list(ContinuationToken);
    if (action === 'putObject') {
      this.files.set(Key ?? '', Body ?? '');
      return {};
    }
    const body = this.files.get(Key ?? '');
    if (body === undefined)
      throw new TaskFailure('S3.NoSuchKeyException', 'The specified key does not exist.');
    return { Body: body };
  }

  #list(after: string | undefined): Json {
    const keys = [...this.files.keys()];
    const next = keys[after === undefined ? 0 : keys.indexOf(after) + 1];
    const more = next !== undefined && keys.at(-1) !== next;
    return { Contents: [{ Key: next ?? null }], ...(more && { NextContinuationToken: next }) };
  }
}

const pass = { StartAt: 'One', States: { One: { Type: 'Pass', End: true } } };

async function distribute(
  fields: JsonObject,
  tasks = new Bucket(),
  input: Json = {},
  processor: JsonObject = pass,
) {
  const ItemProcessor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...processor };
  const states = { All: { Type: 'Map', ItemProcessor, ...fields, End: true } };
  const definition = JSON.stringify({ StartAt: 'All', States: states });
  const { outcome, events } = await run(definition, { tasks, input: JSON.stringify(input) });
  const output = outcome.status === 'SUCCEEDED' ? (JSON.parse(outcome.output) as Json) : outcome;
  return { output, types: events.map(({ type }) => type ?? '') };
}

async function read(data: string, ReaderConfig: JsonObject): Promise<Json | object> {
  const ItemReader = {
    Resource: 'arn:aws:states:::s3:getObject',
    Parameters: { Bucket: 'b', Key: 'k' },
    ReaderConfig,
  };
  return (await distribute({ ItemReader }, new Bucket({ k: data }))).output;
}

describe('ItemReader', () => {
  const given = { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a', 'b'] };

  it.each<[string, string, JsonObject, Json]>([
    [
      'the first row as headers',
      'a,b\n1,2\n',
      { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
      [{ a: '1', b: '2' }],
    ],
    [
      'headers that are given',
      '1,2\n3,4',
      given,
      [
        { a: '1', b: '2' },
        { a: '3', b: '4' },
      ],
    ],
    ['missing fields as empty texts', '1\n', given, [{ a: '1', b: '' }]],
    ['fields beyond the headers not at all', '1,2,3\n', given, [{ a: '1', b: '2' }]],
    ['a field in quotes', '"x, ""y""\nz",2\r\n', given, [{ a: 'x, "y"\nz', b: '2' }]],
    ['an empty last field', '1,\n', given, [{ a: '1', b: '' }]],
    ['another delimiter', '1|2\n', { ...given, CSVDelimiter: 'PIPE' }, [{ a: '1', b: '2' }]],
    ['tabs', '1\t2\n', { ...given, CSVDelimiter: 'TAB' }, [{ a: '1', b: '2' }]],
    ['a list', '[1,2]', { InputType: 'JSON' }, [1, 2]],
    ['a list within', '{"x":{"y":[1]}}', { InputType: 'JSON', ItemsPointer: '/x/y' }, [1]],
    ['lines', '{"a":1}\n\n{"a":2}\n', { InputType: 'JSONL' }, [{ a: 1 }, { a: 2 }]],
    ['no more than asked', '[1,2,3]', { InputType: 'JSON', MaxItems: 2 }, [1, 2]],
    ['all of them for 0', '[1,2,3]', { InputType: 'JSON', MaxItems: 0 }, [1, 2, 3]],
  ])('reads %s', async (_, data, config, items) => {
    expect(await read(data, config)).toEqual(items);
  });

  it.each<[string, string, JsonObject, string]>([
    ['headers that repeat', 'a,a\n1,2', { InputType: 'CSV' }, 'CSV headers cannot contain duplicates.'],
    ['a negative limit', '[]', { InputType: 'JSON', MaxItems: -1 }, 'field MaxItems must be positive'],
    ['no JSON', '{', { InputType: 'JSON' }, 'The input file could not be parsed as JSON.'],
    ['nothing to go through', '1', { InputType: 'JSON' }, 'Attempting to map over non-iterable node.'],
  ])('refuses %s', async (_, data, config, cause) => {
    expect(await read(data, config)).toEqual({ status: 'FAILED', error: 'States.ItemReaderFailed', cause });
  });

  it('lists objects, all pages of them', async () => {
    const ItemReader = { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'b' } };
    const { output } = await distribute({ ItemReader }, new Bucket({ x: '', y: '', z: '' }));
    expect(output).toEqual([{ Key: 'x' }, { Key: 'y' }, { Key: 'z' }]);
  });

  it('takes what listed objects hold for the items, when it is told to; folders hold nothing', async () => {
    const ItemReader = {
      Resource: 'arn:aws:states:::s3:listObjectsV2',
      Parameters: { Bucket: 'b' },
      ReaderConfig: { InputType: 'JSONL', Transformation: 'LOAD_AND_FLATTEN', MaxItems: 3 },
    };
    const bucket = new Bucket({ 'days/': '', 'days/1': '1\n2\n', 'days/2': '3\n4\n' });
    expect((await distribute({ ItemReader }, bucket)).output).toEqual([1, 2, 3]);
  });

  it('goes through the files of a manifest', async () => {
    const manifest = {
      destinationBucket: 'arn:aws:s3:::inventory',
      fileSchema: 'Bucket, Key',
      files: [{ key: 'f1' }, { key: 'f2' }],
    };
    const bucket = new Bucket({ k: JSON.stringify(manifest), f1: 'b,one\n', f2: 'b,two\n' });
    const ItemReader = {
      Resource: 'arn:aws:states:::s3:getObject',
      Parameters: { Bucket: 'b', Key: 'k' },
      ReaderConfig: { InputType: 'MANIFEST' },
    };
    const { output } = await distribute({ ItemReader }, bucket);
    expect(output).toEqual([
      { Bucket: 'b', Key: 'one' },
      { Bucket: 'b', Key: 'two' },
    ]);
  });

  it('tells what S3 answers', async () => {
    const ItemReader = {
      Resource: 'arn:aws:states:::s3:getObject',
      Parameters: { Bucket: 'b', Key: 'gone' },
    };
    const { output, types } = await distribute({ ItemReader });
    expect(output).toEqual({
      status: 'FAILED',
      error: 'States.ItemReaderFailed',
      cause: 'The specified key does not exist.',
    });
    expect(types.slice(2)).toEqual([
      'MapStateStarted',
      'MapRunStarted',
      'MapRunFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });
});

describe('ItemBatcher', () => {
  it.each<[string, JsonObject, Json]>([
    ['by number', { MaxItemsPerBatch: 2 }, [{ Items: [1, 2] }, { Items: [3] }]],
    ['by size', { MaxInputBytesPerBatch: 2 }, [{ Items: [1, 2] }, { Items: [3] }]],
    ['one item at least', { MaxInputBytesPerBatch: 0 }, [{ Items: [1] }, { Items: [2] }, { Items: [3] }]],
    [
      'with what all get',
      { MaxItemsPerBatch: 3, BatchInput: { 'all.$': '$.all' } },
      [{ BatchInput: { all: 'x' }, Items: [1, 2, 3] }],
    ],
  ])('groups %s', async (_, ItemBatcher, output) => {
    const fields = { ItemBatcher, ItemsPath: '$.items' };
    expect((await distribute(fields, undefined, { all: 'x', items: [1, 2, 3] })).output).toEqual(output);
  });
});

describe('failures of children', () => {
  const failing = {
    StartAt: 'Check',
    States: {
      Check: {
        Type: 'Choice',
        Choices: [{ Variable: '$', NumericGreaterThan: 2, Next: 'Bad' }],
        Default: 'Good',
      },
      Bad: { Type: 'Fail', Error: 'TooBig' },
      Good: { Type: 'Pass', End: true },
    },
  };

  it.each<[string, JsonObject, boolean]>([
    ['none is tolerated by default', {}, false],
    ['as many as tolerated', { ToleratedFailureCount: 2 }, true],
    ['more than tolerated', { ToleratedFailureCount: 1 }, false],
    ['as many per cent as tolerated', { ToleratedFailurePercentage: 50 }, true],
    ['more per cent than tolerated', { ToleratedFailurePercentage: 49 }, false],
    ['either threshold ends it', { ToleratedFailureCount: 4, ToleratedFailurePercentage: 10 }, false],
  ])('%s', async (_, fields, succeeds) => {
    const { output } = await distribute({ MaxConcurrency: 1, ...fields }, undefined, [1, 2, 3, 4], failing);
    const failed = {
      status: 'FAILED',
      error: 'States.ExceedToleratedFailureThreshold',
      cause: 'The specified tolerated failure threshold was exceeded',
    };
    expect(output).toEqual(succeeds ? [1, 2] : failed);
  });
});

describe('ResultWriter', () => {
  it('writes results and a manifest, and gives where they are', async () => {
    const bucket = new Bucket();
    const ResultWriter = {
      Resource: 'arn:aws:states:::s3:putObject',
      Parameters: { Bucket: 'b', Prefix: 'out' },
    };
    const { output } = await distribute({ ResultWriter }, bucket, [1]);
    const [results = '', manifest = ''] = [...bucket.files.keys()];
    expect(output).toEqual({
      MapRunArn: expect.stringContaining(':mapRun:machine/'),
      ResultWriterDetails: { Bucket: 'b', Key: manifest },
    });
    expect([results, manifest]).toEqual([
      expect.stringMatching(/^out\/[\w-]+\/SUCCEEDED_0\.json$/),
      expect.stringMatching(/^out\/[\w-]+\/manifest\.json$/),
    ]);
    expect(JSON.parse(bucket.files.get(results) ?? '')).toMatchObject([
      { Input: '1', Output: '1', Status: 'SUCCEEDED' },
    ]);
  });

  it('transforms without writing', async () => {
    const ResultWriter = { WriterConfig: { Transformation: 'FLATTEN', OutputType: 'JSON' } };
    expect((await distribute({ ResultWriter }, undefined, [[1], [2, 3]])).output).toEqual([1, 2, 3]);
  });
});
