import { describe, expect, it } from '@jest/globals';
import { requestsIn, type LogLine } from '../../src/page/requests.ts';

/** A request of a stream, from a time on; each line a millisecond after the last. */
function request(id: string, stream: string, from: number, ...said: readonly string[]): LogLine[] {
  const messages = [
    `START RequestId: ${id} Version: $LATEST\n`,
    ...said,
    `END RequestId: ${id}\n`,
    `REPORT RequestId: ${id} Duration: 1 ms\n`,
  ];
  return messages.map((message, index) => ({ message, stream, timestamp: from + index }));
}

const lines = [
  { message: 'INIT_START Runtime Version: x', stream: 'one', timestamp: 90 },
  ...request('a', 'one', 100, 'first'),
  ...request('b', 'two', 101, 'beside it'),
  ...request('c', 'one', 200, 'again'),
];

describe('the lines of a log, by requests', () => {
  it.each([
    ['of the attempt’s time', { startedAt: 195, endedAt: 220, requestId: undefined }, ['c']],
    ['of two that ran at that time', { startedAt: 99, endedAt: 150, requestId: undefined }, ['a', 'b']],
    ['of the one that is known', { startedAt: 99, endedAt: 150, requestId: 'b' }, ['b']],
    [
      'of the time where the one known has logged nothing',
      { startedAt: 195, endedAt: 220, requestId: 'x' },
      ['c'],
    ],
    ['of what still runs', { startedAt: 199, endedAt: undefined, requestId: undefined }, ['c']],
    ['of an attempt that reached no function', { startedAt: 150, endedAt: 160, requestId: undefined }, []],
  ])('are those %s', (_, attempt, ids) => {
    expect(requestsIn(lines, attempt).map(({ id }) => id)).toEqual(ids);
  });

  it('are what the function said, and the report', () => {
    const [first] = requestsIn(lines, { startedAt: 99, endedAt: 100, requestId: 'a' });
    expect(first?.lines).toEqual(['first', 'REPORT RequestId: a Duration: 1 ms']);
  });
});
