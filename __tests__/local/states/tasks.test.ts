/** What Task states call: functions, activities, workers with a token, other state machines; always as the role. */
import { describe, expect, it } from '@jest/globals';
import {
  CreateActivityCommand,
  DeleteActivityCommand,
  GetActivityTaskCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { createFunction } from '../lambda/support.ts';
import { account, clientsOf, refusal, trustOf } from '../support.ts';
import {
  asl,
  createMachine,
  createRole,
  ended,
  historyOf,
  home,
  passing,
  runMachine,
  startStates,
  statesOf,
  waiting,
  type StatesClients,
} from './support.ts';

const functionArn = `arn:aws:lambda:us-east-1:${account}:function:fn`;
const mayInvoke = { Action: 'lambda:InvokeFunction', Resource: [functionArn, `${functionArn}:*`] };

/** A function `fn`, in Node.js, and a role that may do what the statements allow. */
async function startWithFunction(
  handler: string,
  statements: object[] = [mayInvoke],
): Promise<StatesClients> {
  const clients = await startStates(statements);
  await clients.iam.send(
    new CreateRoleCommand({ RoleName: 'functions', AssumeRolePolicyDocument: trustOf() }),
  );
  const files = { 'index.mjs': `export const handler = async (event) => { ${handler} };` };
  await createFunction(clients, { files, Runtime: 'nodejs22.x', Handler: 'index.handler' });
  return clients;
}

function task(resource: string, fields: object = {}): string {
  return asl({ Task: { Type: 'Task', Resource: resource, End: true, ...fields } });
}

const invoke = 'arn:aws:states:::lambda:invoke';

describe('lambda:invoke', () => {
  it("answers with the API's response", async () => {
    const clients = await startWithFunction('return { got: event }');
    const definition = task(invoke, { Parameters: { FunctionName: 'fn', 'Payload.$': '$' } });
    const { described, types } = await runMachine(clients, await createMachine(clients, definition), {
      input: '{"a":1}',
    });
    expect(JSON.parse(described.output!)).toMatchObject({
      ExecutedVersion: '$LATEST',
      Payload: { got: { a: 1 } },
      SdkHttpMetadata: {
        HttpStatusCode: 200,
        HttpHeaders: { 'X-Amz-Executed-Version': '$LATEST', 'Content-Length': '15' },
        AllHttpHeaders: { 'Content-Type': ['application/json'] },
      },
      SdkResponseMetadata: { RequestId: expect.any(String) },
      StatusCode: 200,
    });
    expect(types.slice(1, -1)).toEqual([
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
    ]);
  });

  const payloads: [why: string, parameters: object, event: unknown][] = [
    ['no payload: an empty object', {}, {}],
    ['null: as good as nothing', { Payload: null }, {}],
    ['a text is JSON as it is', { Payload: '[1]' }, [1]],
    ['anything else is written as JSON', { Payload: ['a'] }, ['a']],
  ];
  it.each(payloads)('sends %s', async (_, parameters, event) => {
    const clients = await startWithFunction('return event');
    const definition = task(invoke, { Parameters: { FunctionName: functionArn, ...parameters } });
    const { described } = await runMachine(clients, await createMachine(clients, definition));
    expect((JSON.parse(described.output!) as { Payload: unknown }).Payload).toEqual(event);
  });

  it("fails with the handler's error", async () => {
    const clients = await startWithFunction(
      "throw Object.assign(new Error('declined'), { name: 'Card.Declined' })",
    );
    const definition = task(invoke, { Parameters: { FunctionName: 'fn' } });
    const { described } = await runMachine(clients, await createMachine(clients, definition));
    expect(described).toMatchObject({ status: 'FAILED', error: 'Card.Declined' });
    expect(JSON.parse(described.cause!)).toMatchObject({
      errorType: 'Card.Declined',
      errorMessage: 'declined',
    });
  });

  it('waits for the token that the function gets', async () => {
    const clients = await startWithFunction("console.log('token', event.token); return event.token");
    const { sfn } = clients;
    const definition = task(`${invoke}.waitForTaskToken`, {
      Parameters: { FunctionName: 'fn', Payload: { 'token.$': '$$.Task.Token' } },
    });
    const stateMachineArn = await createMachine(clients, definition);
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    const taskToken = await submittedToken(clients, executionArn!);
    await sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
    await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"paid":true}' }));
    const { described, types } = await ended(sfn, executionArn!);
    expect(described.output).toBe('{"paid":true}');
    expect(types).toContain('TaskSubmitted');
    expect(await refusal(sfn.send(new SendTaskSuccessCommand({ taskToken, output: '1' })))).toMatchObject({
      name: 'TaskTimedOut',
    });
  });

  async function submittedToken({ sfn }: StatesClients, executionArn: string): Promise<string> {
    for (;;) {
      const { events } = await historyOf(sfn, executionArn);
      const output = events.find(({ type }) => type === 'TaskSubmitted')?.taskSubmittedEventDetails?.output;
      if (output !== undefined) return (JSON.parse(output) as { Payload: string }).Payload;
    }
  }
});

describe("a function's ARN as Resource", () => {
  it('answers with what the function returns', async () => {
    const clients = await startWithFunction('return { got: event }');
    const { described, types } = await runMachine(clients, await createMachine(clients, task(functionArn)), {
      input: '5',
    });
    expect(described.output).toBe('{"got":5}');
    expect(types).toContain('LambdaFunctionSucceeded');
  });
});

describe("the role's rights", () => {
  const denied: [why: string, definition: string, error: string, cause: RegExp][] = [
    [
      'lambda:invoke of a function that it may not invoke',
      task(invoke, { Parameters: { FunctionName: 'fn' } }),
      'Lambda.AWSLambdaException',
      new RegExp(
        `^User: arn:aws:sts::${account}:assumed-role/machines/[A-Za-z]{32} is not authorized to perform: lambda:InvokeFunction ` +
          `on resource: ${functionArn} because no identity-based policy allows the lambda:InvokeFunction action ` +
          String.raw`\(Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException; Request ID: [0-9a-f-]{36}; Proxy: null\)$`,
      ),
    ],
    [
      'a function named directly that it may not invoke',
      task(functionArn),
      'Lambda.AWSLambdaException',
      /is not authorized to perform: lambda:InvokeFunction/,
    ],
    [
      'a state machine that it may not start',
      task('arn:aws:states:::states:startExecution', {
        Parameters: { StateMachineArn: `${home}:stateMachine:other` },
      }),
      'StepFunctions.AWSStepFunctionsException',
      /is not authorized to perform: states:StartExecution on resource: .*:stateMachine:other because no identity-based policy/,
    ],
    [
      "Step Functions' own API",
      task('arn:aws:states:::aws-sdk:sfn:listStateMachines', { Parameters: {} }),
      'Sfn.SfnException',
      /is not authorized to perform: states:ListStateMachines/,
    ],
    [
      'a role that may not be assumed',
      task(invoke, {
        Parameters: { FunctionName: 'fn' },
        Credentials: { RoleArn: `arn:aws:iam::${account}:role/functions` },
      }),
      'States.TaskFailed',
      /^The role arn:aws:iam::\d{12}:role\/machines is not authorized to assume the task state's role, arn:aws:iam::\d{12}:role\/functions\.$/,
    ],
  ];
  it.each(denied)('fail %s', async (_, definition, error, cause) => {
    const clients = await startWithFunction('return 1', []);
    const { described } = await runMachine(clients, await createMachine(clients, definition));
    expect(described).toMatchObject({ status: 'FAILED', error });
    expect(described.cause).toMatch(cause);
  });

  it("give way to those of the state's Credentials", async () => {
    const other = `arn:aws:iam::${account}:role/other`;
    const clients = await startWithFunction('return 1', [{ Action: 'sts:AssumeRole', Resource: other }]);
    const trust = trustOf({ Principal: { AWS: `arn:aws:iam::${account}:role/machines` } });
    await createRole(clients.iam, 'other', [mayInvoke], trust);
    const definition = task(functionArn, { Credentials: { RoleArn: other } });
    const { described } = await runMachine(clients, await createMachine(clients, definition));
    expect(described).toMatchObject({ status: 'SUCCEEDED', output: '1' });
  });
});

it('a function that is not there fails the state', async () => {
  const clients = await startStates([{ Action: '*', Resource: '*' }]);
  const definition = task(invoke, { Parameters: { FunctionName: 'none' } });
  const { described } = await runMachine(clients, await createMachine(clients, definition));
  expect(described.error).toBe('Lambda.ResourceNotFoundException');
  expect(described.cause).toMatch(/^Function not found: arn:aws:lambda:us-east-1:\d{12}:function:none/);
});

const unusable: [why: string, resource: string, parameters: object, problem: string][] = [
  [
    'lambda:invoke without a function',
    invoke,
    { Payload: 1 },
    "The field 'FunctionName' is required but was missing",
  ],
  [
    'states:startExecution without a state machine',
    'arn:aws:states:::states:startExecution',
    { Input: {} },
    "The field 'StateMachineArn' is required but was missing",
  ],
];
it.each(unusable)('%s fails the execution', async (_, resource, parameters, problem) => {
  const clients = await startStates([{ Action: '*', Resource: '*' }]);
  const definition = task(resource, { Parameters: parameters });
  const { described } = await runMachine(clients, await createMachine(clients, definition));
  expect(described).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  expect(described.cause).toContain(
    `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [${problem}]`,
  );
});

it("calls Step Functions' own API as an SDK integration, where null is as good as absent", async () => {
  const clients = await startStates([{ Action: '*', Resource: '*' }]);
  await createMachine(clients, passing, { name: 'inner' });
  const definition = task('arn:aws:states:::aws-sdk:sfn:startExecution', {
    Parameters: { StateMachineArn: `${home}:stateMachine:inner`, Name: 'one', 'Input.$': '$.none' },
  });
  const machine = await createMachine(clients, definition);
  const { described } = await runMachine(clients, machine, { input: '{"none":null}' });
  expect(JSON.parse(described.output!)).toEqual({
    ExecutionArn: `${home}:execution:inner:one`,
    StartDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  });
});

describe('an SDK integration of a service that is here', () => {
  const call = async (clients: StatesClients, operation: string, Parameters: object) => {
    const definition = task(`arn:aws:states:::aws-sdk:${operation}`, { Parameters });
    return (
      await runMachine(
        clients,
        await createMachine(clients, definition, { name: operation.replace(':', '-') }),
      )
    ).described;
  };

  it('answers as the API does: functions, roles, who it is', async () => {
    const clients = await startWithFunction('return { got: event }', [{ Action: '*', Resource: '*' }]);
    const invoked = await call(clients, 'lambda:invoke', { FunctionName: 'fn', Payload: { a: 1 } });
    expect(JSON.parse(invoked.output!)).toMatchObject({ Payload: '{"got":{"a":1}}', StatusCode: 200 });
    const role = await call(clients, 'iam:getRole', { RoleName: 'functions' });
    expect(JSON.parse(role.output!)).toMatchObject({
      Role: { RoleName: 'functions', CreateDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
    });
    const me = await call(clients, 'sts:getCallerIdentity', {});
    expect(JSON.parse(me.output!)).toMatchObject({ Account: account });
  });

  it('fails as the SDK for Java does', async () => {
    const clients = await startStates([{ Action: 'lambda:GetFunction', Resource: '*' }]);
    const missing = await call(clients, 'lambda:getFunction', { FunctionName: 'none' });
    expect(missing.error).toBe('Lambda.ResourceNotFoundException');
    expect(missing.cause).toMatch(
      /^Function not found: arn:.*:none \(Service: Lambda, Status Code: 404, Request ID: [\w-]+\) \(SDK Attempt Count: 1\)$/,
    );
    const denied = await call(clients, 'iam:getRole', { RoleName: 'states' });
    expect(denied).toMatchObject({
      error: 'Iam.IamException',
      cause: expect.stringContaining('is not authorized to perform: iam:GetRole'),
    });
  });
});

it('an integration that is not there says so', async () => {
  const clients = await startStates([{ Action: '*', Resource: '*' }]);
  const definition = task('arn:aws:states:::glue:startJobRun', { Parameters: { JobName: 'j' } });
  const { described } = await runMachine(clients, await createMachine(clients, definition));
  expect(described.error).toBe('States.TaskFailed');
  expect(described.cause).toContain('does not have the integration arn:aws:states:::glue:startJobRun');
});

it('names the variable that says where the service is, as SDKs know it', async () => {
  const clients = await startStates([{ Action: '*', Resource: '*' }]);
  const definition = task('arn:aws:states:::aws-sdk:secretsmanager:getSecretValue', {
    Parameters: { SecretId: 's' },
  });
  const { described } = await runMachine(clients, await createMachine(clients, definition));
  expect(described.cause).toContain('(AWS_ENDPOINT_URL_SECRETS_MANAGER;');
});

describe('activities', () => {
  const activityArn = `${home}:activity:work`;

  it('hand a task to a worker and take its answer', async () => {
    const clients = await startStates();
    const { sfn } = clients;
    await sfn.send(new CreateActivityCommand({ name: 'work' }));
    const stateMachineArn = await createMachine(clients, task(activityArn, { HeartbeatSeconds: 30 }));
    const work = sfn.send(new GetActivityTaskCommand({ activityArn, workerName: 'me' }));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: '{"a":1}' }));
    const { taskToken, input } = await work;
    expect(input).toBe('{"a":1}');
    await sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
    await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '"done"' }));
    const { described, events } = await ended(sfn, executionArn!);
    expect(described.output).toBe('"done"');
    expect(events.find(({ type }) => type === 'ActivityStarted')).toMatchObject({
      activityStartedEventDetails: { workerName: 'me' },
    });
  });

  it('take a failure from a worker that comes late', async () => {
    const clients = await startStates();
    const { sfn } = clients;
    await sfn.send(new CreateActivityCommand({ name: 'work' }));
    const stateMachineArn = await createMachine(clients, task(activityArn));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    const { taskToken } = await sfn.send(new GetActivityTaskCommand({ activityArn }));
    await sfn.send(new SendTaskFailureCommand({ taskToken, error: 'E', cause: 'C' }));
    expect((await ended(sfn, executionArn!)).described).toMatchObject({ error: 'E', cause: 'C' });
  });

  it('do not hand out the task of an execution that was stopped', async () => {
    const clients = await startStates();
    const { sfn } = clients;
    await sfn.send(new CreateActivityCommand({ name: 'work' }));
    const stateMachineArn = await createMachine(clients, task(activityArn));
    const start = (input: string): Promise<{ executionArn?: string | undefined }> =>
      sfn.send(new StartExecutionCommand({ stateMachineArn, input }));
    const { executionArn } = await start('1');
    await sfn.send(new StopExecutionCommand({ executionArn }));
    await start('2');
    const { input } = await sfn.send(new GetActivityTaskCommand({ activityArn }));
    expect(input).toBe('2');
  });

  it('forget a worker that has gone away', async () => {
    const clients = await startStates();
    const { sfn } = clients;
    await sfn.send(new CreateActivityCommand({ name: 'work' }));
    const gone = new AbortController();
    const poll = sfn.send(new GetActivityTaskCommand({ activityArn }), { abortSignal: gone.signal });
    const refused = expect(poll).rejects.toThrow('aborted');
    gone.abort();
    await refused;
    const stateMachineArn = await createMachine(clients, task(activityArn));
    await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    expect((await sfn.send(new GetActivityTaskCommand({ activityArn }))).taskToken).toBeDefined();
  });

  it('that are deleted fail the execution', async () => {
    const clients = await startStates();
    await clients.sfn.send(new CreateActivityCommand({ name: 'work' }));
    const machine = await createMachine(clients, task(activityArn));
    await clients.sfn.send(new DeleteActivityCommand({ activityArn }));
    const { described } = await runMachine(clients, machine);
    expect(described).toMatchObject({
      error: 'States.Runtime',
      cause: `An error occurred while executing the state 'Task' (entered at the event id #2). The activity ${activityArn} does not exist.`,
    });
  });

  it('know their tokens from others', async () => {
    const { sfn } = await startStates();
    expect(
      await refusal(sfn.send(new SendTaskSuccessCommand({ taskToken: 'AAAA', output: '1' }))),
    ).toMatchObject({ name: 'InvalidToken', message: "Invalid Token: 'Invalid token'" });
  });
});

describe('states:startExecution', () => {
  const everything = [{ Action: '*', Resource: '*' }];
  const nested = (pattern: string, Input: unknown = { a: 1 }): string =>
    task(`arn:aws:states:::states:startExecution${pattern}`, {
      Parameters: { StateMachineArn: `${home}:stateMachine:inner`, Name: 'one', Input },
    });

  it('starts and goes on', async () => {
    const clients = await startStates(everything);
    await createMachine(clients, waiting, { name: 'inner' });
    const { described } = await runMachine(clients, await createMachine(clients, nested('')));
    expect(JSON.parse(described.output!)).toMatchObject({
      ExecutionArn: `${home}:execution:inner:one`,
      SdkHttpMetadata: { HttpStatusCode: 200 },
    });
    const inner = await clients.sfn.send(
      new StopExecutionCommand({ executionArn: `${home}:execution:inner:one` }),
    );
    expect(inner.stopDate).toBeDefined();
  });

  const waitingPatterns: [pattern: string, input: unknown, output: unknown][] = [
    ['.sync', '{"a":1}', '{"done":true}'],
    ['.sync:2', { a: 1 }, { done: true }],
  ];
  it.each(waitingPatterns)('waits for the end with %s', async (pattern, Input, Output) => {
    const clients = await startStates(everything);
    await createMachine(clients, passing, { name: 'inner' });
    const { described } = await runMachine(clients, await createMachine(clients, nested(pattern)));
    expect(JSON.parse(described.output!)).toMatchObject({
      ExecutionArn: `${home}:execution:inner:one`,
      Name: 'one',
      Status: 'SUCCEEDED',
      Input,
      Output,
      StartDate: expect.any(Number),
    });
  });

  it("starts and waits in another account as that account's role", async () => {
    const clients = await startStates(everything);
    const keys = { accessKeyId: '222222222222', secretAccessKey: 'x' };
    const theirs = {
      ...clients,
      iam: clientsOf(clients.endpoint, keys).iam,
      sfn: statesOf(clients.endpoint, keys),
    };
    const trustUs = trustOf({ Principal: { AWS: `arn:aws:iam::${account}:root` } });
    await createRole(theirs.iam, 'entry', everything, trustUs);
    await createRole(theirs.iam, 'machines');
    const inner = await createMachine(theirs, passing, {
      name: 'inner',
      roleArn: 'arn:aws:iam::222222222222:role/machines',
    });
    const definition = task('arn:aws:states:::states:startExecution.sync:2', {
      Parameters: { StateMachineArn: inner },
      Credentials: { RoleArn: 'arn:aws:iam::222222222222:role/entry' },
    });
    const { described } = await runMachine(clients, await createMachine(clients, definition));
    expect(JSON.parse(described.output!)).toMatchObject({
      StateMachineArn: inner,
      Status: 'SUCCEEDED',
      Output: { done: true },
    });
  });

  it('fails with what it waited for', async () => {
    const clients = await startStates(everything);
    const failing = asl({ Fail: { Type: 'Fail', Error: 'E', Cause: 'C' } });
    await createMachine(clients, failing, { name: 'inner' });
    const { described } = await runMachine(clients, await createMachine(clients, nested('.sync:2')));
    expect(described.error).toBe('States.TaskFailed');
    expect(JSON.parse(described.cause!)).toMatchObject({ Error: 'E', Cause: 'C', Status: 'FAILED' });
  });

  it('needs the right to look at what it waits for', async () => {
    const clients = await startStates([
      { Action: 'states:StartExecution', Resource: `${home}:stateMachine:inner` },
      { Action: 'events:*', Resource: '*' },
    ]);
    await createMachine(clients, passing, { name: 'inner' });
    const { described } = await runMachine(clients, await createMachine(clients, nested('.sync')));
    expect(described).toMatchObject({ status: 'FAILED', error: 'StepFunctions.AWSStepFunctionsException' });
    expect(described.cause).toContain(
      `is not authorized to perform: states:DescribeExecution on resource: ${home}:execution:inner:one`,
    );
  });

  it('stops what it waits for when it is stopped', async () => {
    const clients = await startStates(everything);
    const { sfn } = clients;
    await createMachine(clients, waiting, { name: 'inner' });
    const stateMachineArn = await createMachine(clients, nested('.sync'));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    await started(clients, executionArn!);
    await sfn.send(new StopExecutionCommand({ executionArn }));
    expect((await ended(sfn, `${home}:execution:inner:one`)).described.status).toBe('ABORTED');
  });

  async function started({ sfn }: StatesClients, executionArn: string): Promise<void> {
    while (!(await historyOf(sfn, executionArn)).types.includes('TaskSubmitted'));
  }
});
