import { describe, expect, it } from '@jest/globals';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  type CloudWatchLogsClient,
  type FilterLogEventsCommandInput,
  type GetLogEventsCommandInput,
  type GetLogEventsCommandOutput,
  type InputLogEvent,
  type PutLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { streamCapacityBytes } from '../../../src/local/logs/stream.ts';
import { refusal, startAws, SteppedClock } from '../support.ts';

const group = '/aws/lambda/charge';
const hour = 60 * 60 * 1000;
const clock = new SteppedClock();
const now = clock.now();

async function start(...streams: string[]): Promise<CloudWatchLogsClient> {
  const { logs } = await startAws({ clock });
  await logs.send(new CreateLogGroupCommand({ logGroupName: group }));
  for (const logStreamName of streams) {
    await logs.send(new CreateLogStreamCommand({ logGroupName: group, logStreamName }));
  }
  return logs;
}

/** Events of one stream, a millisecond apart. */
function put(
  logs: CloudWatchLogsClient,
  messages: readonly string[],
  stream = 'one',
  from = now,
): Promise<PutLogEventsCommandOutput> {
  const events = messages.map((message, index) => ({ timestamp: from + index, message }));
  return putEvents(logs, events, stream);
}

function putEvents(
  logs: CloudWatchLogsClient,
  logEvents: InputLogEvent[],
  stream = 'one',
): Promise<PutLogEventsCommandOutput> {
  return logs.send(new PutLogEventsCommand({ logGroupName: group, logStreamName: stream, logEvents }));
}

function get(
  logs: CloudWatchLogsClient,
  input: Partial<GetLogEventsCommandInput> = {},
): Promise<GetLogEventsCommandOutput> {
  return logs.send(new GetLogEventsCommand({ logGroupName: group, logStreamName: 'one', ...input }));
}

const messagesOf = ({ events }: Pick<GetLogEventsCommandOutput, 'events'>): (string | undefined)[] =>
  events!.map(({ message }) => message);

async function filter(
  logs: CloudWatchLogsClient,
  input: FilterLogEventsCommandInput = {},
): Promise<(string | undefined)[]> {
  return messagesOf(await logs.send(new FilterLogEventsCommand({ logGroupName: group, ...input })));
}

describe('putting events', () => {
  it('stamps them with the time they came, and counts them as AWS does', async () => {
    const logs = await start('one');
    expect((await put(logs, ['für'])).rejectedLogEventsInfo).toBeUndefined();
    expect((await get(logs)).events).toEqual([{ timestamp: now, message: 'für', ingestionTime: now }]);
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
    expect(logGroups?.[0]?.storedBytes).toBe(4 + 26);
  });

  it('leaves out what is too old or too new, and says where', async () => {
    const logs = await start('one');
    const day = 24 * hour;
    const old = await putEvents(logs, [
      { timestamp: now - 14 * day - 2, message: 'old' },
      { timestamp: now - 14 * day, message: 'just' },
    ]);
    expect(old.rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 });
    const late = await putEvents(logs, [
      { timestamp: now + 2 * hour, message: 'still' },
      { timestamp: now + 2 * hour + 1, message: 'new' },
    ]);
    expect(late.rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 });
    expect(messagesOf(await get(logs))).toEqual(['just', 'still']);
  });

  it.each<[string, InputLogEvent[], string]>([
    [
      'events out of order',
      [
        { timestamp: now, message: 'b' },
        { timestamp: now - 1, message: 'a' },
      ],
      'Log events in a single PutLogEvents request must be in chronological order.',
    ],
    [
      'more than a day',
      [
        { timestamp: now - 25 * hour, message: 'a' },
        { timestamp: now, message: 'b' },
      ],
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    ],
    ['an empty message', [{ timestamp: now, message: '' }], 'Log event message must not be empty'],
    [
      'more than a megabyte',
      [{ timestamp: now, message: 'x'.repeat(1_048_576) }],
      'Upload too large: 1048602 bytes exceeds limit of 1048576',
    ],
    [
      'no events',
      [],
      "1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length between 1 and 10000, inclusive",
    ],
  ])('refuses %s', async (_, events, message) => {
    const logs = await start('one');
    expect(await refusal(putEvents(logs, events))).toEqual({
      name: 'InvalidParameterException',
      message,
      status: 400,
    });
    expect((await get(logs)).events).toEqual([]);
  });

  it('needs a stream that is there', async () => {
    const logs = await start();
    expect(await refusal(put(logs, ['a']))).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log stream does not exist.',
    });
  });

  it('forgets the oldest events of a stream beyond its bound', async () => {
    const logs = await start('one', 'two');
    await put(logs, ['kept'], 'two');
    const size = 512 * 1024;
    const count = streamCapacityBytes / size + 4;
    for (let index = 0; index < count; index++) {
      await put(logs, [String(index).padEnd(size, '.')], 'one', now + index);
    }
    const { events } = await get(logs);
    const bytes = events!.reduce((sum, { message }) => sum + message!.length + 26, 0);
    expect(bytes).toBeLessThanOrEqual(streamCapacityBytes);
    expect(bytes).toBeGreaterThan(streamCapacityBytes / 2);
    expect(events!.at(-1)?.message).toMatch(new RegExp(`^${count - 1}\\.`));
    expect(await filter(logs, { logStreamNames: ['two'] })).toEqual(['kept']);
  });
});

describe('getting events', () => {
  it('orders them by their times, and by their coming where those are the same', async () => {
    const logs = await start('one');
    await put(logs, ['c', 'd'], 'one', now + 10);
    await put(logs, ['a'], 'one', now);
    await putEvents(logs, [
      { timestamp: now + 5, message: 'b1' },
      { timestamp: now + 5, message: 'b2' },
    ]);
    expect(messagesOf(await get(logs))).toEqual(['a', 'b1', 'b2', 'c', 'd']);
  });

  it('answers the newest first, or from the head', async () => {
    const logs = await start('one');
    await put(logs, ['a', 'b', 'c', 'd', 'e']);
    expect(messagesOf(await get(logs, { limit: 2 }))).toEqual(['d', 'e']);
    expect(messagesOf(await get(logs, { limit: 2, startFromHead: true }))).toEqual(['a', 'b']);
  });

  it('goes on forwards until the token stays the same', async () => {
    const logs = await start('one');
    await put(logs, ['a', 'b', 'c']);
    const first = await get(logs, { limit: 2, startFromHead: true });
    const second = await get(logs, { nextToken: first.nextForwardToken, limit: 2 });
    expect(messagesOf(second)).toEqual(['c']);
    const end = await get(logs, { nextToken: second.nextForwardToken });
    expect(end.events).toEqual([]);
    expect(end.nextForwardToken).toBe(second.nextForwardToken);
    await put(logs, ['d'], 'one', now + 10);
    expect(messagesOf(await get(logs, { nextToken: end.nextForwardToken }))).toEqual(['d']);
  });

  it('goes on backwards, and turns round without losing an event', async () => {
    const logs = await start('one');
    await put(logs, ['a', 'b', 'c']);
    const last = await get(logs, { limit: 2 });
    const before = await get(logs, { nextToken: last.nextBackwardToken });
    expect(messagesOf(before)).toEqual(['a']);
    const start_ = await get(logs, { nextToken: before.nextBackwardToken });
    expect(start_.events).toEqual([]);
    expect(messagesOf(await get(logs, { nextToken: start_.nextForwardToken }))).toEqual(['a', 'b', 'c']);
    const end = await get(logs, { nextToken: last.nextForwardToken });
    expect(messagesOf(await get(logs, { nextToken: end.nextBackwardToken }))).toEqual(['a', 'b', 'c']);
  });

  it('goes on from an empty stream', async () => {
    const logs = await start('one');
    const { nextForwardToken } = await get(logs);
    await put(logs, ['a']);
    expect(messagesOf(await get(logs, { nextToken: nextForwardToken }))).toEqual(['a']);
  });

  it('includes the start of a time and excludes its end', async () => {
    const logs = await start('one');
    await put(logs, ['a', 'b', 'c']);
    expect(messagesOf(await get(logs, { startTime: now + 1, endTime: now + 2 }))).toEqual(['b']);
  });

  it('refuses tokens that it did not give', async () => {
    const logs = await start('one');
    expect((await refusal(get(logs, { nextToken: 'f/1' }))).message).toBe(
      'The specified nextToken is invalid.',
    );
  });
});

describe('filtering events', () => {
  it('runs over all streams in the order of times, both ends of a time included', async () => {
    const logs = await start('one', 'two');
    await put(logs, ['a', 'c'], 'one', now);
    await putEvents(logs, [{ timestamp: now + 1, message: 'd' }], 'two');
    await putEvents(logs, [{ timestamp: now, message: 'b' }], 'two');
    expect(await filter(logs)).toEqual(['a', 'b', 'c', 'd']);
    expect(await filter(logs, { startTime: now + 1 })).toEqual(['c', 'd']);
    expect(await filter(logs, { endTime: now })).toEqual(['a', 'b']);
    expect(await filter(logs, { logStreamNames: ['two'] })).toEqual(['b', 'd']);
    expect(await filter(logs, { logStreamNamePrefix: 'o' })).toEqual(['a', 'c']);
  });

  it('names stream and event', async () => {
    const logs = await start('one');
    await put(logs, ['a']);
    const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: group }));
    expect(events).toEqual([
      {
        logStreamName: 'one',
        timestamp: now,
        message: 'a',
        ingestionTime: now,
        eventId: expect.stringMatching(/^\d{56}$/),
      },
    ]);
  });

  it('answers in pages', async () => {
    const logs = await start('one');
    await put(logs, ['a 1', 'b', 'a 2', 'a 3']);
    const input = { logGroupName: group, filterPattern: 'a', limit: 2 };
    const first = await logs.send(new FilterLogEventsCommand(input));
    expect(messagesOf(first)).toEqual(['a 1', 'a 2']);
    const rest = await logs.send(new FilterLogEventsCommand({ ...input, nextToken: first.nextToken }));
    expect(messagesOf(rest)).toEqual(['a 3']);
    expect(rest.nextToken).toBeUndefined();
  });

  const id = '79104ea1-7c4d-4e2e-b8c8-2a5e2c8f0d0a';
  const lines = [
    `START RequestId: ${id} Version: $LATEST`,
    'ERROR: the card is busy',
    'error: the card is "busy"',
    'WARN the card is old',
    `END RequestId: ${id}`,
  ];

  it.each<[string, string, number[]]>([
    ['nothing covers everything', '', [0, 1, 2, 3, 4]],
    ['one term', 'ERROR', [1]],
    ['case counts', 'error', [2]],
    ['all terms', 'card busy', [1, 2]],
    ['a term that is missing', 'card cash', []],
    ['any of the terms', '?ERROR ?WARN', [1, 3]],
    ['but not a term', 'card -busy', [3]],
    ['nothing but a negation', '-card', [0, 4]],
    ['a request id, in quotes', `"${id}"`, [0, 4]],
    ['a phrase', '"card is busy"', [1]],
    ['quotes within quotes', '"is \\"busy\\""', [2]],
    ['a negated phrase', 'card -"card is busy"', [2, 3]],
    ['blanks around', '  ERROR  ', [1]],
  ])('%s', async (_, filterPattern, expected) => {
    const logs = await start('one');
    await put(logs, lines);
    expect(await filter(logs, { filterPattern })).toEqual(expected.map((index) => lines[index]));
  });

  it.each([
    ['a term that needs quotes', id, 'InvalidParameterException', `Invalid character(s) in term '${id}'`],
  ])('refuses %s', async (_, filterPattern, name, message) => {
    const logs = await start('one');
    expect(await refusal(filter(logs, { filterPattern }))).toMatchObject({ name, message });
  });

  it('refuses names and a prefix of streams together, and a stream that is not there', async () => {
    const logs = await start('one');
    const both = { logStreamNames: ['one'], logStreamNamePrefix: 'o' };
    expect((await refusal(filter(logs, both))).name).toBe('InvalidParameterException');
    expect((await refusal(filter(logs, { logStreamNames: ['two'] }))).name).toBe('ResourceNotFoundException');
  });
});
