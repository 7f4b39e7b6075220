import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { describe, expect, it } from '@jest/globals';
import { errorCode, explain, orUndefined } from '../../src/aws/errors.ts';
import { exitCode, UserError } from '../../src/errors.ts';
import { jsonError, queryError, startEndpoint, type Answer } from '../support/endpoint.ts';
import { root, start } from '../support/spawn.ts';

const settings = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  maxAttempts: 1,
});

type Ask = (endpoint: string) => Promise<unknown>;
const askIam: Ask = (endpoint) =>
  new IAMClient(settings(endpoint)).send(new GetRoleCommand({ RoleName: 'r' }));
const askLambda: Ask = (endpoint) =>
  new LambdaClient(settings(endpoint)).send(new GetFunctionCommand({ FunctionName: 'f' }));
const askStates: Ask = (endpoint) =>
  new SFNClient(settings(endpoint)).send(
    new DescribeStateMachineCommand({
      stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:m',
    }),
  );

/** What the SDK throws when the endpoint answers so. */
async function thrownFor(ask: Ask, answer: Answer): Promise<unknown> {
  await using endpoint = await startEndpoint(() => answer);
  return await ask(endpoint.url).catch((thrown: unknown) => thrown);
}

/** What a person is told, and the exit code. */
function told(thrown: unknown): [string, number] {
  const explained = explain(thrown);
  if (!(explained instanceof UserError)) throw new Error('this is taken for a bug', { cause: explained });
  return [explained.message, explained.exitCode];
}

const denial = 'User: arn:aws:iam::123456789012:user/u is not authorized to perform: ';

describe('what AWS refuses is told in one line with what to do, and exits 3:', () => {
  it.each<[string, Ask, Answer, string]>([
    [
      'a missing permission',
      askLambda,
      jsonError('AccessDeniedException', `${denial}lambda:GetFunction`, 403),
      `AWS refused: AccessDeniedException: ${denial}lambda:GetFunction. The credentials of this deploy lack that permission`,
    ],
    [
      'the same from IAM, which calls it otherwise',
      askIam,
      queryError('AccessDenied', `${denial}iam:GetRole`, 403),
      `AWS refused: AccessDenied: ${denial}iam:GetRole. The credentials of this deploy lack that permission`,
    ],
    [
      'a role that may not be passed on',
      askStates,
      jsonError('AccessDeniedException', `${denial}iam:PassRole on resource: arn`),
      `AWS refused: AccessDeniedException: ${denial}iam:PassRole on resource: arn. The credentials of this deploy need iam:PassRole on the roles under /stepline/`,
    ],
    [
      'credentials that have expired',
      askStates,
      jsonError('ExpiredTokenException', 'The security token included in the request is expired'),
      'AWS refused: ExpiredTokenException: The security token included in the request is expired. The credentials are expired or wrong: configure them anew',
    ],
    [
      'credentials that are wrong',
      askLambda,
      jsonError('UnrecognizedClientException', 'The security token included in the request is invalid.', 403),
      'AWS refused: UnrecognizedClientException: The security token included in the request is invalid. The credentials are expired or wrong: configure them anew',
    ],
    [
      'anything else, on one line however it was written',
      askStates,
      jsonError('InvalidDefinition', 'Invalid State Machine Definition:\n  a\n  b.'),
      'AWS refused: InvalidDefinition: Invalid State Machine Definition: a b',
    ],
    [
      'a code that the SDK does not know',
      askStates,
      jsonError('BrandNewException', 'what?'),
      'AWS refused: BrandNewException: what?',
    ],
    [
      "a proxy's page",
      askStates,
      { body: '<html>Log in</html>' },
      'the endpoint answers with something that AWS does not say. Check AWS_ENDPOINT_URL, and proxies on the way',
    ],
  ])('%s', async (_, ask, answer, line) => {
    expect(told(await thrownFor(ask, answer))).toEqual([line, exitCode.refused]);
  });

  it.each(['127.0.0.1', 'localhost'])('an endpoint on %s that does not answer', async (host) => {
    const server = createServer().listen(0);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const runner = join(root, 'scripts', 'run-ts.mjs');
    const { stdout } = await start(runner, ['__tests__/aws/refused.ts', `http://${host}:${port}`]).finished;
    expect(stdout).toMatch(
      /^3 .*ECONNREFUSED.*\. The endpoint does not answer: check AWS_ENDPOINT_URL and the network$/,
    );
  });

  it('credentials that are nowhere to be found', async () => {
    const credentials = (): never => {
      throw Object.assign(new Error('Could not load credentials from any providers'), {
        name: 'CredentialsProviderError',
      });
    };
    const client = new SFNClient({ ...settings('http://127.0.0.1:9'), credentials });
    const [line] = told(
      await client.send(new DescribeStateMachineCommand({ stateMachineArn: 'arn' })).catch((e: unknown) => e),
    );
    expect(line).toMatch(/^Could not load credentials from any providers\. Configure credentials/);
  });
});

describe('what is no answer of AWS', () => {
  it.each([
    ['our own bug', new TypeError('x is not a function')],
    ['an error of the file system', Object.assign(new Error('no'), { code: 'ENOENT' })],
    ['a user error', new UserError({ what: 'no' })],
    ['a thrown text', 'no'],
  ])('is left as it is: %s', (_, thrown) => {
    expect(explain(thrown)).toBe(thrown);
  });
});

describe("an error's code", () => {
  it.each<[string, Ask, Answer, string]>([
    ['the JSON protocol', askStates, jsonError('StateMachineDoesNotExist', 'no'), 'StateMachineDoesNotExist'],
    [
      'the REST protocol',
      askLambda,
      jsonError('ResourceNotFoundException', 'no', 404),
      'ResourceNotFoundException',
    ],
    ['the query protocol', askIam, queryError('NoSuchEntity', 'no', 404), 'NoSuchEntityException'],
  ])('is found in %s', async (_, ask, answer, code) => {
    expect(errorCode(await thrownFor(ask, answer))).toBe(code);
  });

  it('is none where AWS has not answered', () => {
    expect(errorCode(new TypeError('no'))).toBeUndefined();
  });
});

describe('a thing that is not there', () => {
  it.each<[string, Ask, Answer]>([
    ['a state machine', askStates, jsonError('StateMachineDoesNotExist', 'no')],
    ['a function', askLambda, jsonError('ResourceNotFoundException', 'no', 404)],
    ['a role', askIam, queryError('NoSuchEntity', 'no', 404)],
  ])('is undefined: %s', async (_, ask, answer) => {
    await using endpoint = await startEndpoint(() => answer);
    expect(await orUndefined(ask(endpoint.url))).toBeUndefined();
  });

  it('is not the same as one that may not be seen', async () => {
    await using endpoint = await startEndpoint(() => jsonError('AccessDeniedException', 'no'));
    await expect(orUndefined(askStates(endpoint.url))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });
});
