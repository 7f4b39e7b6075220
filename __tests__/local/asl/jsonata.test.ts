import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../src/json.ts';
import { unknownOperator } from '../../../src/local/asl/jsonata/language.ts';
import { run } from './harness.ts';

async function evaluate(Output: Json, input: Json = {}) {
  const states = { Only: { Type: 'Pass', Output, End: true } };
  const definition = { QueryLanguage: 'JSONata', StartAt: 'Only', States: states };
  const { outcome } = await run(JSON.stringify(definition), {
    input: JSON.stringify(input),
    random: () => 0.25,
  });
  return outcome;
}

describe('unknownOperator', () => {
  it.each<[string, string | undefined]>([
    ['a ?? b', '??'],
    ['a ?: b', '?:'],
    ["'a ?? b'", undefined],
    ['`??`', undefined],
    ['/* ?: */ 1', undefined],
    ['$match(a, /(?:x)y??/)', undefined],
    ['a ? b : c', undefined],
  ])('%s', (expression, operator) => {
    expect(unknownOperator(expression)).toBe(operator);
  });
});

describe('JSONata', () => {
  it.each<[string, Json, Json, Json, string]>([
    ['an expression', '{% 1 + 1 %}', {}, 2, 'stands for its value'],
    ['a text with more around', 'x {% 1 %}', {}, 'x {% 1 %}', 'is a text'],
    [
      'expressions within',
      { a: ['{% $states.input.n %}', 2] },
      { n: 1 },
      { a: [1, 2] },
      'are found anywhere',
    ],
    ['$states.context', '{% $states.context.State.Name %}', {}, 'Only', 'is the context object'],
    ['a singleton', '{% $states.input.rows[n > 1].n %}', { rows: [{ n: 1 }, { n: 2 }] }, 2, 'is no list'],
    [
      'a list of one',
      '{% [$states.input.rows[n > 1].n] %}',
      { rows: [{ n: 1 }, { n: 2 }] },
      [2],
      'in brackets stays one',
    ],
    ['$partition', '{% $partition([1, 2, 3], 2) %}', {}, [[1, 2], [3]], 'is an addition of AWS'],
    ['$range', '{% $range(0, 10, 5) %}', {}, [0, 5, 10], 'includes its end'],
    [
      '$hash',
      "{% $hash('input data', 'MD5') %}",
      {},
      '812f45842bc6d66ee14572ce20db8e86',
      'is an addition of AWS',
    ],
    ['$parse', '{% $parse(\'{"a": [1]}\') %}', {}, { a: [1] }, 'is an addition of AWS'],
    ['$random', '{% $random() %}', {}, 0.25, 'asks the environment'],
    ['$random with a seed', '{% $random(5) = $random(5) %}', {}, true, 'gives the same each time'],
    ['$uuid', '{% $length($uuid()) %}', {}, 36, 'is an addition of AWS'],
  ])('%s', async (_, output, input, value, _reason) => {
    expect(await evaluate(output, input)).toEqual({ status: 'SUCCEEDED', output: JSON.stringify(value) });
  });

  it.each([
    ['{% $eval("1") %}', 'T1006: Attempted to invoke a non-function', 'AWS has no $eval'],
    ['{% $nope %}', 'returned nothing (undefined)', 'there is no such variable'],
    ['{% function($x) { $x } %}', 'returned nothing (undefined)', 'a function is no JSON'],
    ['{% 1 / 0 %}', 'D1001', 'nor is infinity'],
    ['{% "a" + 1 %}', 'T2001', "the language's own errors keep their code"],
    ['{% ($f := function($x) { $f($x + 1) + 1 }; $f(1)) %}', 'D1011', 'recursion without end'],
    ['{% ($f := function($x) { $f($x + 1) }; $f(1)) %}', 'D1012', 'a loop without end'],
    ['{% $count($distinct([1..200000])) %}', 'D1012', 'a built-in function that compares all with all'],
    ['{% ($f := function($l) { $f($append($l, $l)) }; $f([1])) %}', 'D2015', 'an array that doubles'],
    ['{% ($f := function($s) { $f($s & $s) }; $f("a")) %}', 'Invalid string length', 'a text that doubles'],
    ["{% $pad('', 10500000) %}", 'too large', 'a result that nobody could keep'],
    ['{% $range(1, 1000000000, 1) %}', 'no more than', 'a range without end'],
  ])('%s fails: %s', async (output, problem, _reason) => {
    const outcome = await evaluate(output);
    expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(outcome).toHaveProperty('cause', expect.stringContaining(problem));
  });

  it('lets other executions go on beside hostile ones', async () => {
    const hostile = evaluate('{% ($f := function($x) { $f($x + 1) }; $f(1)) %}');
    const others = Array.from({ length: 50 }, (_, i) => evaluate(`{% ${i} * 2 %}`));
    const outcomes = await Promise.all(others);
    expect(outcomes.every(({ status }) => status === 'SUCCEEDED')).toBe(true);
    expect(await hostile).toMatchObject({ status: 'FAILED' });
  });
});
