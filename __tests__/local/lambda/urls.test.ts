import http from 'node:http';
import { describe, expect, it } from '@jest/globals';
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  DeleteAliasCommand,
  DeleteFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  ListFunctionUrlConfigsCommand,
  PublishVersionCommand,
  RemovePermissionCommand,
  UpdateFunctionUrlConfigCommand,
  type CreateFunctionUrlConfigRequest,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { account, refusal } from '../support.ts';
import { createFunction, startLambda, type LambdaClients } from './support.ts';

const arn = `arn:aws:lambda:us-east-1:${account}:function:fn`;

/** Answers the event, or does what its query says. */
const source = `import json
def handler(event, context):
    query = event.get("queryStringParameters", {})
    if "fail" in query:
        raise ValueError("boom")
    if "return" in query:
        return json.loads(query["return"])
    return {"event": event}
`;

const publicStatements = [
  { StatementId: 'url', Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' },
  { StatementId: 'invoke', Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true },
] as const;

async function makePublic(lambda: LambdaClient, Qualifier?: string): Promise<void> {
  for (const statement of publicStatements) {
    await lambda.send(
      new AddPermissionCommand({ FunctionName: 'fn', Qualifier, Principal: '*', ...statement }),
    );
  }
}

async function createUrl(
  { lambda }: LambdaClients,
  changes: Partial<CreateFunctionUrlConfigRequest> = {},
): Promise<string> {
  const config = { FunctionName: 'fn', AuthType: 'NONE', ...changes } as const;
  return (await lambda.send(new CreateFunctionUrlConfigCommand(config))).FunctionUrl ?? '';
}

/** A function with a URL that anybody may call. */
async function publicUrl(
  changes: Partial<CreateFunctionUrlConfigRequest> = {},
): Promise<[string, LambdaClients]> {
  const clients = await startLambda();
  await createFunction(clients, { files: { 'handler.py': source } });
  await makePublic(clients.lambda);
  return [await createUrl(clients, changes), clients];
}

describe('a function URL without authentication', () => {
  it('needs both statements', async () => {
    const clients = await startLambda();
    await createFunction(clients, { files: { 'handler.py': source } });
    const url = await createUrl(clients);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const [first, second] = publicStatements;
    const status = async (): Promise<number> => (await fetch(url)).status;
    const statuses = [await status()];
    await clients.lambda.send(new AddPermissionCommand({ FunctionName: 'fn', Principal: '*', ...first }));
    statuses.push(await status());
    await clients.lambda.send(new AddPermissionCommand({ FunctionName: 'fn', Principal: '*', ...second }));
    statuses.push(await status());
    await clients.lambda.send(new RemovePermissionCommand({ FunctionName: 'fn', StatementId: 'url' }));
    const refused = await fetch(url);
    statuses.push(refused.status);
    expect(statuses).toEqual([403, 403, 200, 403]);
    expect(refused.headers.get('x-amzn-errortype')).toBe('AccessDeniedException');
    expect(await refused.text()).toBe(
      '{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"}',
    );
  });

  it('hands the request over as an event of format 2.0', async () => {
    const [url] = await publicUrl();
    const answer = await fetch(`${url}a%20b/c?x=1&x=2&y=%C3%BC`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: 'k=v; l=w',
        'X-Mine': 'One',
        'user-agent': 'test',
      },
      body: '{"a":1}',
    });
    const { event } = (await answer.json()) as { event: unknown };
    const host = new URL(url).host;
    expect(event).toEqual({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/a%20b/c',
      rawQueryString: 'x=1&x=2&y=%C3%BC',
      cookies: ['k=v', 'l=w'],
      headers: expect.objectContaining({
        'content-type': 'application/json',
        'x-mine': 'One',
        host,
        'content-length': '7',
      }),
      queryStringParameters: { x: '1,2', y: 'ü' },
      requestContext: {
        accountId: 'anonymous',
        apiId: expect.stringMatching(/^\w{32}$/),
        domainName: host,
        domainPrefix: expect.any(String),
        http: {
          method: 'POST',
          path: '/a%20b/c',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'test',
        },
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        routeKey: '$default',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      body: '{"a":1}',
      isBase64Encoded: false,
    });
  });

  it('hands over what is no text as base64', async () => {
    const [url] = await publicUrl();
    const rows: [type: string, body: string | Buffer, expected: string, base64: boolean][] = [
      ['text/plain', 'ü', 'ü', false],
      ['application/vnd.x+json', '{}', '{}', false],
      ['text/plain', Buffer.from([0xff, 0xfe]), '//4=', true],
      ['application/octet-stream', 'abc', 'YWJj', true],
      ['multipart/form-data; boundary=b', '--b--', 'LS1iLS0=', true],
      ['application/x-www-form-urlencoded', 'a=b', 'YT1i', true],
    ];
    for (const [type, sent, body, isBase64Encoded] of rows) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': type },
        body: new Uint8Array(Buffer.from(sent)),
      });
      const { event } = (await answer.json()) as { event: object };
      expect({ type, event }).toMatchObject({ type, event: { body, isBase64Encoded } });
    }
  });

  it('answers what the function returns', async () => {
    const [url] = await publicUrl();
    const json = 'application/json';
    const rows: [why: string, returned: string, status: number, type: string, body: string][] = [
      ['an object is the body', '{"hello":"world"}', 200, json, '{"hello":"world"}'],
      [
        'a statusCode says that it is a response',
        '{"statusCode":201,"body":"body123"}',
        201,
        json,
        'body123',
      ],
      ['a list', '["hello", 3, true]', 200, json, '["hello",3,true]'],
      ['a text without its quotes', '"hello"', 200, json, 'hello'],
      ['a number', '3.1', 200, json, '3.1'],
      ['a boolean', 'true', 200, json, 'true'],
      [
        'headers',
        '{"statusCode":200,"headers":{"Content-Type":"text/html"},"body":"<p>"}',
        200,
        'text/html',
        '<p>',
      ],
      ['base64', '{"statusCode":200,"body":"YWJj","isBase64Encoded":true}', 200, json, 'abc'],
      ['a body that is an object', '{"statusCode":200,"body":{"a":1}}', 200, json, '{"a":1}'],
      ['no body', '{"statusCode":404}', 404, json, ''],
      ['a status that is none', '{"statusCode":"x"}', 502, json, 'Internal Server Error'],
    ];
    for (const [why, returned, status, type, body] of rows) {
      const answer = await fetch(`${url}?return=${encodeURIComponent(returned)}`);
      const got = {
        status: answer.status,
        type: answer.headers.get('content-type'),
        body: await answer.text(),
      };
      expect({ why, ...got }).toEqual({ why, status, type, body });
    }
    const cookies = await fetch(
      `${url}?return=${encodeURIComponent('{"statusCode":200,"cookies":["a=1","b=2"]}')}`,
    );
    expect(cookies.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    const failed = await fetch(`${url}?fail=1`);
    expect([failed.status, await failed.text()]).toEqual([502, 'Internal Server Error']);
  });

  it('answers cross-origin requests as configured, and preflights itself', async () => {
    const Cors = {
      AllowOrigins: ['https://*.example.com'],
      AllowMethods: ['GET'],
      AllowHeaders: ['x-a'],
      MaxAge: 60,
    };
    const [url] = await publicUrl({ Cors });
    const preflight = await fetch(url, {
      method: 'OPTIONS',
      headers: { origin: 'https://a.example.com', 'access-control-request-method': 'GET' },
    });
    expect([preflight.status, Object.fromEntries(preflight.headers)]).toMatchObject([
      200,
      {
        'access-control-allow-origin': 'https://a.example.com',
        'access-control-allow-methods': 'GET',
        'access-control-allow-headers': 'x-a',
        'access-control-max-age': '60',
      },
    ]);
    const allowed = await fetch(url, { headers: { origin: 'https://a.example.com' } });
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://a.example.com');
    const foreign = await fetch(url, { headers: { origin: 'https://evil.test' } });
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('takes no more than six megabytes', async () => {
    const [url] = await publicUrl();
    const { status } = await fetch(url, { method: 'POST', body: Buffer.alloc(6_291_457, 'x') });
    expect(status).toBe(413);
  });

  it('is not there under a name that is not this machine’s', async () => {
    const [url] = await publicUrl();
    const status = await new Promise((resolve, reject) => {
      const request = http.get(url, { headers: { host: 'rebound.test' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject);
    });
    expect(status).toBe(403);
  });
});

describe('a function URL with IAM', () => {
  it('needs a signature, and tells the function who signed', async () => {
    const clients = await startLambda();
    await createFunction(clients, { files: { 'handler.py': source } });
    const url = await createUrl(clients, { AuthType: 'AWS_IAM' });
    expect((await fetch(url)).status).toBe(403);
    const scope = `${account}/20261122/us-east-1/lambda/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
    const answer = await fetch(url, { headers: { authorization } });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      event: {
        requestContext: {
          accountId: account,
          authorizer: { iam: { accountId: account, userArn: `arn:aws:iam::${account}:root` } },
        },
      },
    });
  });
});

describe('function URL configurations', () => {
  it('are merged by updates, and keep their address', async () => {
    const [url, { lambda }] = await publicUrl({ Cors: { AllowOrigins: ['*'] } });
    const update = (changes: object): Promise<object> =>
      lambda.send(new UpdateFunctionUrlConfigCommand({ FunctionName: 'fn', ...changes }));
    await update({ AuthType: 'AWS_IAM' });
    await update({ InvokeMode: 'RESPONSE_STREAM' });
    const expected = {
      FunctionUrl: url,
      FunctionArn: arn,
      AuthType: 'AWS_IAM',
      InvokeMode: 'RESPONSE_STREAM',
    };
    const merged = await lambda.send(new GetFunctionUrlConfigCommand({ FunctionName: 'fn' }));
    expect(merged).toMatchObject({ ...expected, Cors: { AllowOrigins: ['*'] } });
    await update({ Cors: {} });
    const cleared = await lambda.send(new GetFunctionUrlConfigCommand({ FunctionName: 'fn' }));
    expect(cleared).toMatchObject(expected);
    expect(cleared).not.toHaveProperty('Cors');
  });

  it('of an alias need the alias, outlive it, and are forbidden from then on', async () => {
    const clients = await startLambda();
    const { lambda } = clients;
    await createFunction(clients, { files: { 'handler.py': source } });
    await lambda.send(new PublishVersionCommand({ FunctionName: 'fn' }));
    await lambda.send(new CreateAliasCommand({ FunctionName: 'fn', Name: 'live', FunctionVersion: '1' }));
    const url = await createUrl(clients, { Qualifier: 'live' });
    await makePublic(lambda);
    expect((await fetch(url)).status).toBe(403);
    await makePublic(lambda, 'live');
    expect((await fetch(url)).status).toBe(200);
    await lambda.send(new DeleteAliasCommand({ FunctionName: 'fn', Name: 'live' }));
    expect((await fetch(url)).status).toBe(403);
    const { FunctionUrlConfigs } = await lambda.send(
      new ListFunctionUrlConfigsCommand({ FunctionName: 'fn' }),
    );
    expect(FunctionUrlConfigs).toMatchObject([{ FunctionUrl: url, FunctionArn: `${arn}:live` }]);
    await lambda.send(new DeleteFunctionUrlConfigCommand({ FunctionName: 'fn', Qualifier: 'live' }));
    await expect(fetch(url)).rejects.toThrow();
  });

  const missing = 'ResourceNotFoundException';
  const rows: [
    why: string,
    call: (lambda: LambdaClient) => Promise<unknown>,
    name: string,
    message: string | RegExp,
  ][] = [
    [
      'of a function that is not there',
      (lambda) =>
        lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName: 'nowhere', AuthType: 'NONE' })),
      missing,
      'Function does not exist',
    ],
    [
      'that is not there',
      (lambda) => lambda.send(new GetFunctionUrlConfigCommand({ FunctionName: 'nowhere' })),
      missing,
      'The resource you requested does not exist.',
    ],
    [
      'of a version',
      (lambda) =>
        lambda.send(
          new CreateFunctionUrlConfigCommand({ FunctionName: 'fn', Qualifier: '1', AuthType: 'NONE' }),
        ),
      'ValidationException',
      "1 validation error detected: Value '1' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: ((?!^\\d+$)^[0-9a-zA-Z-_]+$)",
    ],
    [
      'that is there already',
      (lambda) => lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName: 'fn', AuthType: 'NONE' })),
      'ResourceConflictException',
      /FunctionUrlConfig exists for this Lambda function$/,
    ],
    [
      'with a method that is too long',
      (lambda) =>
        lambda.send(
          new UpdateFunctionUrlConfigCommand({ FunctionName: 'fn', Cors: { AllowMethods: ['OPTIONS'] } }),
        ),
      'ValidationException',
      "1 validation error detected: Value '[OPTIONS]' at 'cors.allowMethods' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 6, Member must have length greater than or equal to 1, Member must not be null]",
    ],
  ];

  it('are refused as AWS refuses them', async () => {
    const [, { lambda }] = await publicUrl();
    for (const [why, call, name, message] of rows) {
      const got = await refusal(call(lambda));
      const expected: unknown = typeof message === 'string' ? message : expect.stringMatching(message);
      expect({ why, name: got.name, message: got.message }).toEqual({ why, name, message: expected });
    }
  });
});
