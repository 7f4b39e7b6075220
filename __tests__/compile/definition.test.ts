import { describe, expect, it } from '@jest/globals';
import { formatPosition } from '../../src/errors.ts';
import type { JsonObject } from '../../src/json.ts';
import { blueprintOf, definitionOf, withSteps } from './support.ts';

/** Query languages at the top and of each state, as far as they are said. */
async function languagesOf(yaml: string): Promise<unknown[]> {
  const { QueryLanguage, States } = definitionOf(await blueprintOf(yaml));
  return [
    QueryLanguage,
    ...Object.values(States as JsonObject).map((state) => (state as JsonObject).QueryLanguage),
  ];
}

describe('the query language', () => {
  const innerJsonPath = 'Branches: [{ StartAt: A, States: { A: { Type: Pass, End: true } } }]';
  it.each([
    ['is said once where all steps share it', '- pass:\n- succeed:', '', ['JSONata', undefined, undefined]],
    [
      "JSONPath is ASL's default",
      '- pass:\n- succeed:',
      'queryLanguage: JSONPath\n',
      [undefined, undefined, undefined],
    ],
    [
      'is said on each state where steps differ',
      '- pass:\n- { pass: , queryLanguage: JSONPath }',
      '',
      [undefined, 'JSONata', 'JSONPath'],
    ],
    [
      "of a raw state is ASL's own default",
      '- pass:\n- state: { Type: Pass, End: true }',
      '',
      [undefined, 'JSONata', 'JSONPath'],
    ],
    [
      'of a raw state is what it says',
      '- pass:\n- state: { Type: Pass, QueryLanguage: JSONata, End: true }',
      '',
      ['JSONata', undefined, 'JSONata'],
    ],
    [
      'counts inside a raw state too: AWS refuses JSONPath anywhere in a JSONata machine',
      `- pass:\n- state: { Type: Parallel, QueryLanguage: JSONata, ${innerJsonPath}, End: true }`,
      '',
      [undefined, 'JSONata', 'JSONata'],
    ],
  ])('%s', async (_, steps, top, expected) => {
    expect(await languagesOf(withSteps(steps, top))).toEqual(expected);
  });
});

describe('the order of steps', () => {
  it('is the list, unless next or end say otherwise', async () => {
    const { StartAt, States } = definitionOf(
      await blueprintOf(
        withSteps(
          '- { name: A, pass: , next: C }\n- { name: B, pass: , end: true }\n- { name: C, pass: , next: B }',
        ),
      ),
    );
    expect(StartAt).toBe('A');
    expect(States).toEqual({
      A: { Type: 'Pass', Next: 'C' },
      B: { Type: 'Pass', End: true },
      C: { Type: 'Pass', Next: 'B' },
    });
  });
});

describe('the top of the machine', () => {
  it('has the description and the timeout', async () => {
    const definition = definitionOf(
      await blueprintOf(withSteps('- pass:', 'description: in ${region}\ntimeout: 10m\n')),
    );
    expect(definition).toMatchObject({ Comment: 'in eu-west-1', TimeoutSeconds: 600 });
  });

  it("leaves a definition file's own comment alone", async () => {
    const yaml = 'name: w\ndescription: theirs\ndefinition: m.json\n';
    const machine = { Comment: 'ours', StartAt: 'A', States: { A: { Type: 'Succeed' } } };
    const blueprint = await blueprintOf(yaml, { 'm.json': JSON.stringify(machine) });
    expect(definitionOf(blueprint)).toEqual(machine);
  });
});

describe('a definition file', () => {
  const lines = [
    '{ "StartAt": "Both", "States": {',
    '  "Both": { "Type": "Parallel", "End": true, "Branches": [',
    '    { "StartAt": "Left", "States": {',
    '      "Left": { "Type": "Task", "Resource": "${functions.a}", "End": true } } },',
    '    { "StartAt": "Each", "States": {',
    '      "Each": { "Type": "Map", "End": true, "ItemProcessor": { "StartAt": "Item", "States": {',
    '        "Item": { "Type": "Map", "End": true, "Iterator": { "StartAt": "Old", "States": {',
    '          "Old": { "Type": "Pass", "Result": "${account} $${x}", "End": true } } } } } } } } } ] } } }',
  ];
  const yaml = 'name: w\nfunctions: { a: { source: a.mjs } }\ndefinition: m.asl.json\n';

  it('has its functions and the target filled in at any depth, and nothing else changed', async () => {
    const blueprint = await blueprintOf(yaml, { 'm.asl.json': lines.join('\n') });
    const text = lines
      .join('\n')
      .replace('${functions.a}', '<a>')
      .replace('${account} $${x}', '123456789012 ${x}');
    expect(definitionOf(blueprint)).toEqual(JSON.parse(text));
    expect(blueprint.stateMachine.functionKeys).toEqual(['a']);
  });

  it('gives each state the line of that file', async () => {
    const { stateMachine } = await blueprintOf(yaml, { 'm.asl.json': lines.join('\n') });
    const places = [...stateMachine.positions].map(([name, at]) => `${name} ${formatPosition(at)}`);
    expect(places).toEqual([
      'Both m.asl.json:2:11',
      'Left m.asl.json:4:15',
      'Each m.asl.json:6:15',
      'Item m.asl.json:7:17',
      'Old m.asl.json:8:18',
    ]);
  });
});

describe('positions of steps', () => {
  it('are those of the items, and inside a raw state those of its own states', async () => {
    const { stateMachine } = await blueprintOf(
      'name: w\nsteps:\n  - name: First\n    pass:\n  - name: Each\n    state:\n      Type: Map\n      ItemProcessor:\n        StartAt: In\n        States:\n          In: { Type: Succeed }\n      End: true\n',
    );
    const places = [...stateMachine.positions].map(([name, at]) => `${name} ${formatPosition(at)}`);
    expect(places).toEqual(['First workflow.yaml:3:5', 'Each workflow.yaml:5:5', 'In workflow.yaml:11:15']);
  });
});

describe('substitutions', () => {
  it('take the partition of the target', async () => {
    const china = { account: '123456789012', region: 'cn-north-1', partition: 'aws-cn' };
    const blueprint = await blueprintOf(withSteps('- function: a'), {}, { target: china });
    expect(definitionOf(blueprint)).toMatchObject({
      States: { a: { Resource: 'arn:aws-cn:states:::lambda:invoke' } },
    });
    expect(blueprint.stateMachine.arn).toBe('arn:aws-cn:states:cn-north-1:123456789012:stateMachine:w-dev');
  });

  it('never look at what they put in', async () => {
    const env = { SECRET: '${region} $${stage} $5' };
    const blueprint = await blueprintOf(withSteps("- pass: '${env.SECRET}'"), {}, { env });
    expect(definitionOf(blueprint)).toMatchObject({ States: { Pass: { Output: '${region} $${stage} $5' } } });
  });
});
