/** What the checker of answers finds; that it finds nothing elsewhere is for those to show who use it. */
import { describe, expect, it } from '@jest/globals';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as sfn from '@aws-sdk/client-sfn';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Answers, watch } from '../../scripts/models/watch.ts';

interface Answer {
  readonly status?: number;
  readonly body: string;
}

/** The problems that an operation's answer has, when this is what a server sends. */
async function problemsOf(
  sdk: Readonly<Record<string, unknown>>,
  clientName: string,
  command: object,
  { status = 200, body }: Answer,
): Promise<readonly string[]> {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': body.startsWith('<') ? 'text/xml' : 'application/json' });
    response.end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const Client = sdk[clientName] as new (options: object) => { send(command: object): Promise<unknown> };
  const client = new Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  });
  const answers = new Answers();
  watch(client, sdk, answers);
  await client.send(command).catch(() => undefined);
  server.close();
  server.closeAllConnections();
  return [...answers.problems.keys()];
}

const startExecution = new sfn.StartExecutionCommand({ stateMachineArn: 'arn' });
const executionArn = 'arn:aws:states:us-east-1:111111111111:execution:a:b';

describe('an answer in JSON', () => {
  it.each([
    ['all that the model wants', { executionArn, startDate: 1.5 }, []],
    ['null, which clients take for nothing', { executionArn, startDate: 1.5, output: null }, []],
    ['a required member that is missing', { executionArn }, ['$.startDate: is required, and missing']],
    ['a time as text', { executionArn, startDate: 'now' }, ['$.startDate: "now" is no time in seconds']],
    ['a number for a text', { executionArn: 1, startDate: 1 }, ['$.executionArn: 1 is no string']],
    [
      'a member that nobody knows',
      { executionArn, startDate: 1, arn: 'x' },
      ['$.arn: is no member of StartExecutionOutput'],
    ],
    ['a list for the whole', [], ['$: [] is no structure']],
  ])('%s', async (_, body, problems) => {
    const found = await problemsOf(sfn, 'SFNClient', startExecution, { body: JSON.stringify(body) });
    expect(found).toEqual(problems.map((problem) => `SFN StartExecution: ${problem}`));
  });

  it.each([
    ['an error of the service', 'ExecutionLimitExceeded', []],
    ['an error of every service', 'AccessDeniedException', []],
    ['an error that it does not have', 'NoSuchEntity', ['NoSuchEntity is no error of the service']],
  ])('%s', async (_, code, problems) => {
    const body = JSON.stringify({ __type: code, message: 'No.' });
    const found = await problemsOf(sfn, 'SFNClient', startExecution, { status: 400, body });
    expect(found).toEqual(problems.map((problem) => `SFN StartExecution: ${problem}`));
  });
});

describe('an answer over REST', () => {
  const getFunction = new lambda.GetFunctionCommand({ FunctionName: 'a' });

  it.each([
    ['the status of another success', { status: 201, body: '{}' }, 'the status is 201, in the model 200'],
    [
      'what is wrong deep inside',
      { body: '{"Configuration":{"Layers":[{"Arn":"a"},{"CodeSize":"1"}]}}' },
      '$.Configuration.Layers[].CodeSize: "1" is no number',
    ],
    [
      'an error under the status of another',
      { status: 400, body: '{"__type":"ResourceNotFoundException","Type":"User","message":"No."}' },
      'ResourceNotFoundException has the status 400, in the model 404',
    ],
    ['half a body', { body: '{"Configuration":' }, 'the body cannot be read: SyntaxError'],
  ])('%s', async (_, answer, problem) => {
    const [found = '', ...more] = await problemsOf(lambda, 'LambdaClient', getFunction, answer);
    expect(found.startsWith(`Lambda GetFunction: ${problem}`)).toBe(true);
    expect(more).toEqual([]);
  });
});

describe('an answer in XML', () => {
  const tagged = '<Tags><member><Key>a</Key><Value>b</Value></member></Tags><IsTruncated>false</IsTruncated>';
  const listTags = new iam.ListRoleTagsCommand({ RoleName: 'a' });
  const document = (operation: string, result: string): string =>
    `<${operation}Response xmlns="x">${result}<ResponseMetadata/></${operation}Response>`;

  it.each([
    ['all that the model wants', listTags, `<ListRoleTagsResult>${tagged}</ListRoleTagsResult>`, []],
    [
      'a list of something else',
      listTags,
      '<ListRoleTagsResult><Tags><item/></Tags></ListRoleTagsResult>',
      ['ListRoleTags: $.Tags: {"item":""} is no list'],
    ],
    ['no result', new iam.UpdateRoleCommand({ RoleName: 'a' }), '', ['UpdateRole: the result is missing']],
    [
      'a result of what has none',
      new iam.DeleteRoleCommand({ RoleName: 'a' }),
      '<DeleteRoleResult/>',
      ['DeleteRole: there is a result, and no output in the model'],
    ],
  ])('%s', async (_, command, result, problems) => {
    const body = document(command.constructor.name.replace('Command', ''), result);
    const found = await problemsOf(iam, 'IAMClient', command, { body });
    expect(found).toEqual(problems.map((problem) => `IAM ${problem}`));
  });
});
