/** Functions that do their worst: their request fails, or not even that; the endpoint and the next request do not notice. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AttachRolePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam';
import { startLocalAws, type LocalAws } from '../../../src/local/server.ts';
import { eventually, isAlive } from '../../support/alive.ts';
import { clientsOf, trustOf } from '../support.ts';
import { createFunction, invoke, lambdaOf, type LambdaClients } from './support.ts';

let aws: LocalAws;
let clients: LambdaClients;
const notes: string[] = [];

/** Does what the event tells; `api` sends anything to the runtime API, past the runtime. */
const handler = `
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
const forever = new Promise(() => setInterval(() => undefined, 1000));
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const api = async (text) => {
  const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
  const socket = connect(Number(port), host);
  socket.on('error', () => undefined);
  socket.end(text);
  await Promise.race([once(socket, 'close'), sleep(200)]);
};
const post = (path, body, length = body.length) =>
  api('POST /2018-06-01/runtime/' + path + ' HTTP/1.1\\r\\nhost: localhost\\r\\ncontent-length: ' + length + '\\r\\n\\r\\n' + body);
const tools = { spawn, forever, sleep, api, post };
export const handler = async ({ code = 'return "fine"' }, context) =>
  new (Object.getPrototypeOf(async () => undefined).constructor)('tools', 'context', code)(tools, context);
`;

beforeAll(async () => {
  aws = await startLocalAws({ note: (line) => notes.push(line) });
  const general = clientsOf(aws.endpoint);
  clients = { ...general, lambda: lambdaOf(aws.endpoint) };
  const role = { RoleName: 'functions', AssumeRolePolicyDocument: trustOf() };
  await clients.iam.send(new CreateRoleCommand(role));
  const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
  await clients.iam.send(new AttachRolePolicyCommand({ RoleName: 'functions', PolicyArn }));
  const node = { Runtime: 'nodejs22.x', Handler: 'index.handler', Timeout: 2 } as const;
  await createFunction(clients, { files: { 'index.mjs': handler }, ...node });
});

afterAll(() => aws.close());

const deaths: readonly [why: string, code: string, errorType: string][] = [
  ['aborts', 'process.abort()', 'Runtime.ExitError'],
  ['kills itself', "process.kill(process.pid, 'SIGKILL'); await tools.forever", 'Runtime.ExitError'],
  ['exits', 'process.exit(3)', 'Runtime.ExitError'],
  [
    'throws behind the back of its handler',
    "setTimeout(() => { throw new Error('late'); }); await tools.forever",
    'Error',
  ],
  ['recurses without end', 'const f = () => f() + 1; return f()', 'RangeError'],
  ['throws what is no error', 'throw undefined', 'undefined'],
  [
    'leaves a process that holds its output',
    "tools.spawn('sleep', ['600'], { detached: true, stdio: 'inherit' }); process.exit(1)",
    'Runtime.ExitError',
  ],
];

const nuisances: readonly [why: string, code: string][] = [
  [
    'prints megabytes without a line, and bytes that are no text',
    "process.stdout.write('x'.repeat(4e6)); process.stderr.write(Buffer.alloc(1e5, 0xff))",
  ],
  [
    'answers requests that are not its own',
    "await tools.post('invocation/00000000-0000-0000-0000-000000000000/response', '1')",
  ],
  ['tells of an error of another request', "await tools.post('invocation/x/error', '{}')"],
  [
    'asks for work while it has some',
    "await tools.api('GET /2018-06-01/runtime/invocation/next HTTP/1.1\\\\r\\\\nhost: localhost\\\\r\\\\n\\\\r\\\\n')",
  ],
  [
    'sends half an answer and goes on',
    "await tools.post('invocation/' + context.awsRequestId + '/response', '1', 99)",
  ],
  ['speaks no HTTP', "await tools.api('\\\\x16\\\\x03\\\\x01 nonsense\\\\r\\\\n\\\\r\\\\n')"],
];

describe('a function that', () => {
  it.each(deaths)('%s fails, and the next request is served', async (_, code, errorType) => {
    const { error, payload } = await invoke(clients.lambda, 'fn', { code });
    expect({ error, payload }).toMatchObject({ error: 'Unhandled', payload: { errorType } });
    expect((await invoke(clients.lambda, 'fn')).payload).toBe('fine');
  });

  it.each(nuisances)('%s goes on, and the next request is served', async (_, code) => {
    const { error, payload } = await invoke(clients.lambda, 'fn', { code: `${code}; return 'done'` });
    expect({ error, payload }).toEqual({ error: undefined, payload: 'done' });
    expect((await invoke(clients.lambda, 'fn')).payload).toBe('fine');
  });

  it('starts a process in a session of its own does not leave it to the machine', async () => {
    const code = "return tools.spawn('sleep', ['600'], { detached: true, stdio: 'ignore' }).pid";
    const pid = (await invoke(clients.lambda, 'fn', { code })).payload as number;
    expect(isAlive(pid)).toBe(true);
    await aws.close();
    expect(await eventually(() => !isAlive(pid))).toBe(true);
  });

  it('does any of it is no bug of the endpoint', () => {
    expect(notes.filter((note) => note.includes('bug'))).toEqual([]);
  });
});
