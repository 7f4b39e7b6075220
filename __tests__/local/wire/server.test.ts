import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { form, send } from './raw.ts';

let aws: LocalAws;
let port: string;

beforeAll(async () => {
  aws = await startLocalAws();
  ({ port } = new URL(aws.endpoint));
});

afterAll(() => aws.close());

const identity = { service: 'sts', ...form({ Action: 'GetCallerIdentity', Version: '2011-06-15' }) };

function identify(headers: Record<string, string>): ReturnType<typeof send> {
  return send(aws.endpoint, { ...identity, headers: { ...identity.headers, ...headers } });
}

describe('the endpoint', () => {
  it('is on a loopback address, and a port can be taken once', async () => {
    expect(aws.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await expect(startLocalAws({ port: Number(port) })).rejects.toThrow('EADDRINUSE');
  });

  it.each([
    ['its address', '127.0.0.1:PORT', 200],
    ['another port: tunnels and containers map them', '127.0.0.1:4566', 200],
    ['no port', 'localhost', 200],
    ['any case', 'LocalHost:PORT', 200],
    ['a name below localhost', 'states.localhost:PORT', 200],
    ['another loopback address', '127.1.2.3:PORT', 200],
    ['the host of synchronous executions, as the AWS CLI makes it', 'sync-127.0.0.1:PORT', 200],
    ['another host that begins so', 'sync-127.0.0.1.evil.example', 403],
    ['the newer loopback address', '[::1]:PORT', 200],
    ['a name of the web, made to resolve to loopback', 'evil.example:PORT', 403],
    ['a name that begins like loopback', '127.0.0.1.evil.example', 403],
    ['a name that ends like localhost', 'evillocalhost:PORT', 403],
    ['a name that begins like localhost', 'localhost.evil.example', 403],
    ['another address', '192.168.0.1:PORT', 403],
  ])('asked for as %s', async (_, host, status) => {
    expect((await identify({ host: host.replace('PORT', port) })).status).toBe(status);
  });

  it.each([
    ['of its own', 'http://127.0.0.1:PORT', 200],
    ['of the web', 'https://evil.example', 403],
    ['of a function’s URL, on another port', 'http://127.0.0.1:1', 403],
    ['of another name for loopback', 'http://localhost:PORT', 403],
    ['that is none', 'null', 403],
  ])('asked by a page %s', async (_, origin, status) => {
    expect((await identify({ origin: origin.replace('PORT', port) })).status).toBe(status);
  });

  it.each([
    ['from its own page', 'same-origin', 200],
    ['by a person', 'none', 200],
    ['by a picture of a page of the web', 'cross-site', 403],
    ['by a picture of a function’s page', 'same-site', 403],
  ])('asked %s', async (_, site, status) => {
    expect((await identify({ 'sec-fetch-site': site })).status).toBe(status);
  });

  it('takes the caller from a presigned address', async () => {
    const query = new URLSearchParams({
      Action: 'GetCallerIdentity',
      'X-Amz-Credential': '222222222222/20261122/eu-west-1/sts/aws4_request',
    });
    const { status, body } = await send(aws.endpoint, { method: 'GET', path: `/?${query.toString()}` });
    expect(status).toBe(200);
    expect(body).toContain('<Account>222222222222</Account>');
  });

  it('gives each answer the id of its request', async () => {
    const [one, other] = [await identify({}), await identify({})];
    const id = String(one.headers['x-amzn-requestid']);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    expect(one.body).toContain(`<RequestId>${id}</RequestId>`);
    expect(other.headers['x-amzn-requestid']).not.toBe(id);
  });
});

describe('a request that reaches no service', () => {
  it('is told that it is unsigned', async () => {
    const { status, headers, body } = await send(aws.endpoint, { body: '{}' });
    expect(status).toBe(403);
    expect(headers['x-amzn-errortype']).toBe('MissingAuthenticationTokenException');
    expect(JSON.parse(body)).toMatchObject({ message: 'Missing Authentication Token' });
  });

  it('is told so in XML when it is of the query protocol', async () => {
    const { status, headers, body } = await send(aws.endpoint, form({}));
    expect(status).toBe(403);
    expect(headers['content-type']).toBe('text/xml');
    expect(body).toContain('<Code>MissingAuthenticationTokenException</Code>');
  });

  it('is told which service is not there', async () => {
    const { status, body } = await send(aws.endpoint, { service: 'kinesis', body: '{}' });
    expect(status).toBe(501);
    expect(JSON.parse(body)).toMatchObject({
      __type: 'NotImplemented',
      message: 'The embedded AWS has no service kinesis: it cannot do POST /',
    });
  });

  it('is told that its headers are too large', async () => {
    const { status } = await send(aws.endpoint, { headers: { 'x-large': 'x'.repeat(20_000) } });
    expect(status).toBe(431);
  });

  it('is told that it is too large, after it has been sent', async () => {
    const body = Buffer.alloc(70_167_212, 'x');
    const answer = await send(aws.endpoint, { service: 'lambda', path: '/2015-03-31/functions', body });
    expect(answer.status).toBe(413);
    expect(answer.headers['x-amzn-errortype']).toBe('RequestEntityTooLargeException');
    expect(answer.body).toContain('Request must be smaller than 70167211 bytes');
  });
});
