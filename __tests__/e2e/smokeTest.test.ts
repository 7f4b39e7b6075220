/** The example of a smoke test, with an API that stands already: what CI runs after somebody else's deploy. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stepline } from '../support/spawn.ts';

const api = createServer((request, response) => {
  response.statusCode = request.url === '/broken' ? 500 : 200;
  response.end(JSON.stringify({ version: 2 }));
});

beforeAll(async () => {
  api.listen(0, '127.0.0.1');
  await once(api, 'listening');
});

afterAll(async () => {
  api.close();
  await once(api, 'close');
});

interface Row {
  readonly reason: string;
  readonly path: string;
  readonly body: object;
  readonly code: number;
  readonly shows: RegExp;
}

const rows: readonly Row[] = [
  {
    reason: 'answers as expected',
    path: '/',
    body: { version: 2 },
    code: 0,
    shows: /"body":\{"version":2\}/,
  },
  {
    reason: 'answers with another status',
    path: '/broken',
    body: {},
    code: 1,
    shows: /UnexpectedAnswer: GET \S+\/broken answered 500 and not 200: \{"version":2\}/,
  },
  {
    reason: 'answers with another body',
    path: '/',
    body: { version: 3 },
    code: 1,
    shows: /UnexpectedAnswer: GET \S+: version not as expected in \{"version":2\}/,
  },
];

describe('a smoke test of an API that', () => {
  it.each(rows)('$reason', async ({ path, body, code, shows }) => {
    const { port } = api.address() as AddressInfo;
    const input = { url: `http://127.0.0.1:${port}${path}`, expect: { status: 200, body } };
    const result = await stepline(['run', 'examples/smoke-test', '--input', JSON.stringify(input)]);
    expect(result.stdout).toMatch(shows);
    expect(result.code).toBe(code);
  });
});
