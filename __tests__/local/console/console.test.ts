import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { Control } from '../../support/control.ts';
import { createMachine, createRole, passing, statesOf } from '../states/support.ts';
import { lambdaOf } from '../lambda/support.ts';
import { account, clientsOf } from '../support.ts';
import { send, type RawResponse } from '../wire/raw.ts';

let aws: LocalAws;
let control: Control;
let machine: string;

beforeAll(async () => {
  aws = await startLocalAws();
  control = new Control(aws.endpoint);
  const clients = clientsOf(aws.endpoint);
  await createRole(clients.iam, 'machines');
  const all = { ...clients, sfn: statesOf(aws.endpoint), lambda: lambdaOf(aws.endpoint) };
  machine = await createMachine(all, passing);
});
afterAll(() => aws.close());
beforeEach(() => control.forgetCalls());

const home = `/_stepline/console/${account}/us-east-1`;

/** As the page asks: an operation by its target, with its own origin. */
function ask(target: string, input: object, headers: Record<string, string> = {}): Promise<RawResponse> {
  const own = { origin: aws.endpoint, 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target };
  return send(aws.endpoint, {
    path: `${home}/${target.startsWith('Logs') ? 'logs' : 'states'}/`,
    headers: { ...own, ...headers },
    body: JSON.stringify(input),
  });
}

describe('the address of the page', () => {
  it('tells where there are state machines', async () => {
    const { body } = await send(aws.endpoint, { method: 'GET', path: '/_stepline/console/homes' });
    expect(JSON.parse(body)).toEqual({ homes: [{ account, region: 'us-east-1', partition: 'aws' }] });
  });

  it('answers reads as AWS does, without writing them down', async () => {
    const { status, body } = await ask('AWSStepFunctions.ListStateMachines', {});
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ stateMachines: [{ stateMachineArn: machine }] });
    expect(await control.calls()).toEqual([]);
  });

  it('starts executions, which is written down as every call that changes something', async () => {
    const { status } = await ask('AWSStepFunctions.StartExecution', { stateMachineArn: machine });
    expect(status).toBe(200);
    expect(await control.calls()).toMatchObject([
      { operation: 'StartExecution', caller: `arn:aws:iam::${account}:root`, status: 200 },
    ]);
  });

  it('needs no keys where everybody else does', async () => {
    const enforcing = await startLocalAws({ enforce: true });
    const target = { 'x-amz-target': 'AWSStepFunctions.ListStateMachines' };
    const request = { headers: { ...target, origin: enforcing.endpoint }, body: '{}' };
    const own = await send(enforcing.endpoint, { ...request, path: `${home}/states/` });
    const signed = await send(enforcing.endpoint, { ...request, service: 'states' });
    await enforcing.close();
    expect([own.status, signed.status >= 400]).toEqual([200, true]);
  });

  it('refuses in AWS’s words', async () => {
    const { status, body } = await ask('AWSStepFunctions.StartExecution', { stateMachineArn: 'x' });
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ __type: 'InvalidArn' });
  });

  it.each([
    ['CreateStateMachine: it has no form for it', 'AWSStepFunctions.CreateStateMachine', {}],
    ['DeleteStateMachine: it has no button for it', 'AWSStepFunctions.DeleteStateMachine', {}],
    ['PutLogEvents: it only reads logs', 'Logs_20140328.PutLogEvents', {}],
    ['without an Origin: every browser names it', 'AWSStepFunctions.StartExecution', { origin: '' }],
    ['from a page of the web', 'AWSStepFunctions.StartExecution', { origin: 'https://evil.example' }],
    ['from a function’s page', 'AWSStepFunctions.StartExecution', { origin: 'http://127.0.0.1:1' }],
    ['from a sandboxed frame', 'AWSStepFunctions.StartExecution', { origin: 'null' }],
    ['under a rebound name', 'AWSStepFunctions.StartExecution', { host: 'evil.example' }],
  ])('takes no %s', async (_, target, headers: Record<string, string>) => {
    const { origin, ...rest } = headers;
    const { status } =
      origin === ''
        ? await send(aws.endpoint, {
            path: `${home}/states/`,
            headers: { 'x-amz-target': target },
            body: '{}',
          })
        : await ask(target, { stateMachineArn: machine }, { ...rest, ...(origin && { origin }) });
    expect(status).toBe(403);
    expect(await control.calls()).toEqual([]);
  });

  it('passes on requests whose operation is in the path', async () => {
    const path = `${home}/lambda/2015-03-31/functions/none/configuration`;
    const { status, headers } = await send(aws.endpoint, { method: 'GET', path });
    expect([status, headers['x-amzn-errortype']]).toEqual([404, 'ResourceNotFoundException']);
    const listed = await send(aws.endpoint, { method: 'GET', path: `${home}/lambda/2015-03-31/functions` });
    expect(listed.status).toBe(403);
  });

  it.each([`${home}/kinesis/`, home, '/_stepline/console/1/us-east-1/states/'])(
    'has nothing at %s',
    async (path) => {
      const { status } = await send(aws.endpoint, { path, headers: { origin: aws.endpoint }, body: '{}' });
      expect(status).toBe(404);
    },
  );
});

describe('GET /', () => {
  const accept = { accept: 'text/html,*/*' };

  it('is the page for a browser: nothing may frame it, keep it, or be loaded by it', async () => {
    const { status, headers, body } = await send(aws.endpoint, { method: 'GET', headers: accept });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "frame-ancestors 'none'",
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(body) ?? [];
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; /);
    expect(body).not.toMatch(/(?:src|href)="http/);
  });

  it.each([
    ['for who wants no HTML', { method: 'GET' }, 403, 'Missing Authentication Token'],
    [
      'when it is signed: that lists buckets',
      { method: 'GET', service: 's3', headers: accept },
      200,
      '<Buckets',
    ],
    [
      'for a page of the web',
      { method: 'GET', headers: { ...accept, origin: 'https://evil.example' } },
      403,
      '',
    ],
    ['under a rebound name', { method: 'GET', headers: { ...accept, host: 'evil.example' } }, 403, ''],
  ])('is no page %s', async (_, request, status, words) => {
    const answer = await send(aws.endpoint, request);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(words);
    expect(answer.body).not.toContain('<html');
  });
});
