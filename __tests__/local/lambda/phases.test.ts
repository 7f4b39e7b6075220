/** What an execution environment goes through, and what Lambda's log says of it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { systemClock, type Clock } from '../../../src/clock.ts';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { clientsOf } from '../support.ts';
import { createFunction, invoke, lambdaOf, makeFunctionRole, type LambdaClients } from './support.ts';

/** The ten seconds of the init phase are over after one. */
const impatientClock: Clock = {
  now: () => systemClock.now(),
  sleep: (ms, signal) => systemClock.sleep(ms === 10_000 ? 1000 : ms, signal),
};

const running: LocalAws[] = [];
let clients: LambdaClients;
let impatient: LambdaClients;

beforeAll(async () => {
  clients = await start(systemClock);
  impatient = await start(impatientClock);
});

afterAll(() => Promise.all(running.map((aws) => aws.close())));

async function start(clock: Clock): Promise<LambdaClients> {
  const aws = await startLocalAws({ clock });
  running.push(aws);
  const started = { ...clientsOf(aws.endpoint), lambda: lambdaOf(aws.endpoint) };
  await makeFunctionRole(started);
  return started;
}

async function logged(FunctionName: string, { logs } = clients): Promise<string[]> {
  const request = { logGroupName: `/aws/lambda/${FunctionName}` };
  const { events = [] } = await logs.send(new FilterLogEventsCommand(request));
  return events.map(({ message = '' }) => message.trimEnd());
}

const id = '[0-9a-f-]{36}';
const ms = '\\d+\\.\\d\\d ms';

describe('the init phase', () => {
  it('that fails is told of, and tried again with the first request, which fails with its error', async () => {
    const files = { 'handler.py': 'import nowhere' };
    await createFunction(clients, { FunctionName: 'broken', files });
    const { error, payload, log } = await invoke(clients.lambda, 'broken');
    expect({ error, payload }).toMatchObject({
      error: 'Unhandled',
      payload: { errorType: 'Runtime.ImportModuleError' },
    });
    const patterns = [
      '^INIT_START ',
      '^\\[ERROR\\] Runtime.ImportModuleError: ',
      `^INIT_REPORT Init Duration: ${ms}\tPhase: init\tStatus: error\tError Type: Runtime.ImportModuleError$`,
      '^\\[ERROR\\] Runtime.ImportModuleError: ',
      `^INIT_REPORT Init Duration: ${ms}\tPhase: invoke\tStatus: error\tError Type: Runtime.ImportModuleError$`,
      `^START RequestId: ${id} Version: \\$LATEST$`,
      `^END RequestId: ${id}$`,
      `^REPORT RequestId: ${id}\tDuration: .*\tStatus: error\tError Type: Runtime.ImportModuleError$`,
    ];
    const lines = await logged('broken');
    expect(lines).toHaveLength(patterns.length);
    for (const [i, pattern] of patterns.entries()) expect(lines[i]).toMatch(new RegExp(pattern));
    expect(lines.at(-1)).not.toContain('Init Duration');
    expect(log).toMatch(/^\[ERROR\]/);
  });

  it('that takes too long is ended, and begun anew in the time of the first request', async () => {
    const source = `import os, time
if not os.path.exists("begun"):
    open("begun", "w").close()
    time.sleep(60)
def handler(event, context):
    return "ready"
`;
    await createFunction(impatient, { FunctionName: 'slow', files: { 'handler.py': source }, Timeout: 60 });
    expect((await invoke(impatient.lambda, 'slow')).payload).toBe('ready');
    const lines = await logged('slow', impatient);
    expect(lines[1]).toMatch(new RegExp(`^INIT_REPORT Init Duration: ${ms}\tPhase: init\tStatus: timeout`));
    expect(lines.at(-1)).not.toMatch(/Init Duration|Status/);
  });

  it('may come to nothing a second time, as the request’s own timeout', async () => {
    const files = { 'handler.py': 'import time\ntime.sleep(60)\n' };
    await createFunction(impatient, { FunctionName: 'never', files, Timeout: 1 });
    const { payload, log } = await invoke(impatient.lambda, 'never');
    expect(payload).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/Task timed out after 1\.00 seconds$/),
    });
    expect(log).toMatch(/^INIT_REPORT .*Phase: invoke\tStatus: timeout[^]*REPORT .*\tStatus: timeout\n$/);
  });
});

/** Where the system tells what a process holds. */
const [onLinux, why] =
  process.platform === 'linux' ? [it, ''] : [it.skip, ' [only Linux tells what a process holds]'];

describe('memory', () => {
  onLinux(`that runs out ends the process${why}`, async () => {
    const files = {
      'handler.py':
        'import time\ndef handler(event, context):\n    held = bytearray(300_000_000)\n    time.sleep(30)\n',
    };
    await createFunction(clients, { FunctionName: 'hungry', files, Timeout: 60 });
    const { error, payload, log } = await invoke(clients.lambda, 'hungry');
    expect({ error, payload }).toEqual({
      error: 'Unhandled',
      payload: {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(
          new RegExp(`^RequestId: ${id} Error: Runtime exited with error: signal: killed$`),
        ),
      },
    });
    expect(log).toMatch(/Max Memory Used: 128 MB\t.*Status: error\tError Type: Runtime\.OutOfMemory\n$/);
  });
});

describe('logs in JSON', () => {
  const LoggingConfig = { LogFormat: 'JSON', ApplicationLogLevel: 'INFO' } as const;
  const parsed = async (name: string): Promise<unknown[]> =>
    (await logged(name)).map((line) => JSON.parse(line) as unknown);
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
  const platform = (type: string, record: object): object => ({
    time,
    type: `platform.${type}`,
    record: expect.objectContaining(record),
  });

  it('of Python: the platform’s, the logger’s with its level, and failures', async () => {
    const source = `import logging
logger = logging.getLogger("mine")
def handler(event, context):
    logger.debug("not seen")
    logger.warning("seen %s", 1)
    raise KeyError("k")
`;
    await createFunction(clients, { FunctionName: 'py', files: { 'handler.py': source }, LoggingConfig });
    const answer = await clients.lambda.send(new InvokeCommand({ FunctionName: 'py' }));
    const requestId = answer.$metadata.requestId ?? '';
    expect(await parsed('py')).toEqual([
      platform('initStart', { phase: 'init', functionName: 'py', runtimeVersion: 'python:3.12' }),
      platform('start', { requestId, version: '$LATEST' }),
      { timestamp: time, level: 'WARNING', message: 'seen 1', logger: 'mine', requestId },
      expect.objectContaining({ timestamp: time, log_level: 'ERROR', errorType: 'KeyError', requestId }),
      platform('report', { requestId, status: 'error', errorType: 'KeyError' }),
    ]);
  });

  it('of Node.js: the console’s, with objects as values, and failures', async () => {
    const source = `export const handler = async () => {
  console.debug('not seen');
  console.info({ a: [1] });
  console.warn('seen', 2);
  throw new RangeError('far');
};`;
    const node = { Runtime: 'nodejs22.x', Handler: 'index.handler', LoggingConfig } as const;
    await createFunction(clients, { FunctionName: 'js', files: { 'index.mjs': source }, ...node });
    const answer = await clients.lambda.send(new InvokeCommand({ FunctionName: 'js' }));
    const requestId = answer.$metadata.requestId ?? '';
    const line = (level: string, message: unknown): object => ({
      timestamp: time,
      level,
      requestId,
      message,
    });
    expect((await parsed('js')).slice(2)).toEqual([
      line('INFO', { a: [1] }),
      line('WARN', 'seen 2'),
      line('ERROR', expect.objectContaining({ errorType: 'RangeError', errorMessage: 'far' })),
      platform('report', { requestId, status: 'error', errorType: 'RangeError' }),
    ]);
  });
});
