import { describe, expect, it } from '@jest/globals';
import { formatProblem } from '../../src/errors.ts';
import { blueprintOf, grantsOf, withSteps } from './support.ts';

const own = (key: string): string => `arn:aws:lambda:eu-west-1:123456789012:function:w-dev-${key}`;
const named = (name: string): string => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
const each = (arn: string): string => `${arn} ${arn}:*`;

/** A raw invocation in JSONPath with these parameters. */
const raw = (parameters: string): string =>
  `- name: Raw\n  state: { Type: Task, Resource: 'arn:aws:states:::lambda:invoke', Parameters: { ${parameters} }, End: true }`;
const direct = (resource: string): string =>
  `- name: Raw\n  state: { Type: Task, Resource: '${resource}', End: true }`;

interface Row {
  readonly name: string;
  readonly why: string;
  readonly steps: string;
  readonly grants: readonly string[];
}

const rows: readonly Row[] = [
  {
    name: 'a function of the workflow',
    why: 'its versions are called, and a version has an ARN of its own',
    steps: '- function: a',
    grants: [`Invokea: ${each(own('a'))} (step a)`],
  },
  {
    name: 'a function that no step calls',
    why: 'the role is exactly enough',
    steps: '- function: b',
    grants: [`Invokeb: ${each(own('b'))} (step b)`],
  },
  {
    name: 'a function that several steps call',
    why: 'one statement with all reasons',
    steps: '- { name: One, function: a }\n- function: b\n- { name: Two, function: a }',
    grants: [`Invokea: ${each(own('a'))} (steps One, Two)`, `Invokeb: ${each(own('b'))} (step b)`],
  },
  { name: 'no call', why: 'no statement', steps: '- pass:\n- wait: 1s\n- succeed:', grants: [] },
  {
    name: "another's function without a qualifier",
    why: 'the name may stand for any version',
    steps: `- { name: S, function: '${named('theirs')}' }`,
    grants: [`Invoketheirs: ${each(named('theirs'))} (step S)`],
  },
  {
    name: "another's function with an alias",
    why: 'only what is called',
    steps: `- { name: S, function: '${named('theirs')}:live' }`,
    grants: [`Invoketheirslive: ${named('theirs')}:live (step S)`],
  },
  {
    name: 'a function of another account and region',
    why: 'its own ARN, not ours',
    steps: "- { name: S, function: 'arn:aws:lambda:us-west-2:999999999999:function:theirs' }",
    grants: [
      'Invoketheirs: arn:aws:lambda:us-west-2:999999999999:function:theirs arn:aws:lambda:us-west-2:999999999999:function:theirs:* (step S)',
    ],
  },
  {
    name: 'a bare name in a raw state',
    why: 'it is of the same account and region',
    steps: raw('FunctionName: theirs'),
    grants: [`Invoketheirs: ${each(named('theirs'))} (step Raw)`],
  },
  {
    name: 'a bare name with a qualifier',
    why: 'only what is called',
    steps: raw("FunctionName: 'theirs:7'"),
    grants: [`Invoketheirs7: ${named('theirs')}:7 (step Raw)`],
  },
  {
    name: 'a Qualifier beside the name',
    why: 'it is the same call',
    steps: raw("FunctionName: theirs, Qualifier: '7'"),
    grants: [`Invoketheirs7: ${named('theirs')}:7 (step Raw)`],
  },
  {
    name: 'a Qualifier that only the run knows',
    why: 'any version, but of this function alone',
    steps: raw("FunctionName: theirs, 'Qualifier.$': $.version"),
    grants: [`Invoketheirs: ${each(named('theirs'))} (step Raw)`],
  },
  {
    name: '$LATEST',
    why: 'AWS names either ARN in its check',
    steps: raw("FunctionName: 'theirs:$LATEST'"),
    grants: [`InvoketheirsLATEST: ${named('theirs')} ${named('theirs')}:$LATEST (step Raw)`],
  },
  {
    name: 'a partial ARN',
    why: 'Lambda takes it, so it is no reason for *',
    steps: raw("FunctionName: '999999999999:function:theirs'"),
    grants: [
      'Invoketheirs: arn:aws:lambda:eu-west-1:999999999999:function:theirs arn:aws:lambda:eu-west-1:999999999999:function:theirs:* (step Raw)',
    ],
  },
  {
    name: 'a function named by its ARN as the resource',
    why: 'the older way to call it',
    steps: direct('${functions.a}'),
    grants: [`Invokea: ${each(own('a'))} (step Raw)`],
  },
  {
    name: "another's function as the resource",
    why: 'the older way again',
    steps: direct(named('theirs:1')),
    grants: [`Invoketheirs1: ${named('theirs')}:1 (step Raw)`],
  },
  {
    name: 'a call that waits for a token',
    why: 'it is an invocation too',
    steps:
      "- name: Raw\n  state: { Type: Task, Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', QueryLanguage: JSONata, Arguments: { FunctionName: '${functions.a}' }, End: true }",
    grants: [`Invokea: ${each(own('a'))} (step Raw)`],
  },
  {
    name: "a function of ours and another's of the same name as its key",
    why: 'they are two, and a Sid stands once in a policy',
    steps: `- { name: Ours, function: a }\n- { name: Theirs, function: '${named('a')}' }`,
    grants: [`Invokea: ${each(own('a'))} (step Ours)`, `InvokeaN2: ${each(named('a'))} (step Theirs)`],
  },
  {
    name: 'calls inside Parallel and Map',
    why: 'they are made with the same role',
    steps: [
      '- name: Both',
      '  state:',
      '    Type: Parallel',
      '    End: true',
      '    Branches:',
      "      - { StartAt: L, States: { L: { Type: Task, Resource: '${functions.a}', End: true } } }",
      "      - { StartAt: M, States: { M: { Type: Map, End: true, ItemProcessor: { StartAt: I, States: { I: { Type: Task, Resource: '${functions.b}', End: true } } } } } }",
    ].join('\n'),
    grants: [`Invokea: ${each(own('a'))} (step L)`, `Invokeb: ${each(own('b'))} (step I)`],
  },
  {
    name: 'an activity',
    why: 'it needs no permission',
    steps: direct('arn:aws:states:eu-west-1:123456789012:activity:people'),
    grants: [],
  },
];

describe('the role of the state machine allows for', () => {
  it.each(rows)('$name: $why', async ({ steps, grants }) => {
    const blueprint = await blueprintOf(withSteps(steps));
    expect(grantsOf(blueprint)).toEqual(grants);
    expect(blueprint.warnings).toEqual([]);
  });

  it('nothing but lambda:InvokeFunction', async () => {
    const { stateMachine } = await blueprintOf(withSteps('- function: a\n- function: b'));
    expect(stateMachine.role.statements.map(({ actions }) => actions)).toEqual([
      ['lambda:InvokeFunction'],
      ['lambda:InvokeFunction'],
    ]);
  });

  it("this account's executions alone", async () => {
    const { stateMachine } = await blueprintOf(withSteps('- pass:'));
    expect(stateMachine.role).toMatchObject({
      name: 'w-dev',
      arn: 'arn:aws:iam::123456789012:role/stepline/w/dev/w-dev',
      trust: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'states.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
          },
        ],
      },
    });
  });
});

describe('a warning says', () => {
  const anything = (actions: string, why: string): string =>
    `step "Raw" may call ${actions} on everything, since ${why}. Say under "permissions" on what it may`;
  const atRunTime = 'only the run knows on what';
  const put = (resource: string, fields = ''): string =>
    `- name: Raw\n  state: { Type: Task, Resource: '${resource}', ${fields} End: true }`;
  it.each([
    [
      'a name from a path',
      raw("'FunctionName.$': $.f"),
      anything('lambda:InvokeFunction', atRunTime),
      [`InvokeAnyFunction: * (step Raw: ${atRunTime})`],
    ],
    [
      'a name from an expression',
      "- name: Raw\n  state: { Type: Task, Resource: 'arn:aws:states:::lambda:invoke', QueryLanguage: JSONata, Arguments: { FunctionName: '{% $states.input.f %}' }, End: true }",
      anything('lambda:InvokeFunction', atRunTime),
      [`InvokeAnyFunction: * (step Raw: ${atRunTime})`],
    ],
    [
      'the input as all of the arguments',
      direct('arn:aws:states:::sqs:sendMessage'),
      anything('sqs:SendMessage', atRunTime),
      [`SendMessageAny: * (step Raw: ${atRunTime})`],
    ],
    [
      'arguments that name no resource',
      put('arn:aws:states:::aws-sdk:ec2:describeInstances', 'Parameters: {},'),
      anything('ec2:DescribeInstances', 'the state does not tell on what'),
      ['DescribeInstancesAny: * (step Raw: the state does not tell on what)'],
    ],
    [
      'an operation whose actions are not known',
      put('arn:aws:states:::aws-sdk:apigateway:getRestApis'),
      'step "Raw" calls aws-sdk:apigateway:getRestApis, of which it is not known what it must be allowed. Name the actions, which begin with "apigateway:", under "permissions"',
      [],
    ],
  ])('what the role could not be made exact for: %s', async (_, steps, warning, grants) => {
    const blueprint = await blueprintOf(withSteps(steps));
    expect(grantsOf(blueprint)).toEqual(grants);
    const [line, ...others] = blueprint.warnings.map(formatProblem);
    expect(others).toEqual([]);
    expect(line).toMatch(/^workflow\.yaml:4:\d+: /);
    expect(line?.replace(/^\S+ /, '')).toBe(warning);
  });
});

describe('permissions of the file', () => {
  const describeInstances = `- name: Raw\n  state: { Type: Task, Resource: 'arn:aws:states:::aws-sdk:ec2:describeInstances', Parameters: {}, End: true }`;
  const own = (actions: string, resources: string): string =>
    `permissions: [{ actions: [${actions}], resources: ['${resources}'] }]\n`;
  const queue = 'arn:aws:sqs:eu-west-1:123456789012:jobs';

  it.each([
    {
      name: 'take the place of what was allowed on everything',
      top: own('sqs:SendMessage', 'arn:${partition}:sqs:${region}:${account}:jobs'),
      steps: direct('arn:aws:states:::sqs:sendMessage'),
      grants: [`Permission1: ${queue} (permissions[0])`],
    },
    {
      name: 'do so with a wildcard, in any case',
      top: own("'sqs:send*'", queue),
      steps: direct('arn:aws:states:::sqs:sendMessage'),
      grants: [`Permission1: ${queue} (permissions[0])`],
    },
    {
      name: 'accept that it is everything',
      top: own('ec2:DescribeInstances', '*'),
      steps: describeInstances,
      grants: ['Permission1: * (permissions[0])'],
    },
    {
      name: 'name actions that are not known',
      top: own('apigateway:GET', '*'),
      steps: direct('arn:aws:states:::aws-sdk:apigateway:getRestApis'),
      grants: ['Permission1: * (permissions[0])'],
    },
    {
      name: 'stand beside what is exact',
      top: own('lambda:InvokeFunction', '*'),
      steps: '- function: a',
      grants: [
        `Invokea: ${each('arn:aws:lambda:eu-west-1:123456789012:function:w-dev-a')} (step a)`,
        'Permission1: * (permissions[0])',
      ],
    },
  ])('$name', async ({ top, steps, grants }) => {
    const blueprint = await blueprintOf(withSteps(steps, top));
    expect(grantsOf(blueprint)).toEqual(grants);
    expect(blueprint.warnings).toEqual([]);
  });

  it('leave what they do not speak of', async () => {
    const blueprint = await blueprintOf(withSteps(describeInstances, own('ec2:RunInstances', '*')));
    expect(blueprint.warnings).toHaveLength(1);
    expect(grantsOf(blueprint)).toHaveLength(2);
  });
});

describe('a Resource that Step Functions does not know', () => {
  it.each([
    [
      'arn:aws:states:::sqs:sendMesage',
      'the integration with sqs has no operation "sendMesage". Did you mean "sendMessage"?',
    ],
    [
      'arn:aws:states:::aws-sdk:dynamo:putItem',
      'the AWS SDK has no service "dynamo". Did you mean "dynamodb"?',
    ],
    [
      'arn:aws:states:::sns:publish.sync',
      'sns:publish takes no ".sync". Write nothing or ".waitForTaskToken" after it',
    ],
  ])('is an error in a raw state: %s', async (resource, message) => {
    await expect(blueprintOf(withSteps(direct(resource)))).rejects.toThrow(
      `workflow.yaml:4:3: step "Raw": ${message}`,
    );
  });

  it('is an error in a definition, at the state in its file', async () => {
    const definition =
      'StartAt: A\nStates:\n  A:\n    Type: Parallel\n    End: true\n    Branches:\n      - StartAt: B\n        States:\n          B: { Type: Task, Resource: "arn:aws:states:::sqs:send", End: true }\n';
    const yaml = 'name: w\ndefinition: machine.asl.yaml\n';
    await expect(blueprintOf(yaml, { 'machine.asl.yaml': definition })).rejects.toThrow(
      /machine\.asl\.yaml:9:\d+: step "B": the integration with sqs has no operation "send"/,
    );
  });

  it('is shown with all others', async () => {
    const one = (name: string): string =>
      `- name: ${name}\n  state: { Type: Task, Resource: 'arn:aws:states:::sqs:x' }\n`;
    await expect(blueprintOf(withSteps(one('A') + one('B')))).rejects.toMatchObject({
      problems: [{ what: expect.stringContaining('"A"') }, { what: expect.stringContaining('"B"') }],
    });
  });
});
