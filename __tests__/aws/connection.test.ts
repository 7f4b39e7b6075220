import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import { connect } from '../../src/aws/connection.ts';
import { exitCode } from '../../src/errors.ts';
import { json, startEndpoint, type Answer } from '../support/endpoint.ts';

const identity = (arn: string): Answer => ({
  headers: { 'content-type': 'text/xml' },
  body: `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${arn}</Arn><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
});

/** Neither this machine's settings nor those of whoever runs the tests. */
const none: Readonly<Record<string, string | undefined>> = {
  AWS_REGION: undefined,
  AWS_DEFAULT_REGION: undefined,
  AWS_PROFILE: undefined,
  AWS_ENDPOINT_URL: undefined,
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
};

describe('a connection', () => {
  const before = { ...process.env };

  function set(variables: Readonly<Record<string, string | undefined>>): void {
    for (const [name, value] of Object.entries(variables)) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }

  beforeEach(() => {
    set(none);
  });
  afterEach(() => {
    set(Object.fromEntries(Object.keys(none).map((name) => [name, before[name]])));
  });

  it.each([
    ['missing', {}],
    ['an empty variable', { AWS_REGION: '' }],
  ])('needs a region; without one nothing is called (%s)', async (_, variables) => {
    set(variables);
    await using endpoint = await startEndpoint(() => {
      throw new Error('called');
    });
    await expect(connect({ endpoint: endpoint.url })).rejects.toMatchObject({
      message: 'no AWS region is given. Set AWS_REGION, or aws-region in the Action',
      exitCode: exitCode.invalid,
    });
  });

  it("takes region, endpoint and credentials from the SDK's standard variables", async () => {
    await using endpoint = await startEndpoint(() => identity('arn:aws-cn:iam::123456789012:user/u'));
    set({ AWS_REGION: 'cn-north-1', AWS_ENDPOINT_URL: endpoint.url });
    const aws = await connect({});
    expect(aws.target).toEqual({ account: '123456789012', region: 'cn-north-1', partition: 'aws-cn' });
    aws.close();
  });

  it('sends every client to its endpoint and region', async () => {
    const targets: string[] = [];
    await using endpoint = await startEndpoint((target) => {
      targets.push(target);
      return target === 'undefined' ? identity('arn:aws:iam::123456789012:user/u') : json({ name: 'm' });
    });
    const aws = await connect({ endpoint: endpoint.url, region: 'us-west-2' });
    expect(await aws.sfn.send(new DescribeStateMachineCommand({ stateMachineArn: 'arn' }))).toMatchObject({
      name: 'm',
    });
    expect(targets).toEqual(['undefined', 'AWSStepFunctions.DescribeStateMachine']);
    aws.close();
  });

  it('ends when the signal aborts', async () => {
    await using endpoint = await startEndpoint(() => identity('arn:aws:iam::123456789012:user/u'));
    const connecting = connect({ endpoint: endpoint.url, region: 'us-west-2' }, AbortSignal.abort());
    await expect(connecting).rejects.toMatchObject({ name: 'AbortError' });
  });
});
