/** The control address as a careless user, and as a page in a browser, would try it. */
import { describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { startAws } from '../support.ts';

const json = { 'content-type': 'application/json' };

interface Attempt {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** fetch would not let a test say its own Host. */
async function attempt(endpoint: string, { method = 'PUT', path = 'faults', headers = json, body }: Attempt) {
  return new Promise<{ status: number; text: string; headers: object }>((resolve, reject) => {
    const outgoing = request(`${endpoint}/_stepline/${path}`, { method, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

describe('mistakes are named', () => {
  it.each([
    ['no list', '{"faults":{}}', 'faults is not a list'],
    ['no object', '{"faults":[7]}', 'faults[0] is not an object'],
    [
      'no effect',
      '{"faults":[{}]}',
      'faults[0].effect is not one of error, throttle, deny, delay, drop, hold',
    ],
    ['an effect that is a method', '{"faults":[{"effect":"toString"}]}', 'faults[0].effect is not one of'],
    ['an unknown member', '{"faults":[{"effect":"error","nth":3}]}', 'faults[0]: error has no member nth'],
    ['a member of another effect', '{"faults":[{"effect":"error","ms":3}]}', 'error has no member ms'],
    [
      'a delay without a length',
      '{"faults":[{"effect":"delay"}]}',
      'faults[0].ms is not a number of milliseconds',
    ],
    ['a moment that is none', '{"faults":[{"effect":"drop","when":"now"}]}', 'when is not before or after'],
    [
      'calls are counted from one',
      '{"faults":[{"effect":"error","call":0}]}',
      'call is not a whole number from one',
    ],
    [
      'the second is wrong',
      '{"faults":[{"effect":"error"},{"effect":"error","from":"1"}]}',
      'faults[1].from',
    ],
    ['no JSON', 'faults', 'not a JSON object'],
  ])('%s', async (_reason, body, message) => {
    const { endpoint } = await startAws();
    const answer = await attempt(endpoint, { body });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(message);
    expect((await attempt(endpoint, { method: 'GET' })).text).toBe('{"faults":[]}');
  });

  it.each([
    ['GET', 'faults/0/strike'],
    ['GET', 'faults/0'],
    ['POST', 'faults'],
    ['GET', 'nothing'],
  ])('%s %s is not there', async (method, path) => {
    const { endpoint } = await startAws();
    expect((await attempt(endpoint, { method, path })).status).toBe(404);
  });
});

describe('a page in a browser', () => {
  const body = '{"faults":[{"effect":"error"}]}';

  it.each<{ reason: string; with: Attempt; status: number }>([
    {
      reason: 'asks first, and is never told yes',
      with: {
        method: 'OPTIONS',
        headers: { origin: 'http://evil.example', 'access-control-request-method': 'PUT' },
      },
      status: 403,
    },
    {
      reason: 'of another origin',
      with: { headers: { ...json, origin: 'http://evil.example' }, body },
      status: 403,
    },
    {
      reason: 'of a function, on a port of its own',
      with: { headers: { ...json, origin: 'http://127.0.0.1:9' }, body },
      status: 403,
    },
    {
      reason: 'under a name that it made resolve to loopback',
      with: { headers: { ...json, host: 'evil.example' }, body },
      status: 403,
    },
    {
      reason: 'that sends what needs no question',
      with: { headers: { 'content-type': 'text/plain' }, body },
      status: 415,
    },
    {
      reason: 'that shows a picture',
      with: { method: 'GET', path: 'calls', headers: { 'sec-fetch-site': 'cross-site' } },
      status: 403,
    },
  ])('$reason', async ({ with: tried, status }) => {
    const { endpoint } = await startAws();
    const answer = await attempt(endpoint, tried);
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect((await attempt(endpoint, { method: 'GET' })).text).toBe('{"faults":[]}');
  });
});
