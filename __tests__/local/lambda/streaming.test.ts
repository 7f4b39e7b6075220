import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AddPermissionCommand,
  CreateFunctionUrlConfigCommand,
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  PutFunctionConcurrencyCommand,
  type InvokeWithResponseStreamRequest,
} from '@aws-sdk/client-lambda';
import { createServer } from 'node:http';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { clientsOf, refusal } from '../support.ts';
import { createFunction, invoke, lambdaOf, makeFunctionRole, type LambdaClients } from './support.ts';

/** Does as the event says, or, behind a URL, as the path says. */
const source = `
import { setTimeout as sleep } from 'node:timers/promises';
const doing = {
  async text(stream) {
    stream.setContentType('text/plain');
    stream.write('Hello, ');
    stream.end('world!');
  },
  /** The second part comes only when somebody has seen the first. */
  async slowly(stream, { gate }) {
    stream.write('first');
    await fetch(gate);
    stream.end('second');
  },
  async http(stream) {
    const headers = { 'Content-Type': 'text/html', 'X-Mine': 'yes' };
    const body = awslambda.HttpResponseStream.from(stream, { statusCode: 418, headers, cookies: ['a=1', 'b=2'] });
    body.write('<p>');
    body.end('tea');
  },
  async piped(stream) {
    const { pipeline } = await import('node:stream/promises');
    await pipeline(async function* () { for (let i = 0; i < 300; i++) yield Buffer.alloc(10_000, 'x'); }, stream);
  },
  async early() { throw new RangeError('too early'); },
  async late(stream) {
    stream.write('some');
    await sleep(10);
    throw new RangeError('too late');
  },
};
export const handler = awslambda.streamifyResponse(async (event, stream) => {
  const name = event.rawPath?.slice(1) ?? event.do;
  await doing[name](stream, event);
});
`;

let aws: LocalAws;
let clients: LambdaClients;
let url: string;

beforeAll(async () => {
  aws = await startLocalAws();
  clients = { ...clientsOf(aws.endpoint), lambda: lambdaOf(aws.endpoint) };
  await makeFunctionRole(clients);
  const node = { Runtime: 'nodejs22.x', Handler: 'index.handler' } as const;
  await createFunction(clients, { ...node, FunctionName: 'streams', files: { 'index.mjs': source } });
  const files = {
    'handler.py': 'def handler(event, context):\n    return {"statusCode": 201, "body": "b"}\n',
  };
  await createFunction(clients, { FunctionName: 'whole', files });
  url = await urlOf('streams');
});

afterAll(() => aws.close());

/** Anybody may call it. */
async function urlOf(FunctionName: string): Promise<string> {
  const { lambda } = clients;
  const { FunctionUrl = '' } = await lambda.send(
    new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE', InvokeMode: 'RESPONSE_STREAM' }),
  );
  const anybody = { FunctionName, Principal: '*' };
  await lambda.send(
    new AddPermissionCommand({
      ...anybody,
      StatementId: 'url',
      Action: 'lambda:InvokeFunctionUrl',
      FunctionUrlAuthType: 'NONE',
    }),
  );
  await lambda.send(
    new AddPermissionCommand({
      ...anybody,
      StatementId: 'invoke',
      Action: 'lambda:InvokeFunction',
      InvokedViaFunctionUrl: true,
    }),
  );
  return FunctionUrl;
}

interface Streamed {
  readonly chunks: string[];
  readonly complete: object | undefined;
}

async function invokeStreaming(
  FunctionName: string,
  event: object,
  request: Pick<InvokeWithResponseStreamRequest, 'LogType'> = {},
): Promise<Streamed> {
  const Payload = JSON.stringify(event);
  const answer = await clients.lambda.send(
    new InvokeWithResponseStreamCommand({ FunctionName, Payload, ...request }),
  );
  expect(answer.ExecutedVersion).toBe('$LATEST');
  const chunks: string[] = [];
  let complete: object | undefined;
  for await (const { PayloadChunk, InvokeComplete } of answer.EventStream ?? []) {
    if (PayloadChunk) chunks.push(Buffer.from(PayloadChunk.Payload ?? []).toString());
    complete = InvokeComplete ?? complete;
  }
  return { chunks, complete };
}

describe('InvokeWithResponseStream', () => {
  it('gives what the function writes, and then says that it has ended, with the log where it is wanted', async () => {
    const { chunks, complete } = await invokeStreaming('streams', { do: 'text' }, { LogType: 'Tail' });
    expect(chunks.join('')).toBe('Hello, world!');
    const { LogResult = '' } = complete as { LogResult?: string };
    expect(Buffer.from(LogResult, 'base64').toString()).toMatch(/START RequestId[^]*REPORT RequestId/);
  });

  it('gives it while the function is still writing', async () => {
    const gate = createServer((_, response) => {
      void seen.then(() => response.end());
    });
    let see = (): void => undefined;
    const seen = new Promise<void>((resolve) => (see = resolve));
    await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
    const { port } = gate.address() as { port: number };
    const Payload = JSON.stringify({ do: 'slowly', gate: `http://127.0.0.1:${port}` });
    const { EventStream } = await clients.lambda.send(
      new InvokeWithResponseStreamCommand({ FunctionName: 'streams', Payload }),
    );
    const parts: string[] = [];
    for await (const { PayloadChunk } of EventStream ?? []) {
      if (PayloadChunk) parts.push(Buffer.from(PayloadChunk.Payload ?? []).toString());
      see();
    }
    gate.close();
    expect(parts).toEqual(['first', 'second']);
  });

  it('gives megabytes', async () => {
    const { chunks } = await invokeStreaming('streams', { do: 'piped' });
    expect(chunks.join('')).toHaveLength(3_000_000);
  });

  const rows: [why: string, name: string, doing: string, chunks: string, errorMessage: string][] = [
    ['before its first byte', 'streams', 'early', '', 'too early'],
    ['after it', 'streams', 'late', 'some', 'too late'],
  ];
  it.each(rows)('tells an error %s', async (_why, name, doing, text, errorMessage) => {
    const { chunks, complete } = await invokeStreaming(name, { do: doing });
    expect(chunks.join('')).toBe(text);
    const { ErrorCode, ErrorDetails = '' } = complete as { ErrorCode?: string; ErrorDetails?: string };
    expect(ErrorCode).toBe('Unhandled');
    expect(JSON.parse(ErrorDetails)).toMatchObject({ errorType: 'RangeError', errorMessage });
  });

  it('gives what a function that does not stream returns, in one piece', async () => {
    const { chunks, complete } = await invokeStreaming('whole', {});
    expect(chunks.map((text) => JSON.parse(text) as unknown)).toEqual([{ statusCode: 201, body: 'b' }]);
    expect(complete).toEqual({});
  });

  it('is refused before it begins', async () => {
    const FunctionName = 'whole';
    await clients.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }),
    );
    expect(await refusal(invokeStreaming(FunctionName, {}))).toMatchObject({
      name: 'TooManyRequestsException',
      status: 429,
    });
    await clients.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 5 }),
    );
  });
});

describe('Invoke', () => {
  it('gives all that a function streams as its payload', async () => {
    const { lambda } = clients;
    const Payload = JSON.stringify({ do: 'text' });
    const answer = await lambda.send(new InvokeCommand({ FunctionName: 'streams', Payload }));
    expect(Buffer.from(answer.Payload ?? []).toString()).toBe('Hello, world!');
  });

  it('gives an error after the first byte as any other', async () => {
    const answer = await invoke(clients.lambda, 'streams', { do: 'late' });
    expect(answer).toMatchObject({ error: 'Unhandled', payload: { errorMessage: 'too late' } });
  });
});

describe('a function URL that streams', () => {
  it('sends what the function writes, with its content type', async () => {
    const response = await fetch(`${url}text`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(response.headers.get('content-length')).toBeNull();
    expect(await response.text()).toBe('Hello, world!');
  });

  it('sends status, headers and cookies that the function wrote first', async () => {
    const response = await fetch(`${url}http`);
    expect(response.status).toBe(418);
    expect(response.headers.get('x-mine')).toBe('yes');
    expect(response.headers.get('content-type')).toBe('text/html');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.text()).toBe('<p>tea');
  });

  it('answers 502 for an error before the first byte, and breaks off for a later one', async () => {
    const early = await fetch(`${url}early`);
    expect([early.status, await early.text()]).toEqual([502, 'Internal Server Error']);
    const late = await fetch(`${url}late`);
    expect(late.status).toBe(200);
    await expect(late.text()).rejects.toThrow('terminated');
  });

  it('sends what a function that does not stream returns as it is', async () => {
    const response = await fetch(await urlOf('whole'));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ statusCode: 201, body: 'b' });
  });
});
