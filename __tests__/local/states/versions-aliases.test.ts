import { describe, expect, it } from '@jest/globals';
import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineAliasCommand,
  DeleteStateMachineVersionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ListStateMachineAliasesCommand,
  ListStateMachineVersionsCommand,
  PublishStateMachineVersionCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
  type RoutingConfigurationListItem,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { refusal } from '../support.ts';
import { home, passing, roleArn, runMachine, startStates, waiting, type StatesClients } from './support.ts';

const stateMachineArn = `${home}:stateMachine:machine`;
const version = (number: number): string => `${stateMachineArn}:${number}`;

/** A machine with versions 1 (passing) and 2 (waiting). */
async function startTwoVersions(): Promise<StatesClients> {
  const clients = await startStates();
  const { sfn } = clients;
  await sfn.send(
    new CreateStateMachineCommand({ name: 'machine', definition: passing, roleArn, publish: true }),
  );
  await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: waiting, publish: true }));
  return clients;
}

function createAlias(sfn: SFNClient, name: string, ...routes: [number, number][]): Promise<unknown> {
  return sfn.send(new CreateStateMachineAliasCommand({ name, routingConfiguration: routing(...routes) }));
}

function routing(...routes: [number, number][]): RoutingConfigurationListItem[] {
  return routes.map(([number, weight]) => ({ stateMachineVersionArn: version(number), weight }));
}

describe('versions', () => {
  it('keep the revision that they were made of', async () => {
    const { sfn } = await startTwoVersions();
    const first = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: version(1) }));
    expect(first).toMatchObject({ stateMachineArn: version(1), definition: passing });
    expect(first.revisionId).toBeUndefined();
  });

  it('are published once per revision, and their numbers are not used again', async () => {
    const { sfn } = await startTwoVersions();
    const again = await sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn }));
    expect(again.stateMachineVersionArn).toBe(version(2));
    await sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: version(2) }));
    const third = await sfn.send(
      new PublishStateMachineVersionCommand({ stateMachineArn, description: 'third' }),
    );
    expect(third.stateMachineVersionArn).toBe(version(3));
    const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: version(3) }));
    expect(described.description).toBe('third');
    const { stateMachineVersions } = await sfn.send(new ListStateMachineVersionsCommand({ stateMachineArn }));
    expect(stateMachineVersions?.map(({ stateMachineVersionArn }) => stateMachineVersionArn)).toEqual([
      version(3),
      version(1),
    ]);
  });

  it('are published of the revision that is asked for, or not at all', async () => {
    const { sfn } = await startTwoVersions();
    const publish = sfn.send(
      new PublishStateMachineVersionCommand({ stateMachineArn, revisionId: 'INITIAL' }),
    );
    const answer = await refusal(publish);
    expect(answer.name).toBe('ConflictException');
    expect(answer.message).toMatch(
      /^Failed to publish the State Machine version for revision INITIAL\. The current State Machine revision is [0-9a-f-]{36}\.$/,
    );
  });

  it('stay while an alias leads to them', async () => {
    const { sfn } = await startTwoVersions();
    await createAlias(sfn, 'live', [1, 100]);
    const remove = new DeleteStateMachineVersionCommand({ stateMachineVersionArn: version(1) });
    expect(await refusal(sfn.send(remove))).toMatchObject({ name: 'ConflictException' });
    await sfn.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn: `${stateMachineArn}:live` }));
    await sfn.send(remove);
    await sfn.send(remove);
  });
});

describe('aliases', () => {
  it('lead an execution to their version', async () => {
    const clients = await startTwoVersions();
    await createAlias(clients.sfn, 'live', [1, 100]);
    const { described } = await runMachine(clients, `${stateMachineArn}:live`);
    expect(described).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"done":true}',
      stateMachineArn,
      stateMachineVersionArn: version(1),
      stateMachineAliasArn: `${stateMachineArn}:live`,
    });
  });

  it('never take a route of weight 0', async () => {
    const clients = await startTwoVersions();
    await createAlias(clients.sfn, 'live', [2, 0], [1, 100]);
    for (let round = 0; round < 5; round += 1) {
      const { described } = await runMachine(clients, `${stateMachineArn}:live`);
      expect(described.stateMachineVersionArn).toBe(version(1));
    }
  });

  it('are moved, described, listed and deleted', async () => {
    const { sfn } = await startTwoVersions();
    await createAlias(sfn, 'live', [1, 100]);
    const stateMachineAliasArn = `${stateMachineArn}:live`;
    const routingConfiguration = routing([1, 10], [2, 90]);
    await sfn.send(
      new UpdateStateMachineAliasCommand({ stateMachineAliasArn, routingConfiguration, description: 'd' }),
    );
    const described = await sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }));
    expect(described).toMatchObject({ name: 'live', description: 'd', routingConfiguration });
    const list = new ListStateMachineAliasesCommand({ stateMachineArn: version(2) });
    const listed = await sfn.send(list);
    expect(listed.stateMachineAliases).toMatchObject([{ stateMachineAliasArn }]);
    await sfn.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn }));
    expect((await sfn.send(list)).stateMachineAliases).toEqual([]);
    expect(
      await refusal(sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }))),
    ).toMatchObject({ name: 'ResourceNotFound' });
  });

  it('lead to versions that are there', async () => {
    const { sfn } = await startTwoVersions();
    expect(await refusal(createAlias(sfn, 'live', [9, 100]))).toMatchObject({ name: 'ResourceNotFound' });
  });
});
