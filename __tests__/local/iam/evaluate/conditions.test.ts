import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../../src/json.ts';
import type { ConditionContext } from '../../../../src/local/cloud.ts';
import { account, allow, ann, anybody, functionArn, judge, lacking, pages, root, states } from './judge.ts';

/** Why the row is here, the condition, what the request brings, whether the condition holds. */
type Row = readonly [reason: string, condition: JsonObject, context: ConditionContext, holds: boolean];

const key = 'lambda:Word';
const has = (value: string | readonly string[]): ConditionContext => ({ [key]: value });

const strings: readonly Row[] = [
  ['equal', { StringEquals: { [key]: 'NONE' } }, has('NONE'), true],
  ['case counts', { StringEquals: { [key]: 'none' } }, has('NONE'), false],
  ['wildcards are characters here', { StringEquals: { [key]: 'N*' } }, has('NONE'), false],
  ['a star equals a star', { StringEquals: { [key]: 'N*' } }, has('N*'), true],
  ['one of the values', { StringEquals: { [key]: ['AWS_IAM', 'NONE'] } }, has('NONE'), true],
  ['a missing key', { StringEquals: { [key]: 'NONE' } }, {}, false],
  ['an empty list of values', { StringEquals: { [key]: [] } }, has('NONE'), false],
  ['names of keys ignore case', { StringEquals: { 'LAMBDA:word': 'NONE' } }, has('NONE'), true],
  ['names of operators ignore case', { stringequals: { [key]: 'NONE' } }, has('NONE'), true],
  ['not equal', { StringNotEquals: { [key]: 'NONE' } }, has('AWS_IAM'), true],
  ['not, though equal', { StringNotEquals: { [key]: 'NONE' } }, has('NONE'), false],
  ['not one of the values', { StringNotEquals: { [key]: ['A', 'B'] } }, has('C'), true],
  ['not, though one of the values', { StringNotEquals: { [key]: ['A', 'B'] } }, has('B'), false],
  ['not holds for a missing key', { StringNotEquals: { [key]: 'NONE' } }, {}, true],
  ['equal but for case', { StringEqualsIgnoreCase: { [key]: 'none' } }, has('NONE'), true],
  ['not equal but for case', { StringNotEqualsIgnoreCase: { [key]: 'none' } }, has('NONE'), false],
  [
    'like, with a star',
    { StringLike: { [key]: 'repo:me/*:ref:refs/heads/main' } },
    has('repo:me/it:ref:refs/heads/main'),
    true,
  ],
  ['like, with a star over colons', { StringLike: { [key]: 'repo:me/*' } }, has('repo:me/it:ref:x'), true],
  ['like, with a question mark', { StringLike: { [key]: 'v?' } }, has('v1'), true],
  ['like counts case', { StringLike: { [key]: 'V*' } }, has('v1'), false],
  ['not like', { StringNotLike: { [key]: 'v*' } }, has('w'), true],
  ['not like, though it is', { StringNotLike: { [key]: 'v*' } }, has('v1'), false],
  ['a variable in a value', { StringEquals: { [key]: '${aws:PrincipalAccount}' } }, has(account), true],
  ['a variable without a value', { StringEquals: { [key]: '${aws:nothing}' } }, has(''), false],
  [
    'all operators have to hold',
    { StringEquals: { [key]: 'a' }, StringLike: { [key]: 'b*' } },
    has('a'),
    false,
  ],
  ['all keys have to hold', { StringEquals: { [key]: 'a', 'lambda:Other': 'b' } }, has('a'), false],
  ['an operator that IAM does not have', { StringSimilar: { [key]: 'a' } }, has('a'), false],
];

const numbers: readonly Row[] = [
  ['equal', { NumericEquals: { [key]: '10' } }, has('10'), true],
  ['equal as numbers', { NumericEquals: { [key]: '10.0' } }, has('10'), true],
  ['a number in the policy', { NumericEquals: { [key]: 10 } }, has('10'), true],
  ['not equal', { NumericNotEquals: { [key]: '10' } }, has('11'), true],
  ['not, though equal', { NumericNotEquals: { [key]: '10' } }, has('10.0'), false],
  ['less', { NumericLessThan: { [key]: '10' } }, has('9'), true],
  ['less is not equal', { NumericLessThan: { [key]: '10' } }, has('10'), false],
  ['nine is less than ten, though not as text', { NumericLessThan: { [key]: '10' } }, has('9'), true],
  ['less or equal', { NumericLessThanEquals: { [key]: '10' } }, has('10'), true],
  ['greater', { NumericGreaterThan: { [key]: '10' } }, has('11'), true],
  ['greater is not equal', { NumericGreaterThan: { [key]: '10' } }, has('10'), false],
  ['greater or equal', { NumericGreaterThanEquals: { [key]: '10' } }, has('10'), true],
  ['no number', { NumericEquals: { [key]: 'ten' } }, has('ten'), false],
  ['nothing is not zero', { NumericEquals: { [key]: '0' } }, has(''), false],
  ['a missing key', { NumericLessThan: { [key]: '10' } }, {}, false],
];

const dates: readonly Row[] = [
  ['equal', { DateEquals: { [key]: '2026-11-22T12:00:00Z' } }, has('2026-11-22T12:00:00Z'), true],
  [
    'equal in another zone',
    { DateEquals: { [key]: '2026-11-22T13:00:00+01:00' } },
    has('2026-11-22T12:00:00Z'),
    true,
  ],
  ['equal in epoch seconds', { DateEquals: { [key]: '1795348800' } }, has('2026-11-22T12:00:00Z'), true],
  ['not equal', { DateNotEquals: { [key]: '2026-11-22T12:00:00Z' } }, has('2026-11-22T12:00:01Z'), true],
  ['before', { DateLessThan: { [key]: '2026-11-23' } }, has('2026-11-22T12:00:00Z'), true],
  ['after', { DateGreaterThan: { [key]: '2026-11-23' } }, has('2026-11-22T12:00:00Z'), false],
  ['until', { DateLessThanEquals: { [key]: '2026-11-22T12:00:00Z' } }, has('2026-11-22T12:00:00Z'), true],
  ['since', { DateGreaterThanEquals: { [key]: '2026-11-22T12:00:00Z' } }, has('2026-11-22T12:00:00Z'), true],
  ['the request brings the time', { DateLessThan: { 'aws:CurrentTime': '2026-11-22T12:00:01Z' } }, {}, true],
  [
    'the request brings the time, too late',
    { DateLessThan: { 'aws:CurrentTime': '2026-11-22T11:59:59Z' } },
    {},
    false,
  ],
  ['the time in seconds', { NumericEquals: { 'aws:EpochTime': '1795348800' } }, {}, true],
  ['no date', { DateEquals: { [key]: 'someday' } }, has('someday'), false],
];

const others: readonly Row[] = [
  ['true', { Bool: { [key]: 'true' } }, has('true'), true],
  ['a boolean in the policy', { Bool: { [key]: true } }, has('true'), true],
  ['booleans ignore case', { Bool: { [key]: 'True' } }, has('true'), true],
  ['true is not false', { Bool: { [key]: 'false' } }, has('true'), false],
  ['a missing key is not false', { Bool: { [key]: 'false' } }, {}, false],
  ['binary', { BinaryEquals: { [key]: 'aGk=' } }, has('aGk='), true],
  ['an address in a network', { IpAddress: { [key]: '10.0.0.0/8' } }, has('10.1.2.3'), true],
  ['an address outside', { IpAddress: { [key]: '10.0.0.0/8' } }, has('11.1.2.3'), false],
  ['an address alone', { IpAddress: { [key]: '10.1.2.3' } }, has('10.1.2.3'), true],
  ['an address alone, another', { IpAddress: { [key]: '10.1.2.3' } }, has('10.1.2.4'), false],
  ['all addresses', { IpAddress: { [key]: '0.0.0.0/0' } }, has('8.8.8.8'), true],
  ['an address of the newer kind', { IpAddress: { [key]: '2001:db8::/32' } }, has('2001:db8::1'), true],
  ['the kinds do not mix', { IpAddress: { [key]: '0.0.0.0/0' } }, has('2001:db8::1'), false],
  ['not in a network', { NotIpAddress: { [key]: '10.0.0.0/8' } }, has('11.1.2.3'), true],
  [
    'not in a network, though it is',
    { NotIpAddress: { [key]: ['10.0.0.0/8', '::1'] } },
    has('10.1.2.3'),
    false,
  ],
  ['no network', { IpAddress: { [key]: 'somewhere' } }, has('10.1.2.3'), false],
  ['no prefix', { IpAddress: { [key]: '10.0.0.0/99' } }, has('10.1.2.3'), false],
  ['the same ARN', { ArnEquals: { [key]: functionArn } }, has(functionArn), true],
  [
    'ArnEquals takes wildcards',
    { ArnEquals: { [key]: 'arn:aws:lambda:*:*:function:*' } },
    has(functionArn),
    true,
  ],
  ['ArnLike', { ArnLike: { [key]: `arn:aws:lambda:*:${account}:function:ch*` } }, has(functionArn), true],
  [
    'ArnLike, another account',
    { ArnLike: { [key]: 'arn:aws:lambda:*:222222222222:*' } },
    has(functionArn),
    false,
  ],
  [
    'wildcards of ARNs stay in their segments',
    { ArnLike: { [key]: 'arn:aws:*:function:charge' } },
    has(functionArn),
    false,
  ],
  ['ArnNotLike', { ArnNotLike: { [key]: 'arn:aws:states:*:*:*' } }, has(functionArn), true],
  ['ArnNotEquals', { ArnNotEquals: { [key]: functionArn } }, has(functionArn), false],
  ['a text that is no ARN', { ArnLike: { [key]: 'arn:aws:lambda:*:*:*' } }, has('charge'), false],
  ['missing, as wanted', { Null: { [key]: 'true' } }, {}, true],
  ['missing, though wanted', { Null: { [key]: 'false' } }, {}, false],
  ['there, as wanted', { Null: { [key]: 'false' } }, has('x'), true],
  ['there, though not wanted', { Null: { [key]: true } }, has('x'), false],
];

const ifExists: readonly Row[] = [
  ['there and equal', { StringEqualsIfExists: { [key]: 'a' } }, has('a'), true],
  ['there and not equal', { StringEqualsIfExists: { [key]: 'a' } }, has('b'), false],
  ['missing', { StringEqualsIfExists: { [key]: 'a' } }, {}, true],
  ['missing number', { NumericLessThanIfExists: { [key]: '10' } }, {}, true],
  ['missing boolean', { BoolIfExists: { [key]: 'true' } }, {}, true],
  ['a boolean that is there', { BoolIfExists: { [key]: 'true' } }, has('false'), false],
];

const sets: readonly Row[] = [
  ['all of them', { 'ForAllValues:StringEquals': { [key]: ['a', 'b', 'c'] } }, has(['a', 'b']), true],
  ['not all of them', { 'ForAllValues:StringEquals': { [key]: ['a'] } }, has(['a', 'b']), false],
  ['all of none: the trap of ForAllValues', { 'ForAllValues:StringEquals': { [key]: ['a'] } }, {}, true],
  ['all of an empty set', { 'ForAllValues:StringEquals': { [key]: ['a'] } }, has([]), true],
  ['all like', { 'ForAllValues:StringLike': { [key]: ['team-*'] } }, has(['team-a', 'team-b']), true],
  ['none of the forbidden', { 'ForAllValues:StringNotEquals': { [key]: ['x'] } }, has(['a', 'b']), true],
  ['one of the forbidden', { 'ForAllValues:StringNotEquals': { [key]: ['x'] } }, has(['a', 'x']), false],
  ['any of them', { 'ForAnyValue:StringEquals': { [key]: ['a', 'x'] } }, has(['a', 'b']), true],
  ['not any of them', { 'ForAnyValue:StringEquals': { [key]: ['x'] } }, has(['a', 'b']), false],
  ['any of none', { 'ForAnyValue:StringEquals': { [key]: ['a'] } }, {}, false],
  ['any that is not forbidden', { 'ForAnyValue:StringNotEquals': { [key]: ['x'] } }, has(['a', 'x']), true],
  ['nothing but forbidden', { 'ForAnyValue:StringNotEquals': { [key]: ['x'] } }, has(['x']), false],
  ['any of none, if it exists', { 'ForAnyValue:StringEqualsIfExists': { [key]: ['a'] } }, {}, true],
  ['quantifiers ignore case', { 'foranyvalue:stringequals': { [key]: ['a'] } }, has(['a']), true],
];

describe.each([
  ['strings', pages.operators, strings],
  ['numbers', pages.operators, numbers],
  ['dates', pages.operators, dates],
  ['other operators', pages.operators, others],
  ['IfExists', pages.operators, ifExists],
  ['sets', pages.sets, sets],
])('conditions: %s [%s]', (_, _page, rows) => {
  it.each(rows)('%s', (_reason, condition, context, holds) => {
    const verdict = judge({ identity: allow({ Condition: condition }), context });
    expect(verdict).toBe(holds ? 'allowed' : lacking('identity-based policy'));
  });
});

describe(`what a request says about its principal [${pages.keys}]`, () => {
  const everyone = { Principal: '*' };
  const rows = [
    ['a session’s role', undefined, { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/team/worker` }],
    ['a session’s account', undefined, { 'aws:PrincipalAccount': account }],
    ['a session’s kind', undefined, { 'aws:PrincipalType': 'AssumedRole' }],
    ['a session’s ids', undefined, { 'aws:userid': 'AROAEXAMPLEEXAMPLEEXA:one' }],
    ['the root’s ARN', root, { 'aws:PrincipalArn': `arn:aws:iam::${account}:root` }],
    ['a user’s ARN', ann, { 'aws:PrincipalArn': `arn:aws:iam::${account}:user/team/ann` }],
    ['a user’s name', ann, { 'aws:username': 'ann' }],
    ['a user’s id', ann, { 'aws:userid': 'AIDAEXAMPLEEXAMPLEEXA' }],
    ['a user’s kind', ann, { 'aws:PrincipalType': 'User' }],
    ['a session without a device', undefined, { 'aws:MultiFactorAuthPresent': 'false' }],
    ['a service', states, { 'aws:PrincipalIsAWSService': 'true' }],
    ['a service’s name', states, { 'aws:PrincipalServiceName': 'states.amazonaws.com' }],
    ['somebody unknown', anybody, { 'aws:PrincipalType': 'Anonymous' }],
    ['the resource’s account', undefined, { 'aws:ResourceAccount': account }],
    ['the region asked', undefined, { 'aws:RequestedRegion': 'eu-west-1' }],
    ['transport is as good as TLS', undefined, { 'aws:SecureTransport': 'true' }],
  ] as const;

  it.each(rows)('%s', (_reason, principal, expected) => {
    const hearing = { ...(principal && { principal }) };
    const condition = { StringEquals: expected };
    expect(judge({ ...hearing, resourcePolicy: allow({ ...everyone, Condition: condition }) })).toBe(
      'allowed',
    );
    const contrary = deny(condition);
    expect(judge({ ...hearing, resourcePolicy: [allow(everyone), contrary] })).toBe(
      'with an explicit deny in a resource-based policy',
    );
  });

  function deny(condition: JsonObject): JsonObject {
    return { Effect: 'Deny', Action: '*', Resource: '*', ...everyone, Condition: condition };
  }
});
