import { describe, expect, it } from '@jest/globals';
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
  type CreateStateMachineInput,
} from '@aws-sdk/client-sfn';
import { account, refusal, trustOf } from '../support.ts';
import {
  asl,
  createMachine,
  createRole,
  home,
  passing,
  roleArn,
  startStates,
  until,
  waiting,
} from './support.ts';

const machineArn = `${home}:stateMachine:machine`;

describe('creating a state machine', () => {
  const repeated: [why: string, second: Partial<CreateStateMachineInput>, taken: boolean][] = [
    ['the same request is answered again', {}, false],
    ['another role is ignored', { roleArn: `arn:aws:iam::${account}:role/other` }, false],
    ['other tags are ignored', { tags: [{ key: 'a', value: 'b' }] }, false],
    ['another definition takes the name', { definition: waiting }, true],
    ['definitions are compared as text', { definition: ` ${passing}` }, true],
    ['another type takes the name', { type: 'EXPRESS' }, true],
    ['publishing takes the name where the first did not', { publish: true }, true],
    ['other tracing takes the name', { tracingConfiguration: { enabled: true } }, true],
  ];
  it.each(repeated)('%s', async (_, second, taken) => {
    const clients = await startStates();
    await createRole(clients.iam, 'other');
    await createMachine(clients, passing);
    const again = createMachine(clients, passing, second);
    if (taken) {
      expect(await refusal(again)).toMatchObject({
        name: 'StateMachineAlreadyExists',
        message: `State Machine Already Exists: '${machineArn}'`,
      });
    } else expect(await again).toBe(machineArn);
    const { sfn } = clients;
    const { roleArn: role } = await sfn.send(
      new DescribeStateMachineCommand({ stateMachineArn: machineArn }),
    );
    expect(role).toBe(roleArn);
  });

  const refused: [why: string, input: Partial<CreateStateMachineInput>, name: string, message: string][] = [
    ['a name with a blank', { name: 'a b' }, 'InvalidName', "Invalid Name: 'a b'"],
    [
      'no name and too long a description: both are told',
      { name: undefined, versionDescription: 'x'.repeat(257) },
      'ValidationException',
      `2 validation errors detected: Value '${'x'.repeat(257)}' at 'versionDescription' failed to satisfy constraint: ` +
        "Member must have length less than or equal to 256; Value null at 'name' failed to satisfy constraint: Member must not be null",
    ],
    [
      'a definition with a fault',
      { definition: asl({ A: { Type: 'Pass' } }) },
      'InvalidDefinition',
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Exactly one of these fields must be specified: [Next, End] at /States/A'",
    ],
    ['a role that is none', { roleArn: 'me' }, 'InvalidArn', "Invalid Role Arn: 'me'"],
    [
      "another account's role",
      { roleArn: 'arn:aws:iam::222222222222:role/machines' },
      'AccessDeniedException',
      'Cross-account pass role is not allowed.',
    ],
    [
      'a role that is not there',
      { roleArn: `arn:aws:iam::${account}:role/nobody` },
      'AccessDeniedException',
      'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
    ],
    [
      'a role that trusts another service',
      { roleArn: `arn:aws:iam::${account}:role/functions` },
      'AccessDeniedException',
      'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
    ],
    [
      'a role that trusts another state machine alone',
      { roleArn: `arn:aws:iam::${account}:role/picky` },
      'AccessDeniedException',
      'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
    ],
    [
      'a role that may not manage the rule of a .sync task',
      {
        definition: asl({
          Nested: { Type: 'Task', Resource: 'arn:aws:states:::states:startExecution.sync:2', End: true },
        }),
      },
      'AccessDeniedException',
      `'${roleArn}' is not authorized to create managed-rule.`,
    ],
    [
      'a role that may not deliver logs',
      {
        loggingConfiguration: {
          level: 'ALL',
          destinations: [
            {
              cloudWatchLogsLogGroup: { logGroupArn: `arn:aws:logs:us-east-1:${account}:log-group:group:*` },
            },
          ],
        },
      },
      'AccessDeniedException',
      'The state machine IAM Role is not authorized to access the Log Destination',
    ],
    [
      'a key of the customer without the key',
      { encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY' } },
      'InvalidEncryptionConfiguration',
      'Invalid Encryption Configuration',
    ],
  ];
  it.each(refused)('refuses %s', async (_, input, name, message) => {
    const clients = await startStates();
    await createRole(clients.iam, 'functions', [], trustOf());
    const condition = { ArnLike: { 'aws:SourceArn': `${home}:stateMachine:other` } };
    const trust = trustOf({ Principal: { Service: 'states.amazonaws.com' }, Condition: condition });
    await createRole(clients.iam, 'picky', [], trust);
    await clients.logs.send(new CreateLogGroupCommand({ logGroupName: 'group' }));
    const answer = await refusal(createMachine(clients, passing, input));
    expect(answer).toMatchObject({ name, status: 400 });
    expect(answer.message.startsWith(message) ? message : answer.message).toBe(message);
  });

  it('fills defaults in, and tags', async () => {
    const clients = await startStates();
    await createMachine(clients, passing, { tags: [{ key: 'a', value: 'b' }] });
    const { $metadata: _, ...described } = await clients.sfn.send(
      new DescribeStateMachineCommand({ stateMachineArn: machineArn }),
    );
    expect(described).toEqual({
      stateMachineArn: machineArn,
      name: 'machine',
      type: 'STANDARD',
      status: 'ACTIVE',
      definition: passing,
      roleArn,
      creationDate: expect.any(Date),
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
    const { tags } = await clients.sfn.send(new ListTagsForResourceCommand({ resourceArn: machineArn }));
    expect(tags).toEqual([{ key: 'a', value: 'b' }]);
  });

  it('keeps regions and accounts apart', async () => {
    const clients = await startStates();
    await createMachine(clients, passing);
    const elsewhere = `arn:aws:states:eu-west-1:${account}:stateMachine:machine`;
    expect(
      await refusal(clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn: elsewhere }))),
    ).toMatchObject({ name: 'StateMachineDoesNotExist' });
  });
});

describe('updating a state machine', () => {
  it('changes what is given and keeps the rest', async () => {
    const clients = await startStates();
    const stateMachineArn = await createMachine(clients, passing, {
      tracingConfiguration: { enabled: true },
    });
    const first = await clients.sfn.send(
      new UpdateStateMachineCommand({ stateMachineArn, definition: waiting }),
    );
    expect(first.revisionId).toMatch(/^[0-9a-f-]{36}$/);
    const described = await clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(described).toMatchObject({
      definition: waiting,
      revisionId: first.revisionId,
      tracingConfiguration: { enabled: true },
    });
    const same = await clients.sfn.send(
      new UpdateStateMachineCommand({ stateMachineArn, definition: waiting, roleArn }),
    );
    expect(same.revisionId).toBe(first.revisionId);
  });

  const refused: [why: string, input: object, name: string, message: string][] = [
    [
      'nothing to change',
      {},
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    ],
    [
      'a role that does not trust Step Functions',
      { roleArn: `arn:aws:iam::${account}:role/functions` },
      'AccessDeniedException',
      'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
    ],
    [
      'a version description without a version',
      { definition: waiting, versionDescription: 'x' },
      'ValidationException',
      'Version description can only be set when publish is true',
    ],
  ];
  it.each(refused)('refuses %s', async (_, input, name, message) => {
    const clients = await startStates();
    await createRole(clients.iam, 'functions', [], trustOf());
    const stateMachineArn = await createMachine(clients, passing);
    const update = clients.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, ...input }));
    expect(await refusal(update)).toMatchObject({ name, message, status: 400 });
  });
});

describe('deleting a state machine', () => {
  it('waits for running executions, and frees the name then', async () => {
    const clients = await startStates();
    const { sfn } = clients;
    const stateMachineArn = await createMachine(clients, waiting);
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(described.status).toBe('DELETING');
    expect(await refusal(createMachine(clients, waiting))).toMatchObject({ name: 'StateMachineDeleting' });
    expect(await refusal(sfn.send(new StartExecutionCommand({ stateMachineArn })))).toMatchObject({
      name: 'StateMachineDeleting',
    });
    await sfn.send(new StopExecutionCommand({ executionArn }));
    await until(
      () => sfn.send(new ListStateMachinesCommand({})),
      ({ stateMachines }) => stateMachines?.length === 0,
    );
    expect(await createMachine(clients, passing)).toBe(stateMachineArn);
  });

  it('is done where there is none', async () => {
    const { sfn } = await startStates();
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn: machineArn }));
  });
});

it('lists by name, page by page', async () => {
  const clients = await startStates();
  for (const name of ['c', 'a', 'b']) await createMachine(clients, passing, { name });
  const first = await clients.sfn.send(new ListStateMachinesCommand({ maxResults: 2 }));
  const second = await clients.sfn.send(new ListStateMachinesCommand({ nextToken: first.nextToken }));
  const names = [first, second].map(({ stateMachines }) => stateMachines?.map(({ name }) => name));
  expect(names).toEqual([['a', 'b'], ['c']]);
  expect(second.nextToken).toBeUndefined();
  expect(await refusal(clients.sfn.send(new ListStateMachinesCommand({ nextToken: 'x' })))).toMatchObject({
    name: 'InvalidToken',
  });
});

it('tags and untags, up to fifty', async () => {
  const clients = await startStates();
  const resourceArn = await createMachine(clients, passing);
  const { sfn } = clients;
  await sfn.send(
    new TagResourceCommand({
      resourceArn,
      tags: [
        { key: 'a', value: '1' },
        { key: 'b', value: '2' },
      ],
    }),
  );
  await sfn.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a', 'none'] }));
  const { tags } = await sfn.send(new ListTagsForResourceCommand({ resourceArn }));
  expect(tags).toEqual([{ key: 'b', value: '2' }]);
  const many = Array.from({ length: 50 }, (_, index) => ({ key: `k${index}`, value: '' }));
  expect(await refusal(sfn.send(new TagResourceCommand({ resourceArn, tags: many })))).toMatchObject({
    name: 'TooManyTags',
  });
  const missing = `${home}:stateMachine:none`;
  expect(await refusal(sfn.send(new ListTagsForResourceCommand({ resourceArn: missing })))).toMatchObject({
    name: 'ResourceNotFound',
  });
});

it('validates without creating', async () => {
  const { sfn } = await startStates();
  const valid = await sfn.send(new ValidateStateMachineDefinitionCommand({ definition: passing }));
  expect(valid).toMatchObject({ result: 'OK', diagnostics: [], truncated: false });
  const definition = asl({ A: { Type: 'Pass' }, B: { Type: 'Pass' } });
  const faulty = await sfn.send(new ValidateStateMachineDefinitionCommand({ definition, maxResults: 1 }));
  expect(faulty).toMatchObject({ result: 'FAIL', truncated: true });
  expect(faulty.diagnostics).toHaveLength(1);
  await sfn.send(new CreateStateMachineCommand({ name: 'a', definition: passing, roleArn }));
});
