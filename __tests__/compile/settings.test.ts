import { describe, expect, it } from '@jest/globals';
import type { Blueprint, Statement } from '../../src/compile/blueprint.ts';
import { blueprintOf } from './support.ts';

const of = (settings: string, top = ''): Promise<Blueprint> =>
  blueprintOf(`name: w\n${top}functions: { a: { source: a.mjs${settings} } }\nsteps: [{ function: a }]\n`);

/** `ACTIONS on RESOURCES (REASON)` of what a function may do beside writing its logs. */
function grantsOf([, ...statements]: readonly Statement[]): string[] {
  return statements.map(
    ({ actions, resources, reason }) => `${actions.join(' ')} on ${resources.join(' ')} (${reason})`,
  );
}

describe("a function's role", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'makes network interfaces for a network of its own',
      ', vpc: { subnets: [subnet-1], securityGroups: [sg-1] }',
      [
        'ec2:CreateNetworkInterface ec2:DeleteNetworkInterface ec2:AssignPrivateIpAddresses ec2:UnassignPrivateIpAddresses on arn:aws:ec2:eu-west-1:123456789012:*/* (functions.a.vpc)',
        'ec2:DescribeNetworkInterfaces ec2:DescribeSubnets on * (functions.a.vpc)',
      ],
    ],
    [
      'sends dead letters to its queue',
      ", deadLetter: 'arn:aws:sqs:${region}:${account}:dlq'",
      ['sqs:SendMessage on arn:aws:sqs:eu-west-1:123456789012:dlq (functions.a.deadLetter)'],
    ],
    [
      'publishes dead letters to its topic',
      ", deadLetter: 'arn:aws:sns:eu-west-1:1:t'",
      ['sns:Publish on arn:aws:sns:eu-west-1:1:t (functions.a.deadLetter)'],
    ],
    [
      'sends traces',
      ', tracing: true',
      ['xray:PutTraceSegments xray:PutTelemetryRecords on * (functions.a.tracing)'],
    ],
    [
      'does nothing more for the rest',
      ', ephemeralStorage: 1024, reservedConcurrency: 1, logs: { format: JSON }',
      [],
    ],
  ];
  it.each(cases)('%s', async (_, settings, grants) => {
    const [one] = (await of(settings)).functions;
    expect(grantsOf(one!.role.statements)).toEqual(grants);
  });

  it('writes to the log group that the function names', async () => {
    const blueprint = await of(', logs: { group: "/shop/${region}", retention: 14d }');
    const [one] = blueprint.functions;
    expect(one?.logGroup).toBe('/shop/eu-west-1');
    expect(one?.role.statements[0]?.resources).toEqual([
      'arn:aws:logs:eu-west-1:123456789012:log-group:/shop/eu-west-1:*',
    ]);
    expect(blueprint.logGroups).toEqual([{ name: '/shop/eu-west-1', retentionDays: 14 }]);
  });

  it('may be given: it is passed as it is, and says what it must allow', async () => {
    const [one] = (await of(", role: 'arn:aws:iam::${account}:role/team/f', tracing: true")).functions;
    expect(one?.role).toMatchObject({
      name: 'f',
      path: '/team/',
      arn: 'arn:aws:iam::123456789012:role/team/f',
      isGiven: true,
    });
    expect(grantsOf(one!.role.statements)).toHaveLength(1);
  });
});

describe("a state machine's role", () => {
  it('delivers logs and sends traces when it is told to, to a log group that is made', async () => {
    const top = 'logging: { level: ALL, includeExecutionData: true, retention: 7d }\ntracing: true\n';
    const { stateMachine, logGroups } = await of('', top);
    expect(stateMachine.logging).toEqual({
      level: 'ALL',
      includeExecutionData: true,
      logGroup: '/aws/vendedlogs/states/w-dev',
      logGroupArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vendedlogs/states/w-dev:*',
    });
    expect(logGroups).toContainEqual({ name: '/aws/vendedlogs/states/w-dev', retentionDays: 7 });
    expect(grantsOf(stateMachine.role.statements)).toEqual([
      'logs:CreateLogDelivery logs:GetLogDelivery logs:UpdateLogDelivery logs:DeleteLogDelivery logs:ListLogDeliveries logs:PutResourcePolicy logs:DescribeResourcePolicies logs:DescribeLogGroups on * (logging)',
      'xray:PutTraceSegments xray:PutTelemetryRecords xray:GetSamplingRules xray:GetSamplingTargets on * (tracing)',
    ]);
  });

  it.each(['', 'logging: { level: OFF }\n'])('delivers none otherwise (%j)', async (top) => {
    const { stateMachine, logGroups } = await of('', top);
    expect(stateMachine.logging).toEqual({ level: 'OFF', includeExecutionData: false });
    expect(grantsOf(stateMachine.role.statements)).toEqual([]);
    expect(logGroups).toEqual([{ name: '/aws/lambda/w-dev-a' }]);
  });

  it('may be given', async () => {
    const { stateMachine, functions } = await of('', "role: 'arn:aws:iam::123456789012:role/m'\n");
    expect(stateMachine.role).toMatchObject({ name: 'm', path: '/', isGiven: true });
    expect(functions[0]?.role.isGiven).toBe(false);
  });
});

describe('a permissions boundary', () => {
  it('bounds every role that is made, and none that is given', async () => {
    const top =
      "permissionsBoundary: 'arn:aws:iam::${account}:policy/B'\nrole: 'arn:aws:iam::123456789012:role/m'\n";
    const { stateMachine, functions } = await of('', top);
    expect(functions[0]?.role.permissionsBoundary).toBe('arn:aws:iam::123456789012:policy/B');
    expect(stateMachine.role.permissionsBoundary).toBeUndefined();
  });
});
