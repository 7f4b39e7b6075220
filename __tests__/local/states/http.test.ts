/** HTTP tasks: APIs of this machine, called with what connections know. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CreateConnectionCommand,
  DeauthorizeConnectionCommand,
  DeleteConnectionCommand,
  DescribeConnectionCommand,
  EventBridgeClient,
  ListConnectionsCommand,
  UpdateConnectionCommand,
  type CreateConnectionRequest,
} from '@aws-sdk/client-eventbridge';
import { TestStateCommand } from '@aws-sdk/client-sfn';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { lambdaOf } from '../lambda/support.ts';
import { account, clientsOf, refusal, region } from '../support.ts';
import {
  asl,
  createMachine,
  createRole,
  roleArn,
  runMachine,
  statesOf,
  type StatesClients,
} from './support.ts';

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const received: Received[] = [];

/** Answers by its path. */
const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/json': (response) => response.setHeader('content-type', 'application/json').end('{"id":1}'),
  '/text': (response) => response.setHeader('content-type', 'text/plain').end('plain'),
  '/missing': (response) => response.writeHead(404, 'Not Here').end('{"reason":"gone"}'),
  '/image': (response) => response.setHeader('content-type', 'image/png').end('x'),
  '/broken': (response) => response.destroy(),
  '/token': (response) => response.end('{"access_token":"t-1"}'),
  '/no-token': (response) => response.writeHead(401).end('{}'),
};

let api: Server;
let url: string;
let aws: LocalAws;
let clients: StatesClients & { events: EventBridgeClient };
const connections = new Map<string, string>();

beforeAll(async () => {
  api = createServer((request, response) => {
    const { method, url: path = '', headers } = request;
    void text(request).then((body) => {
      received.push({ method, url: path, headers, body });
      (answers[path.split('?')[0] ?? ''] ?? ((other) => other.end()))(response);
    });
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  aws = await startLocalAws();
  const { endpoint } = aws;
  const credentials = { accessKeyId: account, secretAccessKey: 'x' };
  const events = new EventBridgeClient({ endpoint, region, credentials });
  clients = { ...clientsOf(endpoint), lambda: lambdaOf(endpoint), sfn: statesOf(endpoint), events };
  await createRole(clients.iam, 'machines', [{ Action: '*', Resource: '*' }]);
  await connect('plain', 'API_KEY', { ApiKeyAuthParameters: { ApiKeyName: 'X-Key', ApiKeyValue: 'k' } });
});

beforeEach(() => {
  received.splice(0);
});

afterAll(async () => {
  await aws.close();
  api.close();
});

async function connect(
  Name: string,
  AuthorizationType: CreateConnectionRequest['AuthorizationType'],
  AuthParameters: CreateConnectionRequest['AuthParameters'],
): Promise<string> {
  const request = { Name, AuthorizationType, AuthParameters };
  const { ConnectionArn = '' } = await clients.events.send(new CreateConnectionCommand(request));
  connections.set(Name, ConnectionArn);
  return ConnectionArn;
}

function definition(path: string, parameters: object = {}, connection = 'plain'): string {
  const Parameters = {
    ApiEndpoint: path.startsWith('/') ? `${url}${path}` : path,
    Method: 'GET',
    Authentication: { ConnectionArn: connections.get(connection) ?? connection },
    ...parameters,
  };
  return asl({ Call: { Type: 'Task', Resource: 'arn:aws:states:::http:invoke', Parameters, End: true } });
}

let machines = 0;

async function run(
  path: string,
  parameters?: object,
  connection?: string,
): Promise<{
  status: string | undefined;
  output: unknown;
  error: string | undefined;
  cause: string | undefined;
}> {
  const name = `machine-${++machines}`;
  const arn = await createMachine(clients, definition(path, parameters, connection), { name });
  const { status, output, error, cause } = (await runMachine(clients, arn)).described;
  return { status, output: output === undefined ? undefined : (JSON.parse(output) as unknown), error, cause };
}

describe('an HTTP task', () => {
  it('gives the answer: its headers, its body as a value, its status', async () => {
    const { output } = await run('/json');
    expect(output).toEqual({
      Headers: expect.objectContaining({ 'content-type': ['application/json'] }),
      ResponseBody: { id: 1 },
      StatusCode: 200,
      StatusText: 'OK',
    });
    expect((await run('/text')).output).toMatchObject({ ResponseBody: 'plain' });
  });

  it('sends what AWS sends, and what the connection adds counts', async () => {
    const key = { ApiKeyName: 'X-Key', ApiKeyValue: 'secret' };
    await connect('adding', 'API_KEY', {
      ApiKeyAuthParameters: key,
      InvocationHttpParameters: {
        HeaderParameters: [{ Key: 'Header-Param', Value: 'connection' }],
        QueryStringParameters: [{ Key: 'q', Value: 'connection' }],
        BodyParameters: [{ Key: 'b', Value: 'connection' }],
      },
    });
    await run(
      '/json?a=1',
      {
        Method: 'POST',
        Headers: { 'header-param': 'task', 'Request-Id': ['r', 1] },
        QueryParameters: { q: 'task', list: ['x', 'y z'] },
        RequestBody: { b: 'task', c: { d: 1 } },
      },
      'adding',
    );
    const [request] = received;
    expect(request).toMatchObject({ method: 'POST', url: '/json?a=1&q=connection&list=x&list=y+z' });
    expect(JSON.parse(request?.body ?? '')).toEqual({ b: 'connection', c: { d: 1 } });
    expect(request?.headers).toEqual({
      connection: expect.any(String),
      'content-length': expect.any(String),
      'content-type': 'application/json; charset=UTF-8',
      'header-param': 'connection',
      host: new URL(url).host,
      range: 'bytes=0-262144',
      'request-id': 'r,1',
      'user-agent': `Amazon|StepFunctions|HttpInvoke|${region}`,
      'x-key': 'secret',
    });
  });

  const forms: [format: string | undefined, body: string][] = [
    [undefined, 'list%5B0%5D=a&list%5B1%5D=b%20c&deep%5Bkey%5D=1'],
    ['REPEAT', 'list=a&list=b%20c&deep%5Bkey%5D=1'],
    ['COMMAS', 'list=a,b%20c&deep%5Bkey%5D=1'],
    ['BRACKETS', 'list%5B%5D=a&list%5B%5D=b%20c&deep%5Bkey%5D=1'],
  ];
  it.each(forms)('sends a form, lists in the format %s', async (ArrayFormat, body) => {
    await run('/json', {
      Method: 'POST',
      Headers: { 'content-type': 'application/x-www-form-urlencoded' },
      RequestBody: { list: ['a', 'b c'], deep: { key: 1 } },
      Transform: {
        RequestBodyEncoding: 'URL_ENCODED',
        ...(ArrayFormat !== undefined && { RequestEncodingOptions: { ArrayFormat } }),
      },
    });
    expect(received[0]).toMatchObject({
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  });

  it('authenticates with name and password', async () => {
    await connect('basic', 'BASIC', { BasicAuthParameters: { Username: 'u', Password: 'p' } });
    await run('/json', {}, 'basic');
    expect(received[0]?.headers.authorization).toBe(`Basic ${Buffer.from('u:p').toString('base64')}`);
  });

  it('authenticates with a token that it is given for the client’s credentials', async () => {
    await connect('oauth', 'OAUTH_CLIENT_CREDENTIALS', {
      OAuthParameters: {
        AuthorizationEndpoint: `${url}/token`,
        ClientParameters: { ClientID: 'id', ClientSecret: 'secret' },
        HttpMethod: 'POST',
        OAuthHttpParameters: { BodyParameters: [{ Key: 'scope', Value: 'all' }] },
      },
    });
    await run('/json', {}, 'oauth');
    const [token, call] = received;
    expect(token).toMatchObject({ url: '/token', body: 'grant_type=client_credentials&scope=all' });
    expect(token?.headers.authorization).toBe(`Basic ${Buffer.from('id:secret').toString('base64')}`);
    expect(call?.headers.authorization).toBe('Bearer t-1');
  });
});

describe('an HTTP task fails', () => {
  interface Row {
    readonly why: string;
    readonly path: string;
    readonly parameters?: object;
    readonly connection?: string;
    readonly error: string;
    readonly cause: unknown;
  }
  const runtime = (cause: string): unknown => expect.stringContaining(cause);
  const rows: Row[] = [
    {
      why: 'with the status of the answer; the cause is the status text alone',
      path: '/missing',
      error: 'States.Http.StatusCode.404',
      cause: 'Not Here',
    },
    {
      why: 'when the connection breaks',
      path: '/broken',
      error: 'States.Http.Socket',
      cause: 'socket hang up',
    },
    {
      why: 'for an answer that is no text',
      path: '/image',
      error: 'States.Runtime',
      cause: runtime("content type 'image/png'"),
    },
    {
      why: 'for a header that is not its own to set',
      path: '/json',
      parameters: { Headers: { 'X-Amz-Date': 'x' } },
      error: 'States.Runtime',
      cause: runtime("The header 'X-Amz-Date' is not allowed"),
    },
    {
      why: 'for an API elsewhere without TLS',
      path: 'http://example.com/',
      error: 'States.Runtime',
      cause: runtime('is not a valid HTTPS URL'),
    },
    {
      why: 'for a connection that is not there',
      path: '/json',
      connection: `arn:aws:events:${region}:${account}:connection/none/1`,
      error: 'Events.ConnectionResource.ResourceNotFound',
      cause: runtime('does not exist'),
    },
    {
      why: 'without a connection',
      path: '/json',
      parameters: { Authentication: {} },
      error: 'States.Runtime',
      cause: runtime("The field 'ConnectionArn' is required but was missing"),
    },
  ];
  it.each(rows)('$why', async ({ path, parameters, connection, error, cause }) => {
    expect(await run(path, parameters, connection)).toMatchObject({ status: 'FAILED', error, cause });
  });

  it('where the client’s credentials are not taken', async () => {
    await connect('refused', 'OAUTH_CLIENT_CREDENTIALS', {
      OAuthParameters: {
        AuthorizationEndpoint: `${url}/no-token`,
        ClientParameters: { ClientID: 'id', ClientSecret: 'wrong' },
        HttpMethod: 'POST',
      },
    });
    expect((await run('/json', {}, 'refused')).error).toBe(
      'Events.ConnectionResource.InvalidConnectionState',
    );
  });

  const denials: [action: string, error: string][] = [
    ['states:InvokeHTTPEndpoint', 'States.Permissions'],
    ['events:RetrieveConnectionCredentials', 'Events.ConnectionResource.AccessDenied'],
    ['secretsmanager:DescribeSecret', 'Events.ConnectionResource.AccessDenied'],
    ['secretsmanager:GetSecretValue', 'Events.ConnectionResource.AccessDenied'],
  ];
  it.each(denials)('where its role lacks %s', async (action, error) => {
    const name = `without-${action.replace(':', '-')}`;
    await createRole(clients.iam, name, [{ NotAction: action, Resource: '*' }]);
    const role = `arn:aws:iam::${account}:role/${name}`;
    const arn = await createMachine(clients, definition('/json'), { name, roleArn: role });
    const { described } = await runMachine(clients, arn);
    expect(described.error).toBe(error);
    expect(described.cause).toContain(`is not authorized to perform: ${action} on resource: arn:aws:`);
    expect(received).toEqual([]);
  });
});

describe('TestState', () => {
  it('shows the request and the answer at the level TRACE, and secrets only where they are asked for', async () => {
    const test = async (revealSecrets: boolean): Promise<Record<string, unknown>> => {
      const { Call } = (JSON.parse(definition('/json')) as { States: { Call: object } }).States;
      const answer = await clients.sfn.send(
        new TestStateCommand({
          definition: JSON.stringify(Call),
          roleArn,
          inspectionLevel: 'TRACE',
          revealSecrets,
        }),
      );
      expect(answer.status).toBe('SUCCEEDED');
      const { request, response } = answer.inspectionData ?? {};
      expect(response).toMatchObject({ protocol: 'http', statusCode: '200', body: '{"id":1}' });
      expect(request).toMatchObject({ protocol: 'http', method: 'GET', url: `${url}/json` });
      return JSON.parse(request?.headers ?? '') as Record<string, unknown>;
    };
    expect(await test(false)).not.toHaveProperty('X-Key');
    expect(await test(true)).toMatchObject({ 'X-Key': 'k' });
  });
});

describe('a connection', () => {
  const Name = 'described';

  it('is described without its secrets, changed, listed, deauthorized and deleted', async () => {
    const { events } = clients;
    await connect(Name, 'BASIC', {
      BasicAuthParameters: { Username: 'u', Password: 'p' },
      InvocationHttpParameters: {
        HeaderParameters: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2', IsValueSecret: true },
        ],
      },
    });
    const described = await events.send(new DescribeConnectionCommand({ Name }));
    expect(described).toMatchObject({
      ConnectionState: 'AUTHORIZED',
      AuthorizationType: 'BASIC',
      SecretArn: expect.stringMatching(/:secret:events!connection\/described\//),
    });
    expect(described.AuthParameters).toEqual({
      BasicAuthParameters: { Username: 'u' },
      InvocationHttpParameters: {
        HeaderParameters: [
          { Key: 'a', Value: '1' },
          { Key: 'b', IsValueSecret: true },
        ],
      },
    });
    await events.send(new UpdateConnectionCommand({ Name, Description: 'new' }));
    expect(await events.send(new DescribeConnectionCommand({ Name }))).toMatchObject({
      Description: 'new',
      ConnectionArn: described.ConnectionArn,
    });
    const { Connections = [] } = await events.send(new ListConnectionsCommand({ NamePrefix: 'descr' }));
    expect(Connections.map((connection) => connection.Name)).toEqual([Name]);
    await events.send(new DeauthorizeConnectionCommand({ Name }));
    expect((await run('/json', {}, Name)).error).toBe('Events.ConnectionResource.InvalidConnectionState');
    await events.send(new DeleteConnectionCommand({ Name }));
    expect(await refusal(events.send(new DescribeConnectionCommand({ Name })))).toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Failed to describe the connection(s). Connection '${Name}' does not exist.`,
    });
  });

  it('has a name of its own, and the parameters of its type', async () => {
    const basic = { BasicAuthParameters: { Username: 'u', Password: 'p' } };
    expect(await refusal(connect('plain', 'BASIC', basic))).toMatchObject({
      name: 'ResourceAlreadyExistsException',
    });
    expect(await refusal(connect('keyless', 'API_KEY', basic))).toMatchObject({
      name: 'ValidationException',
    });
  });
});
