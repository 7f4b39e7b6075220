import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../src/json.ts';
import { checkDefinition, invalidDefinitionMessage } from '../../../src/local/asl/index.ts';

const pass = { Type: 'Pass', End: true };
const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const one = (state: object, machine: object = {}): string =>
  JSON.stringify({
    StartAt: 'S',
    States: { S: state, ...(JSON.stringify(state).includes('"T"') && { T: pass }) },
    ...machine,
  });

/** `CODE message at location` of each finding. */
function found(definition: string, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): readonly string[] {
  return checkDefinition(definition, type).map(
    ({ code, message, location }) => `${code} ${message} at ${location ?? ''}`,
  );
}

const schema = 'SCHEMA_VALIDATION_FAILED';
const target = 'MISSING_TRANSITION_TARGET';

describe('checkDefinition', () => {
  it.each<[string, string, readonly string[]]>([
    ['a good one', one(pass), []],
    [
      'a good one in JSONata',
      one({ ...task, Arguments: '{% $states.input %}' }, { QueryLanguage: 'JSONata' }),
      [],
    ],
    ['no type', one({ End: true }), [`${schema} The field 'Type' is required but was missing at /States/S`]],
    [
      'an unknown type',
      one({ Type: 'Loop' }),
      [`${schema} Value is not a valid state type at /States/S/Type`],
    ],
    ['an unknown field', one({ ...pass, Foo: 1 }), [`${schema} Field is not supported at /States/S/Foo`]],
    [
      'neither Next nor End',
      one({ Type: 'Pass' }),
      [`${schema} Exactly one of these fields must be specified: [Next, End] at /States/S`],
    ],
    [
      'a JSONPath field in JSONata',
      one({ ...pass, InputPath: '$' }, { QueryLanguage: 'JSONata' }),
      [`${schema} Field is not supported at /States/S/InputPath`],
    ],
    [
      'a JSONata field in JSONPath',
      one({ ...pass, Output: 1 }),
      [`${schema} Field is not supported at /States/S/Output`],
    ],
    [
      'a target that is not there',
      one({ Type: 'Pass', Next: 'X' }),
      [`${target} Missing 'Next' target: X at /States/S/Next`],
    ],
    [
      'a start that is not there',
      JSON.stringify({ StartAt: 'X', States: { S: pass } }),
      [
        `${target} Missing 'Next' target: X at /StartAt`,
        `${target} State "S" is not reachable. at /States/S`,
      ],
    ],
    [
      'a state that nothing leads to',
      JSON.stringify({ StartAt: 'S', States: { S: pass, T: pass } }),
      [`${target} State "T" is not reachable. at /States/T`],
    ],
    [
      'a name used twice',
      one({ Type: 'Parallel', Branches: [{ StartAt: 'S', States: { S: pass } }], End: true }),
      ['DUPLICATE_STATE_NAME Duplicate State name: S at /States/S/Branches[0]/States/S'],
    ],
    [
      'no resource',
      one({ Type: 'Task', End: true }),
      [`${schema} The field 'Resource' is required but was missing at /States/S`],
    ],
    [
      'a resource that is none',
      one({ ...task, Resource: 'x' }),
      [`${schema} Value is not a valid resource ARN at /States/S/Resource`],
    ],
    [
      'heartbeats no sooner than the end',
      one({ ...task, TimeoutSeconds: 5, HeartbeatSeconds: 5 }),
      [`${schema} HeartbeatSeconds must be smaller than TimeoutSeconds at /States/S`],
    ],
    [
      'States.ALL beside another',
      one({ ...task, Catch: [{ ErrorEquals: ['States.ALL', 'E'], Next: 'T' }] }),
      [
        `${schema} 'States.ALL' can only appear as the only element in the list at /States/S/Catch[0]/ErrorEquals`,
      ],
    ],
    [
      'States.ALL before another',
      one({ ...task, Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }] }),
      [
        `${schema} 'States.ALL' can only appear in the last element of the list at /States/S/Retry[0]/ErrorEquals`,
      ],
    ],
    [
      'a negative number of retries',
      one({ ...task, Retry: [{ ErrorEquals: ['E'], MaxAttempts: -1 }] }),
      [`${schema} Invalid value for 'MaxAttempts' at /States/S/Retry[0]/MaxAttempts`],
    ],
    [
      'a path that is none',
      one({ ...pass, InputPath: '$.[' }),
      [`${schema} Value is not a valid JSONPath at /States/S/InputPath`],
    ],
    [
      'a JSONata expression that is none',
      one({ ...pass, Output: '{% 1 + %}' }, { QueryLanguage: 'JSONata' }),
      [expect.stringContaining(`${schema} The JSONata expression is invalid`) as unknown as string],
    ],
    [
      'two ways to wait',
      one({ Type: 'Wait', Seconds: 1, SecondsPath: '$.x', End: true }),
      [
        `${schema} Exactly one of these fields must be specified: [Seconds, SecondsPath, Timestamp, TimestampPath] at /States/S`,
      ],
    ],
    [
      'a rule without comparison',
      one({ Type: 'Choice', Choices: [{ Variable: '$.x', Next: 'T' }] }),
      [`${schema} A Choice Rule must have exactly one comparison operator at /States/S/Choices[0]`],
    ],
    [
      'no choices',
      one({ Type: 'Choice', Choices: [] }),
      [`${schema} Expected a non-empty Array of Choice Rules at /States/S/Choices`],
    ],
    [
      'no processor',
      one({ Type: 'Map', End: true }),
      [`${schema} The field 'ItemProcessor' is required but was missing at /States/S`],
    ],
    ['a list', '[]', [`${schema} Definition must be a valid JSON object at `]],
  ])('%s', (_, definition, findings) => {
    expect(found(definition)).toEqual(findings);
  });

  it.each<[string, JsonObject, string]>([
    [
      'a job to wait for',
      { ...task, Resource: 'arn:aws:states:::states:startExecution.sync:2' },
      "'.sync:2' service integration ",
    ],
    [
      'an activity',
      { ...task, Resource: 'arn:aws:states:us-east-1:111111111111:activity:a' },
      'Activity ARN',
    ],
  ])('an express machine cannot have %s', (_, state, what) => {
    expect(found(one(state))).toEqual([]);
    expect(found(one(state), 'EXPRESS')).toEqual([
      `${schema} Express state machine does not support ${what} at /States/S/Resource`,
    ]);
  });

  it.each([
    ['{"a": nul}', "Unrecognized token 'nul'", 10],
    ['{"a": 1,}', "Unexpected character ('}' (code 125))", 10],
    ['{"a": 1', 'Unexpected end-of-input', 8],
  ])('%s is no JSON', (text, problem, column) => {
    const [finding] = checkDefinition(text, 'STANDARD');
    expect(finding).toMatchObject({ code: 'INVALID_JSON_DESCRIPTION', severity: 'ERROR' });
    expect(finding?.message).toContain(problem);
    expect(finding?.location).toContain(`line: 1, column: ${column}]`);
  });

  it('makes one message of all errors', () => {
    const findings = checkDefinition(one({ Type: 'Pass' }), 'STANDARD');
    expect(invalidDefinitionMessage([...findings, ...findings])).toBe(
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Exactly one of these fields must be specified: [Next, End] at /States/S, " +
        "SCHEMA_VALIDATION_FAILED: Exactly one of these fields must be specified: [Next, End] at /States/S'",
    );
  });
});
