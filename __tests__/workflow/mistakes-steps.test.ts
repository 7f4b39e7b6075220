import { describe, expect, it } from '@jest/globals';
import { arn, mistakesIn, python, steps, type Mistake } from './support.ts';

const mistakes: readonly Mistake[] = [
  [
    'a step that is a text',
    ['workflow.yaml:3:5: item 1 of "steps" must be a map. Write "- function: …"'],
    steps('  - functions/a.py\n'),
  ],
  [
    'a step without a kind',
    [
      'workflow.yaml:3:5: this step does not say what it does. Give it one of function, service, workflow, activity, http, pass, wait, choice, parallel, map, succeed, fail or state',
    ],
    steps('  - name: A\n'),
  ],
  [
    'a kind misspelt',
    ['workflow.yaml:4:5: unknown key "funtion". Did you mean "function"?'],
    steps('  - name: A\n    funtion: a.py\n'),
  ],
  [
    'two kinds',
    ['workflow.yaml:3:5: a step is one thing, and this one has "function" and "wait". Make it several steps'],
    steps('  - function: a\n    wait: 10s\n'),
  ],
  [
    'an unknown key',
    ['workflow.yaml:4:5: unknown key "coment". Did you mean "comment"?'],
    steps('  - pass:\n    coment: hi\n'),
  ],
  [
    'a key that every object of JavaScript has',
    [
      'workflow.yaml:4:5: unknown key "toString". The keys here are wait, name, comment, queryLanguage, next, end, assign, output, inputPath, outputPath',
    ],
    steps('  - wait: 10s\n    toString: {}\n'),
  ],
  [
    'a key of another kind',
    ['workflow.yaml:4:5: a wait step takes no "payload"'],
    steps('  - wait: 10s\n    payload: {}\n'),
  ],
  [
    'retry where nothing can fail',
    ['workflow.yaml:4:5: a pass step takes no "retry"'],
    steps('  - pass:\n    retry: []\n'),
  ],
  [
    'arguments for a function',
    ['workflow.yaml:4:5: a function step takes no "arguments". What the function gets is its "payload"'],
    steps(`  - function: ${arn}\n    arguments: { a: 1 }\n`),
  ],
  [
    'next on a choice',
    ['workflow.yaml:4:5: a choice step takes no "next". Use "default" for when no rule holds'],
    steps('  - choice: [{ when: "true", next: A }]\n    next: A\n  - name: A\n    succeed: true\n'),
  ],
  [
    'retry beside a raw state',
    ['workflow.yaml:4:5: a raw state step takes no "retry". Write it in the ASL of the state'],
    steps('  - state: { Type: Pass }\n    retry: []\n'),
  ],
  [
    'a name twice',
    ['workflow.yaml:5:11: the step in line 3 is called "A" too'],
    steps('  - name: A\n    pass:\n  - name: A\n    pass:\n'),
  ],
  [
    'a name that is too long',
    ['workflow.yaml:3:11: "name" must have at most 80 characters'],
    steps(`  - name: ${'n'.repeat(81)}\n    pass:\n`),
  ],
  [
    'a name with a substitution',
    ['workflow.yaml:3:11: "name" must not hold "${": names are taken as they are'],
    steps("  - name: 'Pay ${stage}'\n    pass:\n"),
  ],
  [
    'a number as name',
    [`workflow.yaml:3:11: "name" must be text, not the number 1. Write '1'`],
    steps('  - name: 1\n    pass:\n'),
  ],
  [
    'next to nowhere',
    ['workflow.yaml:5:11: there is no step "Frist". Did you mean "First"?'],
    steps('  - name: First\n    pass:\n    next: Frist\n'),
  ],
  [
    'catch to nowhere',
    ['workflow.yaml:4:48: there is no step "Oops"'],
    steps(`  - function: ${arn}\n    catch: [{ errorEquals: [States.ALL], next: Oops }]\n`),
  ],
  [
    'a rule and a default to nowhere',
    ['workflow.yaml:4:36: there is no step "A"', 'workflow.yaml:5:14: there is no step "B"'],
    steps('  - name: Choose\n    choice: [{ when: "true", next: A }]\n    default: B\n'),
  ],
  [
    'a raw state to nowhere',
    ['workflow.yaml:5:54: there is no step "Gone"', 'workflow.yaml:6:16: there is no step "Gone"'],
    steps(
      '  - state:\n      Type: Choice\n      Choices: [{ Variable: $.a, IsNull: true, Next: Gone }]\n      Default: Gone\n',
    ),
  ],
  [
    'next and end',
    ['workflow.yaml:6:5: "next" and "end" exclude each other. Keep one'],
    steps('  - name: A\n    pass:\n    next: A\n    end: true\n'),
  ],
  [
    'end as a text',
    ['workflow.yaml:4:10: "end" must be true or false, not text'],
    steps('  - pass:\n    end: "yes"\n'),
  ],
  [
    'a function that is not declared',
    ['workflow.yaml:3:21: there is no function "vaildate". Did you mean "validate"?'],
    'name: x\nfunctions: { validate: { source: a.py } }\nsteps: [{ function: vaildate }]\n',
    { 'a.py': python },
  ],
  [
    'a function near nothing',
    ['workflow.yaml:3:15: there is no function "charge". Add it under "functions", or give a path'],
    steps('  - function: charge\n'),
  ],
  [
    'a path that is not there',
    [
      'workflow.yaml:3:15: there is no file or folder "src/charge.py". Paths are relative to the file that names them',
    ],
    steps('  - function: src/charge.py\n'),
  ],
  [
    'a path that no file can have',
    [
      `workflow.yaml:3:15: there is no file or folder "${'x/'.repeat(3000)}y". Paths are relative to the file that names them`,
    ],
    steps(`  - function: ${'x/'.repeat(3000)}y\n`),
  ],
  [
    'an ARN of something else',
    [
      'workflow.yaml:3:15: "arn:aws:states:us-east-1:123456789012:stateMachine:f" is not the ARN of a Lambda function. It reads arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME',
    ],
    steps('  - function: arn:aws:states:us-east-1:123456789012:stateMachine:f\n'),
  ],
  [
    'a bare number to wait',
    [
      'workflow.yaml:3:11: "wait" must be a duration such as 30s, 5m or 1h, { until: TIME } or an expression, not the bare number 10. Write 10s',
    ],
    steps('  - wait: 10\n'),
  ],
  [
    'wait with an unknown key',
    ['workflow.yaml:3:13: unknown key "untl". Did you mean "until"?'],
    steps('  - wait: { untl: $.x }\n'),
  ],
  [
    'wait until something that is no time',
    ['workflow.yaml:3:20: "until" must be a time such as 2030-01-01T00:00:00Z, or an expression'],
    steps('  - wait: { until: tomorrow }\n'),
  ],
  [
    'wait for a text',
    ['workflow.yaml:3:11: "wait" must be a duration such as 30s, 5m or 1h, or an expression'],
    steps('  - wait: a while\n'),
  ],
  [
    'a path to wait for in JSONata',
    [`workflow.yaml:3:11: "$.seconds" is JSONPath, and this step is in JSONata. Write '{% … %}'`],
    steps('  - wait: $.seconds\n'),
  ],
  [
    'a JSONata expression in JSONPath',
    [
      'workflow.yaml:3:11: "{% $x %}" is JSONata, and this step is in JSONPath. Write a path such as $.seconds',
    ],
    steps("  - wait: '{% $x %}'\n    queryLanguage: JSONPath\n"),
  ],
  [
    'a field of JSONPath in JSONata',
    [
      'workflow.yaml:4:5: "resultPath" belongs to JSONPath, and this step is in JSONata. Use "output" and "assign", or say "queryLanguage: JSONPath"',
    ],
    steps(`  - function: ${arn}\n    resultPath: $.x\n`),
  ],
  [
    'a field of JSONata in JSONPath',
    [
      'workflow.yaml:5:5: "output" belongs to JSONata, and this step is in JSONPath. Use inputPath, outputPath and resultPath, or take "queryLanguage: JSONPath" away',
    ],
    steps('  - pass:\n    queryLanguage: JSONPath\n    output: 1\n'),
  ],
  [
    'a catcher of the other language',
    [
      'workflow.yaml:5:42: "resultPath" belongs to JSONPath, and this step is in JSONata. Use "output" and "assign", or say "queryLanguage: JSONPath"',
    ],
    steps(`  - name: A\n    function: ${arn}\n    catch: [{ errorEquals: [E], next: A, resultPath: $.e }]\n`),
  ],
  [
    'two outputs of a pass step',
    ['workflow.yaml:4:5: "pass" gives the output already. Keep one of the two'],
    steps('  - pass: 1\n    output: 2\n'),
  ],
  [
    'an output of a succeed step in JSONPath',
    ['workflow.yaml:3:14: a succeed step has no output in JSONPath. Write "succeed: true"'],
    steps('  - succeed: 1\n    queryLanguage: JSONPath\n'),
  ],
  [
    'two outputs of a succeed step',
    ['workflow.yaml:4:5: "succeed" gives the output already. Keep one of the two'],
    steps('  - succeed: 1\n    output: 2\n'),
  ],
  [
    'fail as a text',
    ['workflow.yaml:3:11: "fail" must be a map, not text. Write { error: NAME, cause: TEXT }'],
    steps('  - fail: Broken\n'),
  ],
  [
    'an unknown key of fail',
    ['workflow.yaml:3:13: unknown key "eror". Did you mean "error"?'],
    steps('  - fail: { eror: Broken }\n'),
  ],
  [
    'the path of an error in JSONata',
    [
      'workflow.yaml:3:13: "errorPath" belongs to JSONPath, and this step is in JSONata. Give "error" an expression',
    ],
    steps('  - fail: { errorPath: $.e }\n'),
  ],
  [
    'an error and its path',
    ['workflow.yaml:3:23: "error" is given already. Keep one of the two'],
    steps('  - fail: { error: E, errorPath: $.e }\n    queryLanguage: JSONPath\n'),
  ],
  [
    'a raw state without a type',
    [
      'workflow.yaml:3:12: the key "Type" is missing here. It is Task, Pass, Choice, Wait, Succeed, Fail, Parallel or Map',
    ],
    steps('  - state: { Next: A }\n'),
  ],
  [
    'a raw state of an unknown type',
    [
      'workflow.yaml:3:20: "Type" must be Task, Pass, Choice, Wait, Succeed, Fail, Parallel or Map, not "Tsak". Did you mean "Task"?',
    ],
    steps('  - state: { Type: Tsak }\n'),
  ],
  [
    'two ways to lead on from a raw state',
    ['workflow.yaml:5:5: the state says itself where it leads. Keep one of the two'],
    steps('  - name: A\n    state: { Type: Pass, End: true }\n    next: A\n'),
  ],
  [
    'a heartbeat longer than the timeout',
    ['workflow.yaml:5:16: "heartbeat" must be shorter than "timeout"'],
    steps(`  - function: ${arn}\n    timeout: 10s\n    heartbeat: 10s\n`),
  ],
  [
    'an inputPath that is no path',
    ['workflow.yaml:5:16: "inputPath" must be a path that begins with "$"'],
    steps('  - pass:\n    queryLanguage: JSONPath\n    inputPath: total\n'),
  ],
];

describe('mistakes in steps', () => {
  it.each(mistakes)('%s', async (_, says, ...workflow) => {
    expect(await mistakesIn(...workflow)).toEqual(says);
  });
});
