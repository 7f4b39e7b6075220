import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { send, type RawRequest, type RawResponse } from './raw.ts';

let aws: LocalAws;

beforeAll(async () => {
  aws = await startLocalAws();
});

afterAll(() => aws.close());

function call(method: string, path: string, raw: RawRequest = {}): Promise<RawResponse> {
  return send(aws.endpoint, { service: 'lambda', method, path, ...raw });
}

const arn = 'arn:aws:lambda:us-east-1:111111111111:function:none';

describe('REST JSON', () => {
  it.each([
    ['a path with a slash at its end', '/2015-03-31/functions/'],
    ['a path without', '/2015-03-31/functions'],
    ['members in the query', '/2015-03-31/functions/?MaxItems=10&FunctionVersion=ALL'],
  ])('takes %s', async (_, path) => {
    const { status, headers, body } = await call('GET', path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(body)).toEqual({ Functions: [] });
  });

  it.each([
    ['a name', 'none', 'Function not found: ARN'],
    ['an ARN, percent-encoded', encodeURIComponent(arn), 'Function not found: ARN'],
    ['an ARN as it is', arn, 'Function not found: ARN'],
  ])('takes %s for a label', async (_, label, message) => {
    const { status, headers, body } = await call('GET', `/2015-03-31/functions/${label}`);
    expect(status).toBe(404);
    expect(headers['x-amzn-errortype']).toBe('ResourceNotFoundException');
    expect(JSON.parse(body)).toMatchObject({
      Type: 'User',
      Message: message.replace('ARN', arn),
    });
  });

  it('does not mind a label that is no percent-encoding', async () => {
    const { status } = await call('GET', '/2015-03-31/functions/%zz');
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  it.each([
    ['path', 'GET', '/2015-03-31/nothing', 'GET /2015-03-31/nothing'],
    ['method', 'PATCH', '/2015-03-31/functions', 'PATCH /2015-03-31/functions'],
    ['segment too many', 'GET', '/2015-03-31/functions/a/b/c', 'GET /2015-03-31/functions/a/b/c'],
  ])('names a %s that is not there', async (_, method, path, named) => {
    const { status, headers, body } = await call(method, path);
    expect(status).toBe(501);
    expect(headers['x-amzn-errortype']).toBe('NotImplemented');
    expect(body).toContain(`has no operation lambda:${named}.`);
  });

  it('refuses a body that is no JSON', async () => {
    const { status, headers } = await call('POST', '/2015-03-31/functions', { body: '{' });
    expect(status).toBe(400);
    expect(headers['x-amzn-errortype']).toBe('SerializationException');
  });
});
