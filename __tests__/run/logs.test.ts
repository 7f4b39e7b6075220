import { CloudWatchLogsClient, type FilteredLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from '@jest/globals';
import type { Workbench } from '../../src/deploy/workbench.ts';
import { requestLines } from '../../src/run/logs.ts';
import { json, startEndpoint } from '../support/endpoint.ts';
import { SimulatedClock } from '../support/simulatedClock.ts';

const id = '11111111-2222-3333-4444-555555555555';
const other = '99999999-2222-3333-4444-555555555555';

/** Events of one stream. */
const stream = (name: string, ...messages: readonly string[]): FilteredLogEvent[] =>
  messages.map((message, index) => ({ logStreamName: name, message, eventId: `${name}${index}` }));

const request = { logGroup: '/aws/lambda/f', startedAt: 100_000, endedAt: 101_000, mark: id };

/** CloudWatch Logs with what `events` gives at each look, a page being two events. */
async function lines(events: (look: number) => readonly FilteredLogEvent[]): Promise<{
  readonly lines: readonly string[];
  readonly calls: readonly Record<string, unknown>[];
  readonly waited: number;
}> {
  const calls: Record<string, unknown>[] = [];
  let look = 0;
  await using endpoint = await startEndpoint((_, text) => {
    const body = JSON.parse(text) as Record<string, string | undefined>;
    calls.push(body);
    if (body.filterPattern !== undefined && body.nextToken === undefined) look += 1;
    const found = events(look).filter(({ message, logStreamName }) =>
      body.filterPattern === undefined
        ? (body.logStreamNames as unknown as string[]).includes(logStreamName ?? '')
        : message?.includes(body.filterPattern.slice(1, -1)),
    );
    const from = Number(body.nextToken ?? 0);
    const rest = from + 2 < found.length;
    return json({ events: found.slice(from, from + 2), ...(rest && { nextToken: String(from + 2) }) });
  });
  const logs = new CloudWatchLogsClient({
    endpoint: endpoint.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  });
  const clock = new SimulatedClock();
  const bench = { aws: { logs }, clock, signal: new AbortController().signal } as unknown as Workbench;
  const found = await requestLines(bench, request);
  logs.destroy();
  return { lines: found, calls, waited: clock.now() };
}

describe('the log of a failed request', () => {
  it('is what stands in its stream from its start to its report, without the lines of Lambda and of other requests', async () => {
    const events = [
      ...stream(
        'a',
        `START RequestId: ${other} Version: 1\n`,
        'not this\n',
        `REPORT RequestId: ${other}\tDuration: 1 ms\n`,
        `START RequestId: ${id} Version: 1\n`,
        'printed without an id\n',
        '[ERROR] ValueError: no\rTraceback\r  line\n',
        `END RequestId: ${id}\n`,
        `REPORT RequestId: ${id}\tDuration: 1 ms\n`,
        'INIT_START Runtime Version: x\n',
        'nor this\n',
      ),
      ...stream('b', 'at the same time elsewhere\n'),
    ];
    const { lines: found, calls } = await lines(() => events);
    expect(found).toEqual(['printed without an id', '[ERROR] ValueError: no', 'Traceback', '  line']);
    expect(calls[0]).toMatchObject({
      logGroupName: '/aws/lambda/f',
      filterPattern: `"${id}"`,
      startTime: 95_000,
      endTime: 106_000,
    });
  });

  it('has what loading the function logged when it was tried for the request', async () => {
    const events = stream(
      'a',
      'INIT_START Runtime Version: x',
      '[ERROR] no module',
      'INIT_REPORT Init Duration: 1 ms\tPhase: init\tStatus: error\tError Type: E',
      '[ERROR] no module',
      'INIT_REPORT Init Duration: 1 ms\tPhase: invoke\tStatus: error\tError Type: E',
      `START RequestId: ${id} Version: 1`,
      `END RequestId: ${id}`,
      `REPORT RequestId: ${id}\tStatus: error\tError Type: E`,
    );
    expect((await lines(() => events)).lines).toEqual(['[ERROR] no module']);
  });

  it("is found in Lambda's JSON log format", async () => {
    const events = stream(
      'a',
      `{"time":"t","type":"platform.start","record":{"requestId":"${id}"}}`,
      '{"level":"INFO","message":"said"}',
      `{"time":"t","type":"platform.report","record":{"requestId":"${id}"}}`,
    );
    expect((await lines(() => events)).lines).toEqual(['{"level":"INFO","message":"said"}']);
  });

  it('is waited for until its report has come', async () => {
    const events = stream('a', `START RequestId: ${id}`, 'said', `REPORT RequestId: ${id}`);
    const { lines: found, waited } = await lines((look) => events.slice(0, look));
    expect(found).toEqual(['said']);
    expect(waited).toBe(500);
  });

  it('is given up after five seconds, with what there is', async () => {
    const { lines: found, waited } = await lines(() => stream('a', `START RequestId: ${id}`, 'said'));
    expect({ found, waited }).toEqual({ found: ['said'], waited: 5_000 });
  });

  it('is none where there is no word of the request', async () => {
    expect((await lines(() => stream('a', 'of another'))).lines).toEqual([]);
  });

  it('is cut to its last hundred lines, and each line to a thousand characters', async () => {
    const noise = Array.from({ length: 30 }, (_, index) => `${index}\r${'x'.repeat(2_000)}\r\r\r`);
    const text = [...noise, ...Array.from({ length: 98 }, (_, index) => `line ${index}`)].join('\n');
    const events = stream('a', `START RequestId: ${id}`, text, `REPORT RequestId: ${id}`);
    const { lines: found } = await lines(() => events);
    expect(found).toHaveLength(100);
    expect(found.at(-1)).toBe('line 97');
    expect(Math.max(...found.map(({ length }) => length))).toBeLessThanOrEqual(1_001);
  });
});
