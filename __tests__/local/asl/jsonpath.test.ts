import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../src/json.ts';
import { evaluatePath } from '../../../src/local/asl/jsonpath/evaluate.ts';
import { parsePath } from '../../../src/local/asl/jsonpath/parse.ts';
import { setAt } from '../../../src/local/asl/jsonpath/reference.ts';

const store = {
  book: [
    { title: 'A', price: 5, tags: ['x', 'y'] },
    { title: 'B', price: 15, tags: [] },
    { title: 'C', price: 25 },
  ],
  'odd name': { inner: null },
  limit: 10,
  text: 'abc',
};

const values: readonly (readonly [string, Json, string])[] = [
  ['$', store, 'the document itself'],
  ['$.limit', 10, 'a member'],
  ["$['odd name'].inner", null, 'a quoted name; null is a value'],
  ['$["odd name"]["inner"]', null, 'double quotes do as well'],
  ['$.book[1].title', 'B', 'an index'],
  ['$.book[-1].title', 'C', 'an index from the end'],
  ['$.book[0,2].title', ['A', 'C'], 'several indexes give a list'],
  ['$.book[0:2].title', ['A', 'B'], 'a slice'],
  ['$.book[:1].title', ['A'], 'a slice from the start'],
  ['$.book[-2:].title', ['B', 'C'], 'a slice to the end'],
  ['$.book[*].price', [5, 15, 25], 'a wildcard over items'],
  ["$['limit','text']", [10, 'abc'], 'several names give a list'],
  ['$..price', [5, 15, 25], 'a deep scan'],
  ['$.nope[*]', [], 'an indefinite path that fits nothing gives an empty list'],
  ['$.nope[1:5].x', [], 'so does one that goes on'],
  ['$.book[?(@.price < 10)].title', ['A'], 'a filter'],
  ['$.book[?(@.price > $.limit)].title', ['B', 'C'], 'a filter that looks at the document'],
  ["$.book[?(@.title == 'B' || @.title == 'C')].price", [15, 25], 'or'],
  ["$.book[?(@.price > 5 && @.title != 'C')].price", [15], 'and'],
  ['$.book[?(!(@.price > 5))].title', ['A'], 'not'],
  ['$.book[?(@.tags)].title', ['A', 'B'], 'presence'],
  ["$.book[?(@.title in ['A', 'C'])].price", [5, 25], 'in a list'],
  ["$.book[?(@.title nin ['A', 'C'])].price", [15], 'not in a list'],
  ["$.book[?('x' in @.tags)].title", ['A'], 'a literal on the left'],
  ["$.book[?(@.tags contains 'y')].title", ['A'], 'contains'],
  ['$.book[?(@.tags empty true)].title', ['B'], 'empty'],
  ['$.book[?(@.title =~ /[ab]/i)].title', ['A', 'B'], 'a regular expression has to match the whole text'],
  ['$.book.length()', 3, 'a function at the end'],
  ['$..price.sum()', 45, 'a function over what was found'],
  ['$.book[?(@.price > 99)]', [], 'a filter that nothing passes'],
];

describe('evaluatePath', () => {
  it.each(values)('%s', (path, value, _reason) => {
    expect(evaluatePath(parsePath(path), store)).toEqual(value);
  });

  it.each([
    ['$.nope', "No results for path: $['nope']", 'the last step is missing'],
    ['$.nope.inner', "Missing property in path $['nope']", 'a step on the way is missing'],
    ['$.book[7]', "No results for path: $['book'][7]", 'beyond the end'],
    [
      '$.limit.inner',
      "Expected to find an object with property ['inner'] in path $['limit']",
      'a number has no members',
    ],
    ['$.text[0]', 'can only be applied to arrays', 'a text has no items'],
  ])('%s is explained as Jayway does', (path, message, _reason) => {
    expect(() => evaluatePath(parsePath(path), store)).toThrow(message);
  });

  const numbers = Array.from({ length: 60_000 }, (_, index) => index);
  const text = `${'a'.repeat(50)}!`;
  it.each([
    ['$[?(@ =~ /(a+)+/)]', [text], 'a repeated repetition'],
    ['$[?(@ =~ /(a|a)*/)]', [text], 'one repetition, of a choice that is none'],
    ['$[?(@ =~ /(a|aa){1,60}/)]', [text], 'a counted one'],
    ['$[?(@ =~ /a*a*a*a*a*a*a*a*b/)]', ['a'.repeat(1000)], 'one after the other'],
    ['$[?(@ in $[*])]', numbers, 'each compared with each'],
    ['$..*..*..*..*..*', JSON.parse(`${'[1,'.repeat(60)}1${']'.repeat(60)}`) as Json, 'descent in descent'],
  ])('%s is given up', (path, document, _reason) => {
    const start = performance.now();
    expect(() => evaluatePath(parsePath(path), document)).toThrow('takes too long');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('compares long lists with one another', () => {
    const lists = [{ some: numbers, others: numbers.map((number) => -number - 1) }];
    expect(evaluatePath(parsePath('$[?(@.some noneof @.others)]'), lists)).toHaveLength(1);
  });
});

describe('parsePath', () => {
  it.each(['', 'a', '$.', '$[', '$[]', "$['a", '$.a b', '$[?(@.a ==)]', '$[?(@.a', '$.a..'])(
    'refuses %j',
    (text) => {
      expect(() => parsePath(text)).toThrow();
    },
  );

  it.each([
    ['$.a.b', 'input', true],
    ['$$.Execution.Id', 'context', true],
    ['$$', 'context', true],
    ['$name.a[0]', 'variable', true],
    ['$.a[*]', 'input', false],
  ] as const)('%s starts at the %s', (text, kind, definite) => {
    const path = parsePath(text);
    expect([path.root.kind, path.definite]).toEqual([kind, definite]);
  });
});

describe('setAt', () => {
  it.each<[string, Json, Json, string]>([
    ['$', { a: 1 }, 'new', 'replaces the whole'],
    ['$.b', { a: 1 }, { a: 1, b: 'new' }, 'adds a member'],
    ['$.a', { a: 1 }, { a: 'new' }, 'replaces a member'],
    ['$.b.c', { a: 1 }, { a: 1, b: { c: 'new' } }, 'makes what is missing on the way'],
    ['$.list[1]', { list: [1, 2, 3] }, { list: [1, 'new', 3] }, 'replaces an item'],
  ])('%s', (path, document, result, _reason) => {
    const before = JSON.stringify(document);
    expect(setAt(parsePath(path), document, 'new')).toEqual(result);
    expect(JSON.stringify(document)).toBe(before);
  });

  it('cannot put a member into a text', () => {
    expect(() => setAt(parsePath('$.a.b'), { a: 'text' }, 1)).toThrow('Unable to apply ReferencePath $.a.b');
  });
});
