/** What is said of a definition without asking AWS. Each row: what is wrong, the states, and the lines that are said. */
import { describe, expect, it } from '@jest/globals';
import { findingsIn } from '../../../src/compile/checks/checks.ts';
import type { Finding } from '../../../src/compile/checks/finding.ts';
import type { JsonObject } from '../../../src/json.ts';

/** `severity path@offset: what. hint` */
function line({ severity, path, excerpt, what, hint }: Finding): string {
  const place = `${path.join('/')}${excerpt ? `@${excerpt.offset}` : ''}`;
  return `${severity} ${place}: ${what}${hint === undefined ? '' : `. ${hint}`}`;
}

function said(
  states: JsonObject,
  more: JsonObject = {},
  type: 'STANDARD' | 'EXPRESS' = 'STANDARD',
): string[] {
  return findingsIn({ StartAt: Object.keys(states)[0] ?? '', States: states, ...more }, type).map(line);
}

const jsonata = { QueryLanguage: 'JSONata' };
const end = { End: true };
const pass = (more: JsonObject): JsonObject => ({ Type: 'Pass', ...end, ...more });
const mapOf = (states: JsonObject, mode: string): JsonObject => ({
  Type: 'Map',
  ItemProcessor: {
    ProcessorConfig: { Mode: mode },
    StartAt: Object.keys(states)[0] ?? '',
    States: states,
  },
});

type Row = readonly [what: string, states: JsonObject, says: readonly string[]];

const inJsonata: readonly Row[] = [
  [
    'an expression that ends too early',
    { A: pass({ Output: { x: '{% $states.input.( %}' } }) },
    ['error States/A/Output/x@15: this JSONata cannot be read: expected ")" before end of expression'],
  ],
  [
    'an expression with a token that does not belong there',
    { A: pass({ Output: '{% 1 + ) %}' }) },
    [
      'error States/A/Output@4: this JSONata cannot be read: the symbol ")" cannot be used as a unary operator',
    ],
  ],
  ['what only looks like an expression', { A: pass({ Comment: '{% ( %}', Output: 'a {% ( %}' }) }, []],
  [
    'a variable with a slip',
    { A: { Type: 'Pass', Assign: { total: 1 }, Next: 'B' }, B: pass({ Output: '{% 1 + $totl %}' }) },
    [
      'warning States/B/Output@4: no state assigns a variable "totl" that can be seen here. Did you mean "total"?',
    ],
  ],
  [
    'variables that the expression has by itself, functions and what AWS gives',
    {
      A: pass({
        Output:
          '{% ( $x := 1; $f := function($y) { $x + $y }; $map([1], $f); $states.input.a@$i#$j.($i + $j); $parse("1"); $$; $uuid() ) %}',
      }),
    },
    [],
  ],
  ['a variable that is asked for', { A: pass({ Output: '{% $exists($y) ? $y : 0 %}' }) }, []],
  [
    'variables of a rule and of a catcher',
    {
      A: {
        Type: 'Choice',
        Choices: [{ Condition: '{% true %}', Assign: { x: 1 }, Next: 'B' }],
        Default: 'B',
      },
      B: {
        Type: 'Task',
        Resource: 'r',
        Catch: [{ ErrorEquals: ['States.ALL'], Assign: { e: 1 }, Next: 'C' }],
        Next: 'C',
      },
      C: pass({ Output: '{% $x + $e %}' }),
    },
    [],
  ],
  [
    'variables of a branch, which end with it',
    {
      A: { ...mapOf({ B: pass({ Assign: { x: 1 } }) }, 'INLINE'), Next: 'C' },
      C: pass({ Output: '{% $x %}' }),
    },
    ['warning States/C/Output@0: no state assigns a variable "x" that can be seen here'],
  ],
  [
    'variables around an inline map, which are seen in it',
    {
      A: { Type: 'Pass', Assign: { x: 1 }, Next: 'B' },
      B: { ...mapOf({ C: pass({ Output: '{% $x %}' }) }, 'INLINE'), End: true },
    },
    [],
  ],
  [
    'variables around a distributed map, which are not',
    {
      A: { Type: 'Pass', Assign: { x: 1 }, Next: 'B' },
      B: { ...mapOf({ C: pass({ Output: '{% $x %}' }) }, 'DISTRIBUTED'), End: true },
    },
    [
      'warning States/B/ItemProcessor/States/C/Output@0: no state assigns a variable "x" that can be seen here',
    ],
  ],
];

const inJsonPath: readonly Row[] = [
  [
    'a function that does not exist',
    { A: pass({ Parameters: { 'x.$': "States.Array(1, States.Formatt('{}', $.x))" } }) },
    ['error States/A/Parameters/x.$@16: there is no function States.Formatt. Did you mean "Format"?'],
  ],
  [
    'too few arguments',
    { A: pass({ Parameters: { 'x.$': "States.MathAdd($.list[?(@.a == 'b, c')].n)" } }) },
    ['error States/A/Parameters/x.$@0: States.MathAdd takes 2 arguments, not 1'],
  ],
  [
    'too many arguments',
    { A: pass({ Parameters: { 'x.$': 'States.UUID(1)' } }) },
    ['error States/A/Parameters/x.$@0: States.UUID takes 0 arguments, not 1'],
  ],
  [
    'a call that is never closed',
    { A: pass({ Parameters: { 'x.$': 'States.Array(1, 2' } }) },
    ['error States/A/Parameters/x.$@17: a ")" is missing'],
  ],
  [
    'a text that is never closed',
    { A: pass({ Parameters: { 'x.$': "States.Format('a {}, $.b)" } }) },
    ['error States/A/Parameters/x.$@14: a text is never closed'],
  ],
  [
    'calls that are right, with commas, parentheses and quotes in texts',
    {
      A: pass({
        Parameters: {
          'a.$': "States.Format('it\\'s (a), {}', States.ArrayGetItem($.list, 0))",
          'b.$': 'States.UUID( )',
          'c.$': "States.MathRandom(1, $['a,b'].c, 3)",
          'd.$': 'States.JsonMerge($.a, $$.Execution.Input, false)',
        },
        Result: { 'x.$': 'States.Nothing(' },
      }),
    },
    [],
  ],
  [
    'a path that stops at a dot, and one at a bracket',
    { A: { Type: 'Pass', InputPath: '$.a.', OutputPath: "$.list['x", End: true } },
    [
      'error States/A/InputPath@3: this JSONPath cannot be read: a name is missing behind this "."',
      'error States/A/OutputPath@6: this JSONPath cannot be read: a "[" is never closed',
    ],
  ],
  [
    'paths that are right',
    {
      A: pass({
        Parameters: {
          'a.$': '$.store.book[?(@.price < 10 && @.isbn)].title',
          'b.$': "$..book[(@.length-1)]['a.b','c']",
          'c.$': '$$.Map.Item.Value',
          'd.$': '$.list[0:2].length()',
          'e.$': '$',
        },
        ResultPath: null,
      }),
    },
    [],
  ],
  [
    'a variable that nobody assigns',
    { A: pass({ Parameters: { 'x.$': "States.Format('$no {}', $total.net)" } }) },
    ['warning States/A/Parameters/x.$@24: no state assigns a variable "total" that can be seen here'],
  ],
  [
    'a variable that the state before assigns',
    {
      A: { Type: 'Pass', Assign: { 'total.$': '$.t' }, Next: 'B' },
      B: pass({ Parameters: { 'x.$': '$total.net' } }),
    },
    [],
  ],
];

const task = (more: JsonObject): JsonObject => ({ Type: 'Task', Resource: 'r', ...end, ...more });
const others: readonly Row[] = [
  [
    'a catcher behind one that takes its errors',
    {
      A: task({
        Catch: [
          { ErrorEquals: ['A', 'B'], Next: 'Z' },
          { ErrorEquals: ['B'], Next: 'Z' },
          { ErrorEquals: ['B', 'C'], Next: 'Z' },
        ],
      }),
      Z: pass({}),
    },
    [
      'warning States/A/Catch/1/ErrorEquals: B never comes to this entry: an earlier one takes it. Put it before that one, or take it out',
    ],
  ],
  [
    'a retrier behind States.TaskFailed, which timeouts go past',
    {
      A: task({
        Retry: [
          { ErrorEquals: ['States.TaskFailed'] },
          { ErrorEquals: ['Card.Busy'] },
          { ErrorEquals: ['States.Timeout'] },
        ],
      }),
    },
    [
      'warning States/A/Retry/1/ErrorEquals: Card.Busy never comes to this entry: an earlier one takes it. Put it before that one, or take it out',
    ],
  ],
  [
    'a loop that nothing leads to',
    { A: pass({}), B: { Type: 'Pass', Next: 'C' }, C: { Type: 'Pass', Next: 'B' }, D: pass({}) },
    [
      'warning States/B: nothing leads to "B". Let a state lead to it, or take it out',
      'warning States/C: nothing leads to "C". Let a state lead to it, or take it out',
      'error States/D: nothing leads to "D". Let a state lead to it, or take it out',
    ],
  ],
  [
    'a name that is too long',
    { ['n'.repeat(81)]: pass({}) },
    [`error States/${'n'.repeat(81)}: the name of this state has 81 characters, and Step Functions takes 80`],
  ],
  [
    'data that is too large to go on',
    { A: pass({ Result: 'x'.repeat(262_143) }) },
    [
      'error States/A/Result: this has 262145 bytes, and 262144 may go from state to state. Keep it in S3, and read it there',
    ],
  ],
];

describe('in JSONata', () => {
  it.each(inJsonata)('%s', (_what, states, says) => {
    expect(said(states, jsonata)).toEqual(says);
  });
});

describe('in JSONPath', () => {
  it.each(inJsonPath)('%s', (_what, states, says) => {
    expect(said(states)).toEqual(says);
  });
});

describe('in any language', () => {
  it.each(others)('%s', (_what, states, says) => {
    expect(said(states)).toEqual(says);
  });

  it('a distributed map of an express workflow', () => {
    const map = { ...mapOf({ B: pass({}) }, 'DISTRIBUTED'), End: true };
    expect(said({ A: map }, {}, 'EXPRESS')).toEqual([
      'error States/A/ItemProcessor/ProcessorConfig/Mode: an express workflow has no distributed maps. Use an inline map, or a workflow of type STANDARD',
    ]);
    expect(said({ A: map })).toEqual([]);
  });

  it.each([
    ['arn:aws:states:::ecs:runTask.sync', 'the end of what a step starts'],
    ['arn:aws:states:::sqs:sendMessage.waitForTaskToken', 'a task token'],
    ['arn:aws:states:us-east-1:123456789012:activity:work', 'an activity'],
  ])('what an express workflow cannot wait for: %s', (Resource, what) => {
    const task = { Type: 'Task', Resource, End: true };
    expect(said({ A: task }, {}, 'EXPRESS')).toEqual([
      `error States/A/Resource: an express workflow cannot wait for ${what}. Do not wait for it, or use a workflow of type STANDARD`,
    ]);
    expect(said({ A: task })).toEqual([]);
  });

  it('more expressions than are read in time', () => {
    const output = Array.from({ length: 8_001 }, (_, n) => `{% ${n} %}`);
    expect(said({ A: pass({ Output: output }) }, jsonata)).toEqual([
      'error : the definition has 8001 expressions, and 8000 are the most that is read. Move parts of it to state machines of their own',
    ]);
  });

  it('of a thousand findings of a kind the gravest', () => {
    const loops = Array.from({ length: 1_100 }, (_, n): [string, object] => [
      `S${n}`,
      { Type: 'Pass', Next: `S${n}` },
    ]);
    const findings = said({ A: pass({}), ...Object.fromEntries(loops), Z: pass({}) });
    expect(findings).toHaveLength(1_000);
    expect(findings[0]).toBe('error States/Z: nothing leads to "Z". Let a state lead to it, or take it out');
    expect(findings[1]).toMatch(/^warning States\/S0: /);
  });

  it('a definition beyond 1 MB', () => {
    const states = Object.fromEntries(
      Array.from({ length: 5 }, (_, n) => [
        `S${n}`,
        { Type: 'Pass', Result: 'x'.repeat(220_000), Next: `S${(n + 1) % 5}` },
      ]),
    );
    expect(said(states)).toEqual([
      expect.stringMatching(
        /^error : the definition has 1100\d\d\d bytes, and Step Functions takes 1048576\. /,
      ),
    ]);
  });
});
