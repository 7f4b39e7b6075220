/** Steps with steps inside, as states. */
import { describe, expect, it } from '@jest/globals';
import { formatPosition } from '../../src/errors.ts';
import type { JsonObject } from '../../src/json.ts';
import { blueprintOf, definitionOf, firstState, withSteps } from './support.ts';

const deep = `- name: All
  parallel:
    - comment: left
      steps:
        - { name: A, pass: 1, next: C }
        - { name: B, pass: 2, end: true }
        - { name: C, pass: 3, next: B }
    - steps:
        - name: Each
          map:
            items: '{% $states.input.items %}'
            mode: INLINE
            steps:
              - { name: Charge, function: a, retry: [], catch: [{ errorEquals: [E], next: Lost }] }
              - name: Lost
                parallel: [{ steps: [{ name: End, succeed: true }] }]
`;

describe('steps inside of steps', () => {
  it('become machines of their own, whose ends are their own', async () => {
    expect(await firstState(deep)).toEqual({
      Type: 'Parallel',
      Branches: [
        {
          Comment: 'left',
          StartAt: 'A',
          States: {
            A: { Type: 'Pass', Output: 1, Next: 'C' },
            B: { Type: 'Pass', Output: 2, End: true },
            C: { Type: 'Pass', Output: 3, Next: 'B' },
          },
        },
        {
          StartAt: 'Each',
          States: {
            Each: {
              Type: 'Map',
              Items: '{% $states.input.items %}',
              ItemProcessor: {
                ProcessorConfig: { Mode: 'INLINE' },
                StartAt: 'Charge',
                States: {
                  Charge: {
                    Type: 'Task',
                    Resource: 'arn:aws:states:::lambda:invoke',
                    Arguments: { FunctionName: '<a>', Payload: '{% $states.input %}' },
                    Output: '{% $states.result.Payload %}',
                    Catch: [{ ErrorEquals: ['E'], Next: 'Lost' }],
                    Next: 'Lost',
                  },
                  Lost: {
                    Type: 'Parallel',
                    Branches: [{ StartAt: 'End', States: { End: { Type: 'Succeed' } } }],
                    End: true,
                  },
                },
              },
              End: true,
            },
          },
        },
      ],
      End: true,
    });
  });

  it('have the functions and the positions of the whole machine', async () => {
    const { stateMachine } = await blueprintOf(withSteps(deep));
    expect(stateMachine.functionKeys).toEqual(['a']);
    const places = [...stateMachine.positions].map(([name, at]) => `${name} ${formatPosition(at)}`);
    expect(places).toEqual([
      'All workflow.yaml:4:3',
      'A workflow.yaml:8:11',
      'B workflow.yaml:9:11',
      'C workflow.yaml:10:11',
      'Each workflow.yaml:12:11',
      'Charge workflow.yaml:17:17',
      'Lost workflow.yaml:18:17',
      'End workflow.yaml:19:38',
    ]);
  });

  it('and a raw state among them has the positions of its own states', async () => {
    const yaml =
      'name: w\nsteps:\n  - map:\n      steps:\n        - name: Raw\n          state:\n            Type: Map\n            ItemProcessor:\n              StartAt: In\n              States:\n                In: { Type: Succeed }\n            End: true\n';
    const { stateMachine } = await blueprintOf(yaml);
    const places = [...stateMachine.positions].map(([name, at]) => `${name} ${formatPosition(at)}`);
    expect(places).toEqual(['Map workflow.yaml:3:5', 'Raw workflow.yaml:5:11', 'In workflow.yaml:11:21']);
  });
});

describe('a distributed map', () => {
  it('is ASL with the partition of the target', async () => {
    const yaml =
      '- map: { mode: DISTRIBUTED, label: L, itemReader: { resource: s3:getObject, arguments: { Bucket: b, Key: k }, readerConfig: { inputType: JSON } }, itemBatcher: { maxItemsPerBatch: 2 }, resultWriter: { arguments: { Bucket: b } }, steps: [{ pass: }] }';
    expect(await firstState(yaml)).toEqual({
      Type: 'Map',
      Label: 'L',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSON' },
        Arguments: { Bucket: 'b', Key: 'k' },
      },
      ItemBatcher: { MaxItemsPerBatch: 2 },
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Arguments: { Bucket: 'b' } },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Pass',
        States: { Pass: { Type: 'Pass', End: true } },
      },
      End: true,
    });
  });
});

/** Query languages by the path of the states; the machine's own is at ''. */
function languagesIn({ QueryLanguage, States, ...machine }: JsonObject): Record<string, unknown> {
  const own = 'StartAt' in machine && QueryLanguage !== undefined ? { '': QueryLanguage } : {};
  const inner = Object.entries(States as JsonObject).map(([name, state]): Record<string, unknown> => {
    const { Branches = [], ItemProcessor } = state as { Branches?: JsonObject[]; ItemProcessor?: JsonObject };
    const below = [...Branches, ...(ItemProcessor ? [ItemProcessor] : [])].map(languagesIn);
    return Object.assign({ [name]: (state as JsonObject).QueryLanguage }, ...below) as Record<
      string,
      unknown
    >;
  });
  return Object.assign(own, ...inner) as Record<string, unknown>;
}

describe('the query language inside of steps', () => {
  const rows: readonly (readonly [string, string, Record<string, unknown>])[] = [
    [
      'is said once where all share it',
      '- parallel: [{ steps: [{ pass: }] }]',
      { '': 'JSONata', Parallel: undefined, Pass: undefined },
    ],
    [
      'is said on each state at any depth where one differs: AWS refuses JSONPath anywhere in a JSONata machine',
      '- parallel: [{ steps: [{ map: { steps: [{ pass: , queryLanguage: JSONPath }, { succeed: }] } }] }]\n- wait: 1s',
      {
        Parallel: 'JSONata',
        Map: 'JSONata',
        Pass: 'JSONPath',
        Succeed: 'JSONata',
        'Wait 1s': 'JSONata',
      },
    ],
    [
      "of the steps inside is the file's, and not that of the step around them",
      '- { queryLanguage: JSONPath, map: { steps: [{ pass: }] } }',
      { Map: 'JSONPath', Pass: 'JSONata' },
    ],
    [
      "of a raw state inside is ASL's own default",
      '- map: { steps: [{ state: { Type: Succeed } }] }',
      { Map: 'JSONata', Succeed: 'JSONPath' },
    ],
  ];
  it.each(rows)('%s', async (_, steps, expected) => {
    expect(languagesIn(definitionOf(await blueprintOf(withSteps(steps))))).toEqual(expected);
  });
});
