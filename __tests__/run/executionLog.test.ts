/** What is logged of an execution is its history, told in another form: of a standard one there are both to compare. */
import { describe, expect, it } from '@jest/globals';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateStateMachineCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { connect } from '../../src/aws/connection.ts';
import { systemClock } from '../../src/clock.ts';
import type { Workbench } from '../../src/deploy/workbench.ts';
import { startLocalAws } from '../../src/local/server.ts';
import { newEvents } from '../../src/run/events.ts';
import { loggedHistory } from '../../src/run/executionLog.ts';

const logGroup = '/aws/vendedlogs/states/m';
const failing = { StartAt: 'No', States: { No: { Type: 'Fail', Error: 'No', Cause: 'never' } } };
const describing = {
  Type: 'Task',
  Resource: 'arn:aws:states:::aws-sdk:sfn:describeStateMachine',
  Parameters: { 'StateMachineArn.$': '$$.StateMachine.Id' },
  ResultSelector: { 'name.$': '$.Name' },
  End: true,
};
const caught = [{ ErrorEquals: ['States.ALL'], Next: 'Items' }];
const definition = {
  StartAt: 'Branches',
  States: {
    Branches: { Type: 'Parallel', Branches: [failing], Catch: caught, Next: 'Items' },
    Items: {
      Type: 'Map',
      ItemsPath: '$$.Execution.Input',
      ItemProcessor: {
        StartAt: 'Each',
        States: {
          Each: {
            Type: 'Choice',
            Choices: [{ Variable: '$', NumericEquals: 1, Next: 'One' }],
            Default: 'Many',
          },
          One: { Type: 'Wait', Seconds: 0, Next: 'Many' },
          Many: describing,
        },
      },
      Next: 'Broken',
    },
    Broken: { Type: 'Pass', Parameters: { 'a.$': '$.nothing' }, End: true },
  },
};

describe('the log of an execution', () => {
  it('is its history, event by event', async () => {
    const local = await startLocalAws();
    const credentials = { accessKeyId: '123456789012', secretAccessKey: 'x' };
    const aws = await connect({ endpoint: local.endpoint, region: 'us-east-1', credentials });
    try {
      const Principal = { Service: 'states.amazonaws.com' };
      const trust = {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
      };
      const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
      const role = { RoleName: 'r', AssumeRolePolicyDocument: JSON.stringify(trust) };
      const { Role } = await aws.iam.send(new CreateRoleCommand(role));
      await aws.iam.send(
        new PutRolePolicyCommand({ RoleName: 'r', PolicyName: 'p', PolicyDocument: JSON.stringify(all) }),
      );
      await aws.logs.send(new CreateLogGroupCommand({ logGroupName: logGroup }));
      const logGroupArn = `arn:aws:logs:us-east-1:123456789012:log-group:${logGroup}:*`;
      const { stateMachineArn } = await aws.sfn.send(
        new CreateStateMachineCommand({
          name: 'm',
          definition: JSON.stringify(definition),
          roleArn: Role?.Arn,
          loggingConfiguration: {
            level: 'ALL',
            includeExecutionData: true,
            destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }],
          },
        }),
      );
      const started = await aws.sfn.send(new StartExecutionCommand({ stateMachineArn, input: '[1,2,3]' }));
      const bench = { aws, clock: systemClock, signal: new AbortController().signal } as Workbench;
      const times = { startedAt: systemClock.now(), patienceMs: 10_000 };
      const logged = await loggedHistory(bench, { logGroup, name: 'm', ...times });
      const { events } = await newEvents(bench, started.executionArn ?? '', 0);
      expect(events.length).toBeGreaterThan(25);
      expect(new Set(events.map(({ type }) => type)).size).toBeGreaterThan(15);
      const plain = (list: readonly object[]): unknown => JSON.parse(JSON.stringify(list));
      expect({ ...logged, events: plain(logged.events) }).toEqual({ isWhole: true, events: plain(events) });
    } finally {
      aws.close();
      await local.close();
    }
  });
});
