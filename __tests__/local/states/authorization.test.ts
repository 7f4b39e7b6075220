/** Callers that are a role's session may do what the role may; everybody else is the account's root. */
import { describe, expect, it } from '@jest/globals';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
  UpdateStateMachineCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { account, refusal, trustOf } from '../support.ts';
import {
  createMachine,
  createRole,
  home,
  passing,
  roleArn,
  startStates,
  statesOf,
  type StatesClients,
} from './support.ts';

const machine = `${home}:stateMachine:machine`;

/** A client with the credentials of a role that may do what the statements allow. */
async function actingAs({ iam, sts, endpoint }: StatesClients, statements: object[]): Promise<SFNClient> {
  const trust = trustOf({ Principal: { AWS: `arn:aws:iam::${account}:root` } });
  await createRole(iam, 'caller', statements, trust);
  const { Credentials: keys } = await sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/caller`, RoleSessionName: 'me' }),
  );
  return statesOf(endpoint, {
    accessKeyId: keys!.AccessKeyId!,
    secretAccessKey: keys!.SecretAccessKey!,
    sessionToken: keys!.SessionToken!,
  });
}

const denied = (action: string, resource: string): string =>
  `User: arn:aws:sts::${account}:assumed-role/caller/me is not authorized to perform: ${action} on resource: ${resource} ` +
  `because no identity-based policy allows the ${action} action`;

describe("a role's session", () => {
  it('may do what its role may, with the resources that it names', async () => {
    const clients = await startStates();
    await createMachine(clients, passing);
    await createMachine(clients, passing, { name: 'other' });
    const sfn = await actingAs(clients, [{ Action: 'states:StartExecution', Resource: machine }]);
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: machine }));
    const other = `${home}:stateMachine:other`;
    const refused: [call: Promise<unknown>, action: string, resource: string][] = [
      [sfn.send(new StartExecutionCommand({ stateMachineArn: other })), 'states:StartExecution', other],
      [sfn.send(new DescribeExecutionCommand({ executionArn })), 'states:DescribeExecution', executionArn!],
      [sfn.send(new ListStateMachinesCommand({})), 'states:ListStateMachines', '*'],
    ];
    for (const [call, action, resource] of refused) {
      expect(await refusal(call)).toEqual({
        name: 'AccessDeniedException',
        message: denied(action, resource),
        status: 400,
      });
    }
  });

  it('may do with versions and aliases what it may do with the state machine', async () => {
    const clients = await startStates();
    await createMachine(clients, passing, { publish: true });
    const Action = [
      'states:CreateStateMachineAlias',
      'states:DescribeStateMachineAlias',
      'states:StartExecution',
    ];
    const sfn = await actingAs(clients, [{ Action, Resource: machine }]);
    const routingConfiguration = [{ stateMachineVersionArn: `${machine}:1`, weight: 100 }];
    const alias = await sfn.send(new CreateStateMachineAliasCommand({ name: 'live', routingConfiguration }));
    const { stateMachineAliasArn } = alias;
    expect(await sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }))).toMatchObject({
      name: 'live',
    });
    const start = new StartExecutionCommand({ stateMachineArn: stateMachineAliasArn });
    expect(await sfn.send(start)).toHaveProperty('executionArn');
  });

  it('must be allowed to pass the role', async () => {
    const clients = await startStates();
    const sfn = await actingAs(clients, [{ Action: 'states:*', Resource: '*' }]);
    const create = new CreateStateMachineCommand({ name: 'machine', definition: passing, roleArn });
    expect((await refusal(sfn.send(create))).message).toBe(denied('iam:PassRole', roleArn));
    await createMachine(clients, passing);
    const update = new UpdateStateMachineCommand({ stateMachineArn: machine, definition: ` ${passing}` });
    expect((await refusal(sfn.send(update))).message).toBe(denied('iam:PassRole', roleArn));
  });

  it('may pass it to Step Functions where the policy says so', async () => {
    const clients = await startStates();
    const toStates = { StringEquals: { 'iam:PassedToService': 'states.amazonaws.com' } };
    const sfn = await actingAs(clients, [
      { Action: 'states:CreateStateMachine', Resource: machine },
      { Action: 'iam:PassRole', Resource: roleArn, Condition: toStates },
    ]);
    const create = new CreateStateMachineCommand({ name: 'machine', definition: passing, roleArn });
    expect((await sfn.send(create)).stateMachineArn).toBe(machine);
  });
});
