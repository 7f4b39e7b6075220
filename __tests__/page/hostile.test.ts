/**
 * A page of somebody else's, open in the browser of who runs the endpoint, tries to make the endpoint do something: from
 * another port, under another name of this machine, under a name that it made resolve to loopback.
 */
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { linkTo } from '../../src/page/route.ts';
import { send } from '../local/wire/raw.ts';
import { createMachine, passing } from '../local/states/support.ts';
import { describeInChromium, launchChromium } from '../report/chromium.ts';
import { startEndpoint, type Endpoint } from './support.ts';

const rebound = 'evil.example';

/** Signed in its address, which needs no header that a page may not send. */
function presigned(service: string, path: string, query: Readonly<Record<string, string>> = {}): string {
  const credential = `111111111111/20261123/us-east-1/${service}/aws4_request`;
  return `${path}?${new URLSearchParams({ ...query, 'X-Amz-Credential': credential }).toString()}`;
}

const trust = '{"Version":"2012-10-17","Statement":[]}';
const newRole = { Action: 'CreateRole', RoleName: 'evil', AssumeRolePolicyDocument: trust };
const newFunction = JSON.stringify({
  FunctionName: 'evil',
  Role: 'arn:aws:iam::111111111111:role/functions',
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  Code: { ZipFile: '' },
});
const start = JSON.stringify({
  stateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:machine',
});
const page = '/_stepline/console/111111111111/us-east-1/states/';

/** Each is an expression of the hostile page's, with `aws` the endpoint's origin. */
const attacks: readonly (readonly [name: string, expression: string])[] = [
  [
    'a fetch without CORS, as plain text, of an operation whose address is signed',
    `fetch(aws + ${JSON.stringify(presigned('lambda', '/2015-03-31/functions'))}, { method: 'POST', mode: 'no-cors', body: ${JSON.stringify(newFunction)} })`,
  ],
  [
    'a fetch with cookies',
    `fetch(aws + ${JSON.stringify(presigned('iam', '/', newRole))}, { method: 'POST', mode: 'no-cors', credentials: 'include' })`,
  ],
  [
    'a fetch with AWS’s headers',
    `fetch(aws, { method: 'POST', headers: { 'x-amz-target': 'AWSStepFunctions.StartExecution', authorization: 'AWS4-HMAC-SHA256 Credential=111111111111/20261123/us-east-1/states/aws4_request' }, body: ${JSON.stringify(start)} })`,
  ],
  [
    'a fetch of what the endpoint’s page asks',
    `fetch(aws + '${page}', { method: 'POST', headers: { 'x-amz-target': 'AWSStepFunctions.StartExecution' }, body: ${JSON.stringify(start)} })`,
  ],
  [
    'the same as plain text',
    `fetch(aws + '${page}', { method: 'POST', mode: 'no-cors', body: ${JSON.stringify(start)} })`,
  ],
  ['a list for the page', `fetch(aws + '/_stepline/console/homes', { mode: 'no-cors' })`],
  ['the page’s document', `fetch(aws + '/', { mode: 'no-cors', headers: { accept: 'text/html' } })`],
  [
    'a change of the faults',
    `fetch(aws + '/_stepline/faults', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"faults":[]}' })`,
  ],
  ['a beacon', `navigator.sendBeacon(aws + ${JSON.stringify(presigned('iam', '/', newRole))}, 'x')`],
  [
    'a form',
    `new Promise((done) => {
      const form = document.createElement('form');
      const frame = document.createElement('iframe');
      Object.assign(frame, { name: 'target', onload: done });
      Object.assign(form, { method: 'POST', action: aws + ${JSON.stringify(presigned('iam', '/'))}, target: 'target' });
      for (const [name, value] of Object.entries(${JSON.stringify(newRole)})) {
        const field = document.createElement('input');
        Object.assign(field, { name, value });
        form.append(field);
      }
      document.body.append(frame, form);
      form.submit();
    })`,
  ],
  [
    'a picture',
    `new Promise((done) => { const image = new Image(); image.onerror = image.onload = done; image.src = aws + ${JSON.stringify(presigned('iam', '/', newRole))}; })`,
  ],
  [
    'a script',
    `new Promise((done) => { const script = document.createElement('script'); script.onerror = script.onload = done; script.src = aws + ${JSON.stringify(presigned('iam', '/', newRole))}; document.head.append(script); })`,
  ],
  [
    'a WebSocket',
    `new Promise((done) => { const socket = new WebSocket(aws.replace('http', 'ws') + '${page}'); socket.onerror = socket.onclose = socket.onopen = done; })`,
  ],
  [
    'the page in a frame',
    `new Promise((done) => { const frame = document.createElement('iframe'); frame.onload = done; frame.src = aws; document.body.append(frame); })`,
  ],
];

describeInChromium('a hostile page in Chromium', () => {
  let aws: Endpoint;
  let browser: Browser;
  let evil: Server;
  let evilPort: number;
  let awsPort: string;
  beforeAll(async () => {
    evil = createServer((_, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>evil</title><body>');
    }).listen(0, '127.0.0.1');
    const resolving = `--host-resolver-rules=MAP ${rebound} 127.0.0.1`;
    // Newer browsers ask before a page of the web may reach this machine; older ones, and people, let it.
    const letting = '--disable-features=LocalNetworkAccessChecks';
    [aws, browser] = await Promise.all([
      startEndpoint(),
      launchChromium(resolving, letting),
      once(evil, 'listening'),
    ]);
    await createMachine(aws, passing);
    evilPort = (evil.address() as AddressInfo).port;
    awsPort = new URL(aws.endpoint).port;
  });
  afterAll(async () => {
    await browser.close();
    evil.closeAllConnections();
    evil.close();
    await aws.close();
  });
  beforeEach(() => aws.control.forgetCalls());

  interface Attacked {
    /** Of what came through to the endpoint. */
    readonly statuses: readonly number[];
    readonly page: Page;
  }

  /** Opens the hostile page at its origin, and has it do all of its attacks on the endpoint by the given name. */
  async function attackFrom(origin: string, target: string): Promise<Attacked> {
    const page = await browser.newPage();
    const statuses: number[] = [];
    page.on('response', (response) => {
      if (new URL(response.url()).origin === target && !response.url().endsWith('/attack'))
        statuses.push(response.status());
    });
    // The document came before the name led here, from elsewhere.
    if (origin === target)
      await page.route('**/attack', (route) => route.fulfill({ contentType: 'text/html', body: '<body>' }));
    await page.goto(`${origin}/attack`);
    await page.evaluate(
      `Promise.allSettled([${attacks.map(([, attack]) => `(async (aws) => ${attack})('${target}')`).join(', ')}])`,
    );
    return { page, statuses };
  }

  async function expectNothingDone({ page, statuses }: Attacked): Promise<void> {
    await page.close();
    expect(statuses.length).toBeGreaterThan(5);
    expect([...new Set(statuses)]).toEqual([403]);
    expect(await aws.control.calls()).toEqual([]);
    expect((await aws.lambda.send(new ListFunctionsCommand({}))).Functions).toEqual([]);
    const { Roles: roles = [] } = await aws.iam.send(new ListRolesCommand({}));
    expect(roles.map(({ RoleName }) => RoleName)).toEqual(['functions', 'machines']);
  }

  it.each([
    ['on another port', () => `http://127.0.0.1:${evilPort}`, () => aws.endpoint],
    ['under another name of this machine', () => `http://localhost:${evilPort}`, () => aws.endpoint],
    ['below localhost', () => `http://a.localhost:${evilPort}`, () => `http://localhost:${awsPort}`],
    [
      'under a name that was made to resolve to loopback (DNS rebinding)',
      () => `http://${rebound}:${awsPort}`,
      () => `http://${rebound}:${awsPort}`,
    ],
    ['of the web', () => `http://${rebound}:${evilPort}`, () => aws.endpoint],
  ])('%s reaches no operation', async (_, origin, target) => {
    await expectNothingDone(await attackFrom(origin(), target()));
  });

  it('is not shown the endpoint’s page, not even in a window', async () => {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${evilPort}/`);
    const [opened] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate(
        `void open('${aws.endpoint}/${linkTo('machine', 'arn:aws:states:us-east-1:111111111111:stateMachine:machine')}')`,
      ),
    ]);
    await opened.waitForLoadState();
    expect(await opened.locator('h1').count()).toBe(0);
    expect(await aws.control.calls()).toEqual([]);
    await page.close();
  });

  it.each([
    ['CreateFunction', { path: presigned('lambda', '/2015-03-31/functions'), body: newFunction }],
    ['CreateRole', { path: presigned('iam', '/', newRole), method: 'GET' }],
  ])('a program that is no page reaches %s with the very same request', async (operation, request) => {
    await send(aws.endpoint, request);
    expect((await aws.control.calls()).map((call) => call.operation)).toEqual([operation]);
  });
});
