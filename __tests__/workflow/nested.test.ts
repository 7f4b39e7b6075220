/** Steps inside of steps, as the model has them. */
import { describe, expect, it } from '@jest/globals';
import { formatPosition } from '../../src/errors.ts';
import { innerLists, type Step } from '../../src/workflow/step.ts';
import { load, python, steps, stepsOf } from './support.ts';

const jsonPath = 'queryLanguage: JSONPath';

describe('a step with steps inside', () => {
  const rows: readonly (readonly [string, string, object])[] = [
    [
      'branches with their steps',
      'parallel:\n      - { comment: left, steps: [{ pass: 1 }] }\n      - { steps: [{ pass: 2 }, { succeed: }] }',
      {
        kind: 'parallel',
        name: 'Parallel',
        branches: [
          { comment: 'left', steps: [{ kind: 'pass', value: 1 }] },
          { steps: [{ kind: 'pass', value: 2 }, { kind: 'succeed' }] },
        ],
      },
    ],
    [
      'what the branches get, and what comes of their outputs',
      "parallel: [{ steps: [{ pass: }] }]\n    arguments: [1]\n    output: '{% $states.result %}'\n    assign: { a: 1 }\n    retry: [{ errorEquals: [E] }]",
      {
        fields: { Arguments: [1], Output: '{% $states.result %}', Assign: { a: 1 } },
        retry: [{ errorEquals: ['E'] }],
      },
    ],
    [
      'the same in JSONPath',
      `parallel: [{ steps: [{ pass: }] }]\n    ${jsonPath}\n    parameters: { a.$: $.a }\n    resultSelector: { b.$: '$[0]' }\n    resultPath: $.c`,
      {
        fields: {
          Parameters: { 'a.$': '$.a' },
          ResultSelector: { 'b.$': '$[0]' },
          ResultPath: '$.c',
        },
      },
    ],
    [
      'a map over its input',
      'map: { steps: [{ pass: }] }',
      { kind: 'map', name: 'Map', settings: {}, processor: { steps: [{ kind: 'pass' }] } },
    ],
    [
      'a map over a list',
      'map: { items: [1, 2], mode: INLINE, maxConcurrency: 1, itemSelector: { n: 1 }, steps: [{ pass: }] }',
      {
        processorConfig: { Mode: 'INLINE' },
        settings: { Items: [1, 2], ItemSelector: { n: 1 }, MaxConcurrency: 1 },
      },
    ],
    [
      'a map over what an expression gives',
      "map: { items: '{% $states.input.items %}', maxConcurrency: '{% $n %}', steps: [{ pass: }] }",
      { settings: { Items: '{% $states.input.items %}', MaxConcurrency: '{% $n %}' } },
    ],
    [
      'a map over what a path finds',
      `map: { items: $.items, maxConcurrency: $.n, itemSelector: { i.$: $$.Map.Item.Value }, steps: [{ pass: }] }\n    ${jsonPath}`,
      {
        settings: {
          ItemsPath: '$.items',
          MaxConcurrencyPath: '$.n',
          ItemSelector: { 'i.$': '$$.Map.Item.Value' },
        },
      },
    ],
    [
      'a distributed map with everything',
      `map:
      mode: DISTRIBUTED
      executionType: EXPRESS
      label: orders
      toleratedFailureCount: 3
      toleratedFailurePercentage: 12.5
      itemReader:
        resource: s3:getObject
        arguments: { Bucket: b, Key: '{% $k %}' }
        readerConfig: { inputType: CSV, csvHeaderLocation: GIVEN, csvHeaders: [a], csvDelimiter: TAB, maxItems: 5 }
      itemBatcher: { maxItemsPerBatch: 10, maxInputBytesPerBatch: '{% $b %}', batchInput: { at: '{% $now() %}' } }
      resultWriter:
        arguments: { Bucket: b, Prefix: p }
        writerConfig: { transformation: COMPACT, outputType: JSONL }
      steps: [{ pass: }]`,
      {
        processorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        settings: {
          Label: 'orders',
          ToleratedFailureCount: 3,
          ToleratedFailurePercentage: 12.5,
          ItemReader: {
            Resource: 'arn:${partition}:states:::s3:getObject',
            Arguments: { Bucket: 'b', Key: '{% $k %}' },
            ReaderConfig: {
              InputType: 'CSV',
              CSVHeaderLocation: 'GIVEN',
              CSVHeaders: ['a'],
              CSVDelimiter: 'TAB',
              MaxItems: 5,
            },
          },
          ItemBatcher: {
            MaxItemsPerBatch: 10,
            MaxInputBytesPerBatch: '{% $b %}',
            BatchInput: { at: '{% $now() %}' },
          },
          ResultWriter: {
            Resource: 'arn:${partition}:states:::s3:putObject',
            Arguments: { Bucket: 'b', Prefix: 'p' },
            WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSONL' },
          },
        },
      },
    ],
    [
      'a distributed map in JSONPath',
      `map:
      mode: DISTRIBUTED
      toleratedFailureCount: $.c
      toleratedFailurePercentage: $.p
      itemReader:
        resource: s3:listObjectsV2
        parameters: { Bucket.$: $.b }
        readerConfig: { maxItems: $.m, transformation: LOAD_AND_FLATTEN, inputType: MANIFEST, manifestType: S3_INVENTORY, itemsPointer: /a }
      itemBatcher: { maxItemsPerBatch: $.n, batchInput: { a.$: $.a } }
      resultWriter: { resource: 's3:putObject', parameters: { Bucket.$: $.b } }
      steps: [{ pass: }]
    ${jsonPath}`,
      {
        processorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        settings: {
          ToleratedFailureCountPath: '$.c',
          ToleratedFailurePercentagePath: '$.p',
          ItemReader: {
            Resource: 'arn:${partition}:states:::s3:listObjectsV2',
            Parameters: { 'Bucket.$': '$.b' },
            ReaderConfig: {
              MaxItemsPath: '$.m',
              Transformation: 'LOAD_AND_FLATTEN',
              InputType: 'MANIFEST',
              ManifestType: 'S3_INVENTORY',
              ItemsPointer: '/a',
            },
          },
          ItemBatcher: { MaxItemsPerBatchPath: '$.n', BatchInput: { 'a.$': '$.a' } },
          ResultWriter: {
            Resource: 'arn:${partition}:states:::s3:putObject',
            Parameters: { 'Bucket.$': '$.b' },
          },
        },
      },
    ],
    [
      'a distributed map over the members of a map',
      'map: { mode: DISTRIBUTED, items: { a: 1 }, steps: [{ pass: }] }',
      { settings: { Items: { a: 1 } } },
    ],
    [
      'results that are shaped and go nowhere else',
      'map: { mode: DISTRIBUTED, resultWriter: { writerConfig: { transformation: FLATTEN } }, steps: [{ pass: }] }',
      { settings: { ResultWriter: { WriterConfig: { Transformation: 'FLATTEN' } } } },
    ],
  ];
  it.each(rows)('%s', async (_, yaml, expected) => {
    const [step] = await stepsOf(steps(`  - ${yaml}\n`));
    expect(step).toMatchObject(expected);
    if ('settings' in expected) expect(step).toHaveProperty('settings', expected.settings);
  });
});

function everyStep(list: readonly Step[]): Step[] {
  return list.flatMap((step) => [step, ...innerLists(step).flatMap((inner) => everyStep(inner.steps))]);
}

const deep = `  - function: a.py
  - parallel:
      - steps:
          - function: a.py
          - map:
              steps:
                - function: a.py
                  next: Last
                - pass:
                - name: Last
                  parallel: [{ steps: [{ succeed: }] }]
  - function: a.py
`;

describe('names inside of steps', () => {
  it('are derived in the order of the file, once in the whole machine', async () => {
    const names = everyStep(await stepsOf(steps(deep), { 'a.py': python })).map(({ name }) => name);
    expect(names).toEqual(['a', 'Parallel', 'a 2', 'Map', 'a 3', 'Pass', 'Last', 'Succeed', 'a 4']);
  });

  it('take no substitutions, while what is called "name" elsewhere does', async () => {
    const yaml = steps(
      "  - map: { steps: [{ name: A, pass: { name: '${stage}', map: { steps: [{ name: '${stage}' }] } } }] }\n",
    );
    const [, inner] = everyStep(await stepsOf(yaml));
    expect(inner).toMatchObject({ name: 'A', value: { name: 'dev', map: { steps: [{ name: 'dev' }] } } });
  });
});

describe('places inside of steps', () => {
  it('are those of the items', async () => {
    const { definition } = await load(steps(deep), { 'a.py': python });
    const list = definition.kind === 'steps' ? everyStep(definition.steps) : [];
    const places = list.map(({ name, at }) => `${name} ${formatPosition(at)}`);
    expect(places).toEqual([
      'a workflow.yaml:3:5',
      'Parallel workflow.yaml:4:5',
      'a 2 workflow.yaml:6:13',
      'Map workflow.yaml:7:13',
      'a 3 workflow.yaml:9:19',
      'Pass workflow.yaml:11:19',
      'Last workflow.yaml:12:19',
      'Succeed workflow.yaml:13:40',
      'a 4 workflow.yaml:14:5',
    ]);
  });
});
