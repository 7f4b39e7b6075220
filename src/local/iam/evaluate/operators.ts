/** The condition operators of IAM's policy language, each as a test of one value of the request. */
import { BlockList, isIP } from 'node:net';
import { expand, matches, matchesArn, parsePattern, type Variables } from './pattern.ts';

/** Whether a value of the policy covers a value of the request. */
type Test = (policyValue: string, value: string, variables: Variables | undefined) => boolean;

export interface Operator {
  readonly test: Test;
  /** `…Not…`: holds where no value of the policy covers the request's. */
  readonly negated: boolean;
}

const equal: Test = (policyValue, value, variables) => expand(policyValue, variables) === value;

const equalIgnoringCase: Test = (policyValue, value, variables) =>
  expand(policyValue, variables)?.toLowerCase() === value.toLowerCase();

const like: Test = (policyValue, value, variables) => {
  const pattern = parsePattern(policyValue, variables);
  return pattern !== undefined && matches(pattern, value);
};

const arn: Test = (policyValue, value, variables) => {
  const pattern = parsePattern(policyValue, variables);
  return pattern !== undefined && matchesArn(pattern, value);
};

const inNetwork: Test = (policyValue, value) => {
  const [network = '', given] = policyValue.split('/');
  const version = isIP(network);
  const { family, bits } = version === 4 ? ipv4 : ipv6;
  const prefix = given === undefined ? bits : number(given);
  if (version === 0 || isIP(value) !== version || !(prefix >= 0 && prefix <= bits)) return false;
  const list = new BlockList();
  list.addSubnet(network, prefix, family);
  return list.check(value, family);
};

const ipv4 = { family: 'ipv4', bits: 32 } as const;
const ipv6 = { family: 'ipv6', bits: 128 } as const;

type Comparison = (value: number, policyValue: number) => boolean;

function compare(read: (text: string) => number, holds: Comparison): Test {
  return (policyValue, value) => holds(read(value), read(policyValue));
}

/** Milliseconds of an ISO 8601 date or of epoch seconds. */
function instant(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function number(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

const same: Comparison = (value, other) => value === other;

const comparisons: Readonly<Record<string, Comparison>> = {
  LessThan: (value, other) => value < other,
  LessThanEquals: (value, other) => value <= other,
  GreaterThan: (value, other) => value > other,
  GreaterThanEquals: (value, other) => value >= other,
};

function comparing(family: string, read: (text: string) => number): [string, Operator][] {
  return Object.entries(comparisons).map(([name, holds]) => [
    `${family}${name}`,
    { test: compare(read, holds), negated: false },
  ]);
}

function both(name: string, negatedName: string, test: Test): [string, Operator][] {
  return [
    [name, { test, negated: false }],
    [negatedName, { test, negated: true }],
  ];
}

const operators = new Map(
  [
    ...both('StringEquals', 'StringNotEquals', equal),
    ...both('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', equalIgnoringCase),
    ...both('StringLike', 'StringNotLike', like),
    // AWS gives ArnEquals and ArnLike the same meaning.
    ...both('ArnEquals', 'ArnNotEquals', arn),
    ...both('ArnLike', 'ArnNotLike', arn),
    ...both('NumericEquals', 'NumericNotEquals', compare(number, same)),
    ...comparing('Numeric', number),
    ...both('DateEquals', 'DateNotEquals', compare(instant, same)),
    ...comparing('Date', instant),
    ...both('IpAddress', 'NotIpAddress', inNetwork),
    ['Bool', { test: equalIgnoringCase, negated: false }] satisfies [string, Operator],
    ['BinaryEquals', { test: equal, negated: false }] satisfies [string, Operator],
  ].map(([name, operator]): [string, Operator] => [name.toLowerCase(), operator]),
);

/** The operator of a name in any case, without quantifier and `IfExists`; `Null` is none of them. */
export function operatorOf(name: string): Operator | undefined {
  return operators.get(name.toLowerCase());
}
