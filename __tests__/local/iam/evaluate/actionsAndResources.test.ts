import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../../src/json.ts';
import { account, allow, judge, lacking, pages, type Hearing } from './judge.ts';

interface Row {
  readonly reason: string;
  readonly statement: JsonObject;
  readonly hearing?: Hearing;
  readonly allowed: boolean;
}

const table = `arn:aws:dynamodb:eu-west-1:${account}:table/orders`;

const actions: readonly Row[] = [
  { reason: 'the very action', statement: { Action: 'lambda:InvokeFunction' }, allowed: true },
  { reason: 'another action', statement: { Action: 'lambda:GetFunction' }, allowed: false },
  {
    reason: 'one of several',
    statement: { Action: ['lambda:GetFunction', 'lambda:InvokeFunction'] },
    allowed: true,
  },
  { reason: 'none of several', statement: { Action: ['lambda:GetFunction', 's3:*'] }, allowed: false },
  { reason: 'an empty list', statement: { Action: [] }, allowed: false },
  { reason: 'case does not count in actions', statement: { Action: 'LAMBDA:invokefunction' }, allowed: true },
  { reason: 'everything', statement: { Action: '*' }, allowed: true },
  { reason: 'everything, twice', statement: { Action: '*:*' }, allowed: true },
  { reason: 'a service whole', statement: { Action: 'lambda:*' }, allowed: true },
  { reason: 'another service whole', statement: { Action: 'states:*' }, allowed: false },
  { reason: 'a prefix', statement: { Action: 'lambda:Invoke*' }, allowed: true },
  { reason: 'a prefix is no suffix', statement: { Action: 'lambda:*Invoke' }, allowed: false },
  { reason: 'a star in the middle', statement: { Action: 'lambda:I*n' }, allowed: true },
  { reason: 'a star may stand for nothing', statement: { Action: 'lambda:InvokeFunction*' }, allowed: true },
  {
    reason: 'a question mark is one character',
    statement: { Action: 'lambda:Invoke?unction' },
    allowed: true,
  },
  { reason: 'a question mark is not none', statement: { Action: 'lambda:InvokeFunction?' }, allowed: false },
  { reason: 'a star gives back what it took', statement: { Action: 'lambda:*F*tion' }, allowed: true },
  { reason: 'an action is no prefix by itself', statement: { Action: 'lambda:Invoke' }, allowed: false },
  {
    reason: 'InvokeFunctionUrl is another action than InvokeFunction',
    statement: { Action: 'lambda:InvokeFunctionUrl' },
    allowed: false,
  },
  { reason: 'all but another one', statement: { NotAction: 'iam:*' }, allowed: true },
  { reason: 'all but this one', statement: { NotAction: 'lambda:InvokeFunction' }, allowed: false },
  { reason: 'all but a list with this one', statement: { NotAction: ['iam:*', 'lambda:*'] }, allowed: false },
  { reason: 'NotAction ignores case too', statement: { NotAction: 'Lambda:invoke*' }, allowed: false },
];

const fn = `arn:aws:lambda:eu-west-1:${account}:function`;

const resources: readonly Row[] = [
  { reason: 'the very function', statement: { Resource: `${fn}:charge` }, allowed: true },
  { reason: 'another function', statement: { Resource: `${fn}:validate` }, allowed: false },
  { reason: 'case counts in resources', statement: { Resource: `${fn}:Charge` }, allowed: false },
  { reason: 'one of several', statement: { Resource: [`${fn}:validate`, `${fn}:charge`] }, allowed: true },
  { reason: 'a prefix of the name', statement: { Resource: `${fn}:ch*` }, allowed: true },
  { reason: 'a question mark in the name', statement: { Resource: `${fn}:charg?` }, allowed: true },
  {
    reason: 'the qualified ARN does not cover the bare one',
    statement: { Resource: `${fn}:charge:*` },
    allowed: false,
  },
  {
    reason: 'the bare ARN does not cover a qualified one',
    statement: { Resource: `${fn}:charge` },
    hearing: { resource: `${fn}:charge:live` },
    allowed: false,
  },
  {
    reason: 'a star after the colon covers any qualifier',
    statement: { Resource: `${fn}:charge:*` },
    hearing: { resource: `${fn}:charge:$LATEST` },
    allowed: true,
  },
  {
    reason: 'the last segment holds colons, so a star there runs over them',
    statement: { Resource: `${fn}:*` },
    hearing: { resource: `${fn}:charge:live` },
    allowed: true,
  },
  {
    reason: 'any region',
    statement: { Resource: `arn:aws:lambda:*:${account}:function:charge` },
    allowed: true,
  },
  {
    reason: 'another region',
    statement: { Resource: `arn:aws:lambda:us-east-1:${account}:function:charge` },
    allowed: false,
  },
  {
    reason: 'any account',
    statement: { Resource: 'arn:aws:lambda:eu-west-1:*:function:charge' },
    allowed: true,
  },
  {
    reason: 'a star stays in its segment',
    statement: { Resource: 'arn:aws:lambda:*:function:charge' },
    allowed: false,
  },
  { reason: 'missing segments are stars', statement: { Resource: 'arn:aws:lambda' }, allowed: true },
  { reason: 'missing segments, another service', statement: { Resource: 'arn:aws:s3' }, allowed: false },
  { reason: 'missing segments after a star', statement: { Resource: 'arn:aws:lambda:*' }, allowed: true },
  {
    reason: 'any partition',
    statement: { Resource: `arn:*:lambda:eu-west-1:${account}:function:charge` },
    allowed: true,
  },
  {
    reason: 'another partition',
    statement: { Resource: `arn:aws-cn:lambda:*:*:function:charge` },
    allowed: false,
  },
  { reason: 'all but another one', statement: { NotResource: `${fn}:validate` }, allowed: true },
  { reason: 'all but this one', statement: { NotResource: `${fn}:charge` }, allowed: false },
  {
    reason: 'all but a pattern with this one',
    statement: { NotResource: ['arn:aws:s3:::*', `${fn}:c*`] },
    allowed: false,
  },
  {
    reason: 'a star does not need a resource that is an ARN',
    statement: { Resource: '*' },
    hearing: { resource: '*' },
    allowed: true,
  },
  {
    reason: 'an action without a resource level is not covered by an ARN',
    statement: { Resource: `${fn}:charge` },
    hearing: { resource: '*' },
    allowed: false,
  },
  {
    reason: 'slashes do not end a segment',
    statement: { Resource: `arn:aws:dynamodb:eu-west-1:${account}:table/*` },
    hearing: { resource: `${table}/index/by-date` },
    allowed: true,
  },
];

const variables: readonly Row[] = [
  {
    reason: 'a variable is replaced',
    statement: { Resource: `${fn}:\${aws:PrincipalTag/team}` },
    hearing: { tags: { team: 'charge' } },
    allowed: true,
  },
  {
    reason: 'a variable with another value',
    statement: { Resource: `${fn}:\${aws:PrincipalTag/team}` },
    hearing: { tags: { team: 'validate' } },
    allowed: false,
  },
  {
    reason: 'a variable without a value',
    statement: { Resource: `${fn}:\${aws:PrincipalTag/team}` },
    allowed: false,
  },
  {
    reason: 'a variable without a value takes its default',
    statement: { Resource: `${fn}:\${aws:PrincipalTag/team, 'charge'}` },
    allowed: true,
  },
  {
    reason: 'a value goes before the default',
    statement: { Resource: `${fn}:\${aws:PrincipalTag/team, 'charge'}` },
    hearing: { tags: { team: 'validate' } },
    allowed: false,
  },
  {
    reason: 'a star in a value is a character',
    statement: { Resource: `${fn}:\${aws:PrincipalTag/team}` },
    hearing: { tags: { team: '*' } },
    allowed: false,
  },
  {
    reason: 'names of variables ignore case',
    statement: { Resource: `${fn}:\${AWS:principaltag/TEAM}` },
    hearing: { tags: { team: 'charge' } },
    allowed: true,
  },
  {
    reason: 'wildcards work beside variables',
    statement: { Resource: `${fn}:\${aws:PrincipalTag/team}*` },
    hearing: { tags: { team: 'ch' } },
    allowed: true,
  },
  {
    reason: 'a key with several values is no variable',
    statement: { Resource: `${fn}:\${aws:TagKeys}` },
    hearing: { context: { 'aws:TagKeys': ['charge', 'validate'] } },
    allowed: false,
  },
  {
    reason: 'a star that means itself',
    statement: { Resource: `${fn}:\${*}` },
    allowed: false,
  },
  {
    reason: 'a star that means itself covers a star',
    statement: { Resource: 'arn:aws:s3:::bucket/${*}' },
    hearing: { resource: 'arn:aws:s3:::bucket/*' },
    allowed: true,
  },
  {
    reason: 'a dollar that means itself',
    statement: { Resource: `${fn}:charge:\${$}LATEST` },
    hearing: { resource: `${fn}:charge:$LATEST` },
    allowed: true,
  },
  {
    reason: 'before 2012 there were no variables',
    statement: { Resource: `${fn}:\${aws:PrincipalTag/team}` },
    hearing: { tags: { team: 'charge' }, version: '2008-10-17' },
    allowed: false,
  },
];

describe.each([
  ['actions', pages.action, actions],
  ['resources', pages.resource, resources],
  ['policy variables', pages.variables, variables],
])('%s [%s]', (_, _page, rows) => {
  it.each(rows)('$reason', ({ statement, hearing, allowed }) => {
    const verdict = judge({ ...hearing, identity: allow(statement) });
    expect(verdict).toBe(allowed ? 'allowed' : lacking('identity-based policy'));
  });
});
