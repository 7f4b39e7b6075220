import { describe, expect, it } from '@jest/globals';
import type { FunctionBlueprint } from '../../src/compile/blueprint.ts';
import { policyDocument } from '../../src/compile/iam/policy.ts';
import { blueprintOf, target } from './support.ts';

async function functionOf(
  settings: string,
  options: Parameters<typeof blueprintOf>[2] = {},
): Promise<FunctionBlueprint> {
  const yaml = `name: w\nfunctions: { a: { source: a.mjs${settings} }, b: { source: b.mjs } }\nsteps: [{ function: a }]\n`;
  const [first] = (await blueprintOf(yaml, {}, options)).functions;
  return first!;
}

const logs = {
  sid: 'WriteOwnLogs',
  actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  resources: ['arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/w-dev-a:*'],
  reason: 'the function writes to its own log group',
};

describe('a function', () => {
  it('is named after workflow, stage and key, with a role and a log group of its own', async () => {
    expect(await functionOf('', { stage: 'prod' })).toMatchObject({
      key: 'a',
      name: 'w-prod-a',
      arn: 'arn:aws:lambda:eu-west-1:123456789012:function:w-prod-a',
      logGroup: '/aws/lambda/w-prod-a',
      role: {
        name: 'w-prod-a',
        path: '/stepline/w/prod/',
        arn: 'arn:aws:iam::123456789012:role/stepline/w/prod/w-prod-a',
      },
    });
  });

  it('is trusted to Lambda, and may write its own logs and nothing else', async () => {
    const { role } = await functionOf('');
    expect(role.statements).toEqual([logs]);
    expect(role.trust).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    });
  });

  it("may do what its permissions say, with the target's names filled in", async () => {
    const permissions =
      ", permissions: [{ actions: ['${env.SERVICE}:PutItem'], resources: ['arn:${partition}:dynamodb:${region}:${account}:table/t'] }]";
    const { role } = await functionOf(permissions, { env: { SERVICE: 'dynamodb' } });
    expect(policyDocument(role.statements)).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Sid: logs.sid, Effect: 'Allow', Action: logs.actions, Resource: logs.resources },
        {
          Sid: 'Permission1',
          Effect: 'Allow',
          Action: ['dynamodb:PutItem'],
          Resource: ['arn:aws:dynamodb:eu-west-1:123456789012:table/t'],
        },
      ],
    });
    expect(role.statements[1]?.reason).toBe('functions.a.permissions[0]');
  });

  it('has its environment filled in, other functions by their live alias, and values as they are', async () => {
    const environment =
      ", environment: { OTHER: '${functions.b}', HERE: '${region}', SECRET: '${env.SECRET}', PLAIN: '$${x}' }";
    const { environment: filled } = await functionOf(environment, { env: { SECRET: 'a${region}$b' } });
    expect(filled).toEqual({
      OTHER: 'arn:aws:lambda:eu-west-1:123456789012:function:w-dev-b:live',
      HERE: 'eu-west-1',
      SECRET: 'a${region}$b',
      PLAIN: '${x}',
    });
  });

  it('has its URL filled in too', async () => {
    const url = ", url: { auth: NONE, cors: { allowOrigins: ['https://${env.HOST}'], maxAge: 1m } }";
    expect((await functionOf(url, { env: { HOST: 'example.com' } })).url).toEqual({
      auth: 'NONE',
      invokeMode: 'BUFFERED',
      cors: { allowOrigins: ['https://example.com'], maxAgeSeconds: 60 },
    });
  });

  it.each([
    ['', 'w: a'],
    [", description: 'in ${region}'", 'in eu-west-1'],
  ])('is described (%s)', async (settings, description) => {
    expect((await functionOf(settings)).description).toBe(description);
  });
});

describe('a blueprint', () => {
  it('is marked as owned by workflow and stage', async () => {
    const blueprint = await blueprintOf('name: w\nsteps: [{ pass: }]\n', {}, { stage: 'prod' });
    expect(blueprint.tags).toEqual({ 'stepline:workflow': 'w', 'stepline:stage': 'prod' });
    expect(blueprint.rolePath).toBe('/stepline/w/prod/');
  });

  it('is the same for the same workflow and target', async () => {
    const yaml = 'name: w\nfunctions: { a: { source: a.mjs } }\nsteps: [{ function: a }]\n';
    const [one, two] = [await blueprintOf(yaml), await blueprintOf(yaml, {}, { target: { ...target } })];
    expect(two.stateMachine).toEqual(one.stateMachine);
  });
});
