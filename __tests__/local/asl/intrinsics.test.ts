import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../src/json.ts';
import { parseIntrinsic } from '../../../src/local/asl/intrinsics/parse.ts';
import type { Scope } from '../../../src/local/asl/scope.ts';
import { systemClock, unhurried } from '../../../src/clock.ts';

const scope: Scope = {
  input: { list: [3, 1, 3], name: 'Ann', obj: { k: 'v', n: [1, 'two'] }, json: '{"a":1}' },
  variables: { v: 7 },
  context: () => ({ Execution: { Name: 'run' } }),
  clock: unhurried(systemClock),
  random: () => 0.5,
  uuid: () => 'an-id',
};

const calls: readonly (readonly [string, Json])[] = [
  ["States.Format('{} is {}', $.name, $v)", 'Ann is 7'],
  ["States.Format('{}', $.obj)", '{k=v, n=[1, two]}'],
  ["States.Format('\\{\\} {}', true)", '{} true'],
  ["States.Format('it\\'s')", "it's"],
  ["States.Format('{}', null)", 'null'],
  ['States.StringToJson($.json)', { a: 1 }],
  ["States.StringToJson('')", null],
  ['States.JsonToString($.obj)', '{"k":"v","n":[1,"two"]}'],
  ["States.Array($.name, 1, true, null, 'x', States.UUID())", ['Ann', 1, true, null, 'x', 'an-id']],
  ['States.ArrayPartition($.list, 2)', [[3, 1], [3]]],
  ['States.ArrayContains($.list, 1)', true],
  ['States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]],
  ['States.ArrayRange(3, 1, -1)', [3, 2, 1]],
  ['States.ArrayGetItem($.list, 1)', 1],
  ['States.ArrayLength($.list)', 3],
  ['States.ArrayUnique($.list)', [3, 1]],
  ["States.Base64Encode('Data to encode')", 'RGF0YSB0byBlbmNvZGU='],
  ["States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", 'Data to encode'],
  ["States.Hash('input data', 'MD5')", '812f45842bc6d66ee14572ce20db8e86'],
  ['States.JsonMerge($.obj, States.StringToJson(\'{"k":2}\'), false)', { k: 2, n: [1, 'two'] }],
  ['States.MathRandom(1, 11)', 6],
  ['States.MathAdd(1.5, -0.5)', 2],
  ["States.StringSplit('1,2.3,', ',.')", ['1', '2', '3']],
  ['States.Format($$.Execution.Name)', 'run'],
];

describe('intrinsic functions', () => {
  it.each(calls)('%s', (text, value) => {
    expect(parseIntrinsic(text)(scope)).toEqual(value);
  });

  it('gives the same random number for the same seed', () => {
    const call = parseIntrinsic('States.MathRandom(1, 1000000, 42)');
    expect(call(scope)).toBe(call(scope));
  });

  it.each([
    'States.Format(',
    'States.Nope()',
    'States.ArrayLength()',
    'States.UUID(1)',
    'States.Format("double quotes")',
    "States.Format('a \\\" b')",
    "States.Format('a') trailing",
    'Format()',
  ])('%s is no call', (text) => {
    expect(() => parseIntrinsic(text)).toThrow();
  });

  it.each([
    ["States.Format('{} {}', 1)", 'Number of arguments does not match'],
    ['States.ArrayGetItem($.list, 9)', 'Index 9 out of bounds'],
    ['States.ArrayRange(0, 5, 0)', 'Step size cannot be 0'],
    ['States.ArrayRange(0, 5000, 1)', 'less than 1000'],
    ['States.ArrayLength($.name)', "The function 'States.ArrayLength($.name)' had the following error"],
    ["States.Hash('x', 'SHA-3')", 'Invalid hashing algorithm'],
    ["States.StringToJson('{')", 'Invalid JSON'],
    ['States.JsonMerge($.obj, $.obj, true)', 'Deep merge'],
    ['States.Format($.nope)', "The JsonPath argument for the field '$.nope' could not be found in the input"],
    ['States.Format($nope)', "variable '$nope'"],
  ])('%s fails: %s', (text, message) => {
    expect(() => parseIntrinsic(text)(scope)).toThrow(message);
  });
});
