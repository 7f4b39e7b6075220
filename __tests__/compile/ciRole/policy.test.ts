import { describe, expect, it } from '@jest/globals';
import { ciStatements } from '../../../src/compile/ciRole/policy.ts';
import type { Statement } from '../../../src/compile/blueprint.ts';
import { policyDocument } from '../../../src/compile/iam/policy.ts';
import { blueprintOf, target } from '../support.ts';

async function statementsOf(settings = '', top = ''): Promise<readonly Statement[]> {
  const yaml = `name: w\n${top}functions: { a: { source: a.mjs${settings} } }\nsteps: [{ function: a }]\n`;
  return ciStatements(await blueprintOf(yaml), target);
}

const find = (statements: readonly Statement[], sid: string): Statement | undefined =>
  statements.find((one) => one.sid === sid);

describe("the policy of the CI's role", () => {
  it('allows `*` only where AWS takes no resource', async () => {
    const wide = (await statementsOf(', vpc: { subnets: [subnet-1], securityGroups: [sg-1] }')).filter(
      ({ resources }) => resources.includes('*'),
    );
    expect(wide.flatMap(({ actions }) => actions)).toEqual([
      'iam:ListRoles',
      'states:ValidateStateMachineDefinition',
      'states:TestState',
      'logs:DescribeLogGroups',
      'tag:GetResources',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
    ]);
  });

  it('names resources of the workflow and stage, and no action by a pattern', async () => {
    for (const { actions, resources } of await statementsOf()) {
      expect(actions.filter((action) => action.includes('*'))).toEqual([]);
      for (const resource of resources.filter((one) => one !== '*'))
        expect(resource).toMatch(/[/:]w-dev\b|\/stepline\/w\/dev\//);
    }
  });

  it('passes each role to its own service', async () => {
    const passed = (await statementsOf()).filter(({ actions }) => actions.includes('iam:PassRole'));
    expect(passed.map(({ resources, condition }) => ({ resources, condition }))).toEqual([
      {
        resources: ['arn:aws:iam::123456789012:role/stepline/w/dev/w-dev-*'],
        condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
      },
      {
        resources: ['arn:aws:iam::123456789012:role/stepline/w/dev/w-dev'],
        condition: { StringEquals: { 'iam:PassedToService': 'states.amazonaws.com' } },
      },
    ]);
  });

  it('makes roles only within the boundary, where there is one', async () => {
    const arn = 'arn:aws:iam::123456789012:policy/B';
    const bounded = await statementsOf('', `permissionsBoundary: ${arn}\n`);
    const condition = { StringEquals: { 'iam:PermissionsBoundary': arn } };
    expect(find(bounded, 'MakeRoles')?.condition).toEqual(condition);
    expect(find(bounded, 'BoundRoles')?.condition).toEqual(condition);
    const free = await statementsOf();
    expect(find(free, 'MakeRoles')?.condition).toBeUndefined();
    expect(find(free, 'BoundRoles')).toBeUndefined();
  });

  it('makes no roles where all are given', async () => {
    const role = 'arn:aws:iam::123456789012:role/mine';
    const statements = await statementsOf(`, role: '${role}'`, `role: ${role}\n`);
    const actions = statements.flatMap((one) => one.actions).filter((one) => one.startsWith('iam:'));
    expect(actions).toEqual(['iam:ListRoles', 'iam:PassRole', 'iam:PassRole']);
    expect(find(statements, 'PassFunctionRoles')?.resources).toEqual([role]);
    expect(find(statements, 'PassStateMachineRole')?.resources).toEqual([role]);
  });

  it('follows a run into the executions that it starts', async () => {
    const yaml = `name: w
steps:
  - state:
      Type: Task
      Resource: arn:aws:states:::states:startExecution.sync:2
      Parameters: { StateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:other' }
  - state:
      Type: Map
      ItemProcessor:
        ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
        StartAt: One
        States: { One: { Type: Pass, End: true } }
`;
    const statements = ciStatements(await blueprintOf(yaml), target);
    expect(find(statements, 'FollowNested')?.resources).toEqual([
      'arn:aws:states:eu-west-1:123456789012:execution:other:*',
    ]);
    expect(find(statements, 'FollowMapRuns')?.resources).toEqual([
      expect.stringMatching(/:mapRun:w-dev\/\*$/),
    ]);
    expect(find(statements, 'FindFailedItems')?.actions).toEqual(['states:ListExecutions']);
    expect(find(statements, 'FollowExecutions')?.resources).toHaveLength(2);
    const plain = await statementsOf();
    for (const sid of ['FollowNested', 'FollowMapRuns', 'FindFailedItems'])
      expect(find(plain, sid)).toBeUndefined();
  });

  const extras: readonly (readonly [string, string, string, readonly string[]])[] = [
    [
      'layers',
      ", layers: ['arn:aws:lambda:r:1:layer:l:1']",
      'lambda:GetLayerVersion',
      ['arn:aws:lambda:r:1:layer:l:1'],
    ],
    ['a key', ", kmsKey: 'arn:aws:kms:r:1:key/k'", 'kms:CreateGrant', ['arn:aws:kms:r:1:key/k']],
  ];
  it.each(extras)('has what Lambda asks of the deployer for %s', async (_, settings, action, resources) => {
    const statement = (await statementsOf(settings)).find(({ actions }) => actions.includes(action));
    expect(statement?.resources).toEqual(resources);
    expect((await statementsOf()).some(({ actions }) => actions.includes(action))).toBe(false);
  });

  it('reads the repository of an image', async () => {
    const uri = `210987654321.dkr.ecr.eu-west-1.amazonaws.com/team/a@sha256:${'0'.repeat(64)}`;
    const yaml = `name: w\nfunctions: { a: { image: { uri: '${uri}' } } }\nsteps: [{ function: a }]\n`;
    const statements = ciStatements(await blueprintOf(yaml), target);
    expect(find(statements, 'UseImages')?.resources).toEqual([
      'arn:aws:ecr:eu-west-1:210987654321:repository/team/a',
    ]);
  });

  it('writes large zips under the prefix of their bucket', async () => {
    const blueprint = await blueprintOf('name: w\nsteps: [{ pass: }]\n');
    const statements = ciStatements(blueprint, target, { bucket: 'zips', prefix: 'stepline/' });
    expect(find(statements, 'DeliverZips')).toMatchObject({
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: ['arn:aws:s3:::zips/stepline/*'],
    });
  });

  it('covers names that are cut', async () => {
    const name = 'n'.repeat(62);
    const blueprint = await blueprintOf(
      `name: ${name}\nfunctions: { a: { source: a.mjs } }\nsteps: [{ function: a }]\n`,
    );
    const statements = ciStatements(blueprint, target);
    const fits = (sid: string, arn: string): boolean =>
      find(statements, sid)!.resources.some(
        (one) => one === arn || (one.endsWith('*') && arn.startsWith(one.slice(0, -1))),
      );
    const [one] = blueprint.functions;
    expect(fits('DeployFunctions', one!.arn)).toBe(true);
    expect(fits('PassFunctionRoles', one!.role.arn)).toBe(true);
    expect(fits('PassStateMachineRole', blueprint.stateMachine.role.arn)).toBe(true);
    expect(fits('MakeLogGroups', `arn:aws:logs:eu-west-1:123456789012:log-group:${one!.logGroup}`)).toBe(
      true,
    );
    expect(fits('ReadRoles', `arn:aws:iam::123456789012:role/${blueprint.stateMachine.role.name}`)).toBe(
      true,
    );
  });

  it('fits into a managed policy', async () => {
    expect(JSON.stringify(policyDocument(await statementsOf())).length).toBeLessThan(6_144);
  });
});
