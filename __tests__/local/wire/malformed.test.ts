/** Malformed requests: a sample of `npm run fuzz:wire`, and what its findings were mended with. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fuzzWire } from '../../../scripts/fuzz-wire/fuzz.ts';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { form, send, type RawRequest } from './raw.ts';

let aws: LocalAws;
const notes: string[] = [];

beforeAll(async () => {
  aws = await startLocalAws({ note: (line) => notes.push(line) });
});

afterAll(() => aws.close());

function call(service: string, target: string, body: string | Buffer): RawRequest {
  return { service, headers: { 'x-amz-target': target }, body };
}

function states(operation: string, body: string | Buffer): RawRequest {
  return call('states', `AWSStepFunctions.${operation}`, body);
}

const identity = { service: 'sts', ...form({ Action: 'GetCallerIdentity' }) };

const rows: readonly [why: string, request: RawRequest, status: number, told: string][] = [
  [
    'a number for a text',
    states('DescribeActivity', '{"activityArn":5}'),
    400,
    'NUMBER_VALUE can not be converted to a String',
  ],
  [
    'a text for a number',
    states('ListActivities', '{"maxResults":"5"}'),
    400,
    'STRING_VALUE can not be converted to a Number',
  ],
  ['a text for a list', states('CreateActivity', '{"name":"a","tags":"x"}'), 400, 'Expected list or null'],
  [
    'a list for a structure',
    states('CreateStateMachine', '{"loggingConfiguration":[]}'),
    400,
    'Expected structure',
  ],
  [
    'a wrong type deep inside',
    states('CreateActivity', '{"name":"a","tags":[{"key":{}}]}'),
    400,
    'Start of structure or map',
  ],
  ['nothing in a list', states('CreateActivity', '{"name":"a","tags":[null]}'), 400, 'Expected structure'],
  [
    'bytes that are no UTF-8',
    states('CreateActivity', Buffer.from('7b226e616d65223a22ff227d', 'hex')),
    400,
    'not a JSON object',
  ],
  ['a method that calls nothing', { ...states('ListActivities', '{}'), method: 'PATCH' }, 405, 'PATCH'],
  ['the same in the query protocol', { ...identity, method: 'PUT' }, 405, 'PUT'],
  [
    'a list for a text in a form',
    { service: 'iam', ...form({ Action: 'GetRole', 'RoleName.member.1': 'x' }) },
    400,
    'Start of list',
  ],
  [
    'a text for a number in a form',
    { service: 'iam', ...form({ Action: 'ListRoles', MaxItems: 'x' }) },
    400,
    'can not be converted',
  ],
  [
    'a path that is no address',
    { service: 'lambda', method: 'GET', path: '/../..//' },
    501,
    'no operation lambda:GET',
  ],
  [
    'a region that is none',
    { ...states('ListActivities', '{}'), region: 'us_east' },
    403,
    'Missing Authentication Token',
  ],
];

describe('a malformed request', () => {
  it.each(rows)('%s', async (_, request, status, told) => {
    const answer = await send(aws.endpoint, request);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(told);
    expect(notes).toEqual([]);
  });

  it('with null for a member is one without it', async () => {
    const { status } = await send(aws.endpoint, states('CreateActivity', '{"name":"a","tags":null}'));
    expect(status).toBe(200);
  });

  it('of any kind is answered as promised', async () => {
    const { faults, statuses } = await fuzzWire({ count: 200, seed: 1 });
    expect(faults).toEqual([]);
    expect(statuses.get('400')).toBeGreaterThan(50);
  });
});
