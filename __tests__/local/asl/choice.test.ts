import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../../src/json.ts';
import { run } from './harness.ts';

async function choose(rule: JsonObject, input: Json): Promise<string> {
  const definition = {
    StartAt: 'Choose',
    States: {
      Choose: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
      Yes: { Type: 'Pass', Result: 'yes', End: true },
      No: { Type: 'Pass', Result: 'no', End: true },
    },
  };
  const { outcome } = await run(JSON.stringify(definition), { input: JSON.stringify(input) });
  return outcome.status === 'SUCCEEDED' ? outcome.output : (outcome.cause ?? '');
}

const yes = '"yes"';
const no = '"no"';

describe('Choice', () => {
  it.each<[string, string, string]>([
    ['a*c', 'abbc', yes],
    ['a*c', 'abb', no],
    ['*', '', yes],
    ['*.log', 'x.log', yes],
    ['log-*-*', 'log-1-2', yes],
    ['a\\*c', 'a*c', yes],
    ['a\\*c', 'abc', no],
    ['a\\\\*', 'a\\b', yes],
    ['ab*ba', 'aba', no],
    ['(.*)', 'ab', no],
    ['*a*a*a*a*a*a*a*a*b', 'a'.repeat(10_000), no],
  ])('StringMatches %s', async (pattern, text, answer) => {
    expect(await choose({ Variable: '$', StringMatches: pattern }, text)).toBe(answer);
  });

  it.each<[JsonObject, Json, string, string]>([
    [{ Variable: '$.a', NumericEquals: 1 }, { a: '1' }, no, 'a text is no number'],
    [{ Variable: '$.t', IsTimestamp: true }, { t: '2026-02-30T00:00:00Z' }, no, 'there is no such day'],
    [
      { Variable: '$.t', TimestampEquals: '2026-01-01T00:00:00Z' },
      { t: '2026-01-01T01:00:00+01:00' },
      yes,
      'the same moment',
    ],
    [{ Variable: '$.a', StringLessThanPath: '$.b' }, { a: 'a', b: 'b' }, yes, 'compared with another path'],
    [{ Variable: '$.a', IsPresent: true }, {}, no, 'nothing there'],
    [{ Variable: '$.a', IsPresent: false }, {}, yes, 'as was asked'],
    [{ Variable: '$.a', IsNull: true }, { a: null }, yes, 'null is there'],
    [{ Not: { Variable: '$.a', BooleanEquals: true } }, { a: false }, yes, 'Not'],
    [
      {
        Or: [
          { Variable: '$.a', IsPresent: true },
          { Variable: '$.b', IsPresent: true },
        ],
      },
      { b: 1 },
      yes,
      'Or',
    ],
    [
      {
        And: [
          { Variable: '$.a', IsPresent: true },
          { Variable: '$.a', NumericLessThan: 0 },
        ],
      },
      {},
      no,
      'And stops early',
    ],
  ])('%j of %j is %s', async (rule, input, answer, _reason) => {
    expect(await choose(rule, input)).toBe(answer);
  });

  it('fails where the variable leads nowhere', async () => {
    const cause = await choose({ Variable: '$.a', NumericEquals: 1 }, {});
    expect(cause).toContain(
      "Invalid path '$.a': The choice state's condition path references an invalid value.",
    );
  });
});
