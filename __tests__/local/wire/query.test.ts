import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { SteppedClock, trustOf } from '../support.ts';
import { form, send, type RawResponse } from './raw.ts';

let aws: LocalAws;
const clock = new SteppedClock(Date.UTC(2026, 10, 22, 12, 0, 0, 987));

beforeAll(async () => {
  aws = await startLocalAws({ clock });
});

afterAll(() => aws.close());

function call(members: Record<string, string>): Promise<RawResponse> {
  return send(aws.endpoint, { service: 'iam', ...form({ Version: '2010-05-08', ...members }) });
}

function create(name: string, members: Record<string, string> = {}): Promise<RawResponse> {
  return call({ Action: 'CreateRole', RoleName: name, AssumeRolePolicyDocument: trustOf(), ...members });
}

/** The texts of all elements of a name. */
function texts(body: string, name: string): (string | undefined)[] {
  return [...body.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => text);
}

describe('AWS query', () => {
  it('answers XML in the namespace of its service, with dates to the second', async () => {
    const { status, headers, body } = await create('plain');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/xml');
    expect(body).toMatch(
      /^<CreateRoleResponse xmlns="https:\/\/iam\.amazonaws\.com\/doc\/2010-05-08\/"><CreateRoleResult><Role>/,
    );
    expect(texts(body, 'CreateDate')).toEqual(['2026-11-22T12:00:00Z']);
  });

  it('leaves out the result of an operation that has none', async () => {
    await create('touched');
    const { body } = await call({ Action: 'UntagRole', RoleName: 'touched', 'TagKeys.member.1': 'a' });
    expect(body).toMatch(/^<UntagRoleResponse xmlns="[^"]*"><ResponseMetadata><RequestId>[^<]*<\/RequestId>/);
  });

  it('has an empty result where the operation has one without members', async () => {
    await create('updated');
    const { body } = await call({ Action: 'UpdateRole', RoleName: 'updated' });
    expect(body).toMatch(/^<UpdateRoleResponse xmlns="[^"]*"><UpdateRoleResult><\/UpdateRoleResult><Resp/);
  });

  it('reads lists by their numbers, whatever their order', async () => {
    const tags = Array.from({ length: 12 }, (_, index): [string, string][] => [
      [`Tags.member.${index + 1}.Key`, `k${index + 1}`],
      [`Tags.member.${index + 1}.Value`, ''],
    ]);
    await create('tagged', Object.fromEntries(tags.reverse().flat()));
    const { body } = await call({ Action: 'ListRoleTags', RoleName: 'tagged' });
    expect(texts(body, 'Key')).toEqual(Array.from({ length: 12 }, (_, index) => `k${index + 1}`));
  });

  it('takes an empty text for an empty list', async () => {
    expect((await create('bare', { Tags: '' })).status).toBe(200);
  });

  it('escapes what XML reads otherwise, and drops what it cannot hold', async () => {
    const { body } = await create('odd', { Description: '<a href="x">&\r\n\u0000\u0001\ttab é 😀' });
    expect(texts(body, 'Description')).toEqual(['&lt;a href=&quot;x&quot;&gt;&amp;&#xD;\n\ttab é 😀']);
  });

  it('answers errors with code, message, and whose fault it is', async () => {
    const { status, body } = await call({ Action: 'GetRole', RoleName: '<none>' });
    expect(status).toBe(404);
    expect(body).toContain(
      '<Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>The role with name &lt;none&gt; cannot be found.</Message></Error>',
    );
  });

  it.each([
    ['an operation that is not there', { Action: 'CreateGroup' }, 501, 'NotImplemented'],
    ['a name that every object has', { Action: 'toString' }, 501, 'NotImplemented'],
    ['no operation', {}, 400, 'MissingAction'],
    [
      'a member too deep',
      { Action: 'GetRole', [`A${'.1'.repeat(50_000)}`]: 'x' },
      400,
      'MalformedQueryString',
    ],
  ])('refuses %s', async (_, members: Record<string, string>, status, code) => {
    const answer = await call(members);
    expect(answer.status).toBe(status);
    expect(texts(answer.body, 'Code')).toEqual([code]);
  });

  it('reads members of GET from the address', async () => {
    const query = new URLSearchParams({ Action: 'GetRole', RoleName: 'nobody' });
    const { status } = await send(aws.endpoint, {
      service: 'iam',
      method: 'GET',
      path: `/?${query.toString()}`,
    });
    expect(status).toBe(404);
  });
});
