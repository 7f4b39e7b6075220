/** Filter patterns of every kind, with the examples of AWS's documentation in them. */
import { describe, expect, it } from '@jest/globals';
import { parseFilterPattern } from '../../../src/local/logs/patterns/pattern.ts';

type Row = readonly [why: string, pattern: string, message: string, expected: boolean];

const event = JSON.stringify({
  level: 'error',
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  'dotted.name': 'x',
  none: null,
  ok: true,
  bad: false,
  ms: 250,
  small: 0.00015,
  text: 'say "hi"',
  list: ['a', 'b'],
  items: [{ id: 1, tag: 'first' }, { id: 2 }],
  user: { id: 7, 'e-mail': 'ann@example.com' },
});

const json: readonly Row[] = [
  ['a text', '{ $.level = "error" }', event, true],
  ['without quotes', '{ $.level = error }', event, true],
  ['another text', '{ $.level = "warn" }', event, false],
  ['case counts', '{ $.level = "ERROR" }', event, false],
  ['a wildcard', '{ $.level = "err*" }', event, true],
  ['wildcards around', '{ $.sourceIPAddress = *.111.* }', event, true],
  ['two that would need the same character', '{ $.level = "erro*ror" }', event, false],
  ['quotes within quotes', '{ $.text = "say \\"hi\\"" }', event, true],
  ['another one', '{ $.eventType != "UpdateTrail" }', event, false],
  ['not one of a net', '{ $.sourceIPAddress != 123.123.* }', event, true],
  ['what is not there is not different', '{ $.nothing != "x" }', event, false],
  ['a number', '{ $.ms = 250 }', event, true],
  ['a number in another form', '{ $.ms = 2.5e2 }', event, true],
  ['no text is a number', '{ $.ms = "250" }', event, false],
  ['less', '{ $.ms < 250 }', event, false],
  ['at most', '{ $.ms <= 250 }', event, true],
  ['more than a small number', '{ $.small > 1e-4 }', event, true],
  ['at least', '{ $.ms >= 251 }', event, false],
  ['null', '{ $.none IS NULL }', event, true],
  ['not null', '{ $.ms IS NULL }', event, false],
  ['true', '{ $.ok IS TRUE }', event, true],
  ['false, in small letters', '{ $.bad is false }', event, true],
  ['missing', '{ $.nothing NOT EXISTS }', event, true],
  ['not missing', '{ $.none NOT EXISTS }', event, false],
  ['deeper', '{ $.user.id = 7 }', event, true],
  ['a name with a hyphen', '{ $.user.e-mail = "ann@*" }', event, true],
  ['a name with a dot', "{ $['dotted.name'] = x }", event, true],
  ['an item', '{ $.list[1] = "b" }', event, true],
  ['any item', '{ $.items[*].id = 2 }', event, true],
  ['no such item', '{ $.items[*].id = 3 }', event, false],
  ['an object is not compared', '{ $.user = * }', event, false],
  ['both', '{ $.level = "error" && $.ms > 100 }', event, true],
  ['but one', '{ $.level = "error" && $.ms > 300 }', event, false],
  ['either', '{ ($.ms > 300) || ($.user.id = 7) }', event, true],
  ['and before or', '{ $.ok IS TRUE || $.ok IS TRUE && $.ms > 300 }', event, true],
  ['parentheses before both', '{ ($.ok IS TRUE || $.ok IS TRUE) && $.ms > 300 }', event, false],
  ['a regular expression', '{ $.sourceIPAddress = %^111\\.% }', event, true],
  ['one that does not', '{ $.level = %^rror$% }', event, false],
  ['without blanks', '{$.level=error}', event, true],
  ['no JSON', '{ $.level = "error" }', 'level = error', false],
  ['broken JSON', '{ $.nothing NOT EXISTS }', '{"level":', false],
];

const line = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

const fields: readonly Row[] = [
  ['as many fields', '[ip, server, user, time, request, status, bytes]', line, true],
  ['too few', '[ip, server, user]', line, false],
  ['a condition', '[ip, server, user, time, request, status = 4*, bytes > 1000]', line, true],
  ['one that fails', '[ip, server, user, time, request, status = 5*, bytes]', line, false],
  ['any in between', '[ip = 127.*, ..., bytes]', line, true],
  ['any before', '[..., status = 404 || status = 410, bytes]', line, true],
  ['any after', '[ip, server = "Prod", ...]', line, true],
  ['quotes make one field', '[..., request = *html*, status, bytes]', line, true],
  ['brackets too', '[ip, server, user, time = "10/Oct*-0700", ...]', line, true],
  ['not a number', '[..., status != 404, bytes]', line, false],
  ['a regular expression', '[ip = %\\d{3}\\.0%, ...]', line, true],
  ['fewer than named', '[a, b, ..., c]', 'one two', false],
];

const terms: readonly Row[] = [
  ['a regular expression', '%stat[eu]%', 'in this state', true],
  ['not a regular expression', 'state -%[0-9]+%', 'state 5', false],
  ['with another term', '%^in% state', 'in this state', true],
  ['a wrong regular expression of a right term', '%^state% state', 'in this state', false],
];

describe.each([
  ['JSON', json],
  ['fields', fields],
  ['terms', terms],
])('a pattern of %s', (_kind, rows) => {
  it.each(rows)('%s: %s', (_why, pattern, message, expected) => {
    expect(parseFilterPattern(pattern)(message)).toBe(expected);
  });
});

describe('a pattern that is none', () => {
  it.each([
    ['an open brace', '{ $.a = 1'],
    ['no operator', '{ $.a }'],
    ['no operand', '{ $.a = }'],
    ['an open parenthesis', '{ ($.a = 1 }'],
    ['two conditions side by side', '{ $.a = 1 $.b = 2 }'],
    ['a text that is to be less', '{ $.a < "x" }'],
    ['no selector', '{ level = "error" }'],
    ['a broken selector', '{ $.a[x] = 1 }'],
    ['an open bracket', '[a, b'],
    ['a group in a regular expression', '%(a|b)%'],
    ['a broken regular expression', '%[a%'],
  ])('is refused: %s', (_why, pattern) => {
    expect(() => parseFilterPattern(pattern)).toThrow(
      expect.objectContaining({ code: 'InvalidParameterException' }),
    );
  });
});
