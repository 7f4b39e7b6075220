/** Function URLs with AWS_IAM: who signed is verified, and needs both actions (AWS Lambda developer guide, "Control access to Lambda function URLs"). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sha256 } from '@aws-crypto/sha256-js';
import { CreateAccessKeyCommand, CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { AddPermissionCommand, CreateFunctionUrlConfigCommand } from '@aws-sdk/client-lambda';
import { SignatureV4 } from '@smithy/signature-v4';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { account, clientsOf, document, region, type Keys } from '../support.ts';
import { createFunction, lambdaOf, makeFunctionRole } from './support.ts';

const forbidden =
  '{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"}';
const source = `def handler(event, context):
    caller = event["requestContext"]["authorizer"]["iam"]["userArn"]
    return {"caller": caller, "path": event["rawPath"], "query": event["rawQueryString"], "body": event.get("body")}
`;

let aws: LocalAws;
let url: string;

beforeAll(async () => {
  aws = await startLocalAws({ account, enforce: true });
  const clients = { ...clientsOf(aws.endpoint, aws.root), lambda: lambdaOf(aws.endpoint, aws.root) };
  await makeFunctionRole(clients);
  await createFunction(clients, { files: { 'handler.py': source } });
  const config = { FunctionName: 'fn', AuthType: 'AWS_IAM' } as const;
  url = (await clients.lambda.send(new CreateFunctionUrlConfigCommand(config))).FunctionUrl ?? '';
});
afterAll(() => aws.close());

let users = 0;

/** A new user, and its keys. */
async function userWith(...statements: readonly object[]): Promise<Keys & { readonly arn: string }> {
  const { iam } = clientsOf(aws.endpoint, aws.root);
  const UserName = `user-${++users}`;
  await iam.send(new CreateUserCommand({ UserName }));
  const policy = { UserName, PolicyName: 'own', PolicyDocument: document(...statements) };
  if (statements.length > 0) await iam.send(new PutUserPolicyCommand(policy));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return {
    arn: `arn:aws:iam::${account}:user/${UserName}`,
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  };
}

interface Request {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Record<string, string>;
  readonly body?: string;
  /** Sent in place of the body that is signed. */
  readonly sent?: string;
}

async function call(
  keys: Keys,
  request: Request = {},
): Promise<{ status: number; type: string | null; body: string }> {
  const { method = 'GET', path = '/', query = {}, body, sent = body } = request;
  const { host, hostname, protocol } = new URL(url);
  const signer = new SignatureV4({ credentials: keys, region, service: 'lambda', sha256: Sha256 });
  const signed = await signer.sign({ method, protocol, hostname, path, query, body, headers: { host } });
  return fetched(
    new URL(`${path}?${new URLSearchParams(query).toString()}`, url),
    method,
    signed.headers,
    sent,
  );
}

async function fetched(
  address: URL,
  method: string,
  headers: Record<string, string>,
  body?: string,
): Promise<{ status: number; type: string | null; body: string }> {
  const answer = await fetch(address, { method, headers, ...(body !== undefined && { body }) });
  return { status: answer.status, type: answer.headers.get('x-amzn-errortype'), body: await answer.text() };
}

const allow = (Action: string, Condition?: object): object => ({
  Effect: 'Allow',
  Action,
  Resource: `arn:aws:lambda:${region}:${account}:function:fn`,
  ...(Condition && { Condition }),
});
const viaUrl = (value: string): object => ({ Bool: { 'lambda:InvokedViaFunctionUrl': value } });
const ofType = (type: string): object => ({ StringEquals: { 'lambda:FunctionUrlAuthType': type } });

describe('the caller of a function URL with AWS_IAM', () => {
  it.each<[string, readonly object[], number]>([
    ['without policies', [], 403],
    ['who may call the URL, but not invoke', [allow('lambda:InvokeFunctionUrl')], 403],
    ['who may invoke, but not call the URL', [allow('lambda:InvokeFunction')], 403],
    ['who may both', [allow('lambda:InvokeFunctionUrl'), allow('lambda:InvokeFunction')], 200],
    [
      'who may both by such a URL alone',
      [allow('lambda:InvokeFunctionUrl', ofType('AWS_IAM')), allow('lambda:InvokeFunction', viaUrl('true'))],
      200,
    ],
    [
      'who may call only URLs without authentication',
      [allow('lambda:InvokeFunctionUrl', ofType('NONE')), allow('lambda:InvokeFunction')],
      403,
    ],
    [
      'who may invoke only otherwise',
      [allow('lambda:InvokeFunctionUrl'), allow('lambda:InvokeFunction', viaUrl('false'))],
      403,
    ],
    ['who is denied', [allow('lambda:*'), { ...allow('lambda:InvokeFunctionUrl'), Effect: 'Deny' }], 403],
  ])('%s', async (_, statements, status) => {
    const answer = await call(await userWith(...statements));
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer).toMatchObject({ type: 'AccessDeniedException', body: forbidden });
  });

  it('may be allowed by the function’s policy alone, within one account', async () => {
    const user = await userWith();
    const grant = { FunctionName: 'fn', Principal: user.arn };
    const lambda = lambdaOf(aws.endpoint, aws.root);
    const asUrl = {
      StatementId: 'url',
      Action: 'lambda:InvokeFunctionUrl',
      FunctionUrlAuthType: 'AWS_IAM',
    } as const;
    await lambda.send(new AddPermissionCommand({ ...grant, ...asUrl }));
    expect((await call(user)).status).toBe(403);
    const invoke = { StatementId: 'invoke', Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true };
    await lambda.send(new AddPermissionCommand({ ...grant, ...invoke }));
    expect(await call(user)).toMatchObject({ status: 200, body: expect.stringContaining(user.arn) });
  });
});

const mismatch =
  '{"message":"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."}';

describe('the signature', () => {
  it('is needed', async () => {
    const answer = await fetched(new URL(url), 'GET', {});
    expect(answer).toEqual({ status: 403, type: 'AccessDeniedException', body: forbidden });
  });

  it('is verified over path, query and body', async () => {
    const user = await userWith(allow('lambda:Invoke*'));
    const request = { method: 'POST', path: '/a%20b/c', query: { x: 'ü &', a: '1' }, body: 'one' };
    const good = await call(user, request);
    expect(good.status).toBe(200);
    expect(JSON.parse(good.body)).toMatchObject({ caller: user.arn, path: '/a%20b/c' });
    const changed = await call(user, { ...request, sent: 'two' });
    expect(changed).toEqual({ status: 403, type: 'InvalidSignatureException', body: mismatch });
  });

  it('needs the key’s secret', async () => {
    const user = await userWith(allow('lambda:Invoke*'));
    const answer = await call({ ...user, secretAccessKey: 'guessed' });
    expect(answer).toEqual({ status: 403, type: 'InvalidSignatureException', body: mismatch });
  });

  it('needs a key that is known', async () => {
    const answer = await call({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' });
    expect(answer).toEqual({
      status: 403,
      type: 'UnrecognizedClientException',
      body: '{"message":"The security token included in the request is invalid."}',
    });
  });

  it('may stand in the address', async () => {
    const user = await userWith(allow('lambda:Invoke*'));
    const { host, hostname, protocol } = new URL(url);
    const signer = new SignatureV4({ credentials: user, region, service: 'lambda', sha256: Sha256 });
    const unsigned = { method: 'GET', protocol, hostname, path: '/p', headers: { host } };
    const { query = {} } = await signer.presign(unsigned, { expiresIn: 60 });
    const address = new URL(`/p?${new URLSearchParams(query as Record<string, string>).toString()}`, url);
    expect((await fetched(address, 'GET', {})).status).toBe(200);
    address.searchParams.set('X-Amz-Expires', '600');
    expect((await fetched(address, 'GET', {})).type).toBe('InvalidSignatureException');
  });
});
