/** Steps of preparation that the recordings name instead of calling them one by one. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import type { Answer, Clients } from './clients.ts';

/** Makes what a fixture stands for. False where there is no such fixture here. */
export async function prepare(
  clients: Clients,
  name: string,
  params: Readonly<Record<string, string>>,
): Promise<boolean> {
  if (name === 'create_state_machine_iam_role') {
    await createRole(clients, params.RoleName ?? '', 'states.amazonaws.com');
    return true;
  }
  if (name === 'lambda_su_role') {
    await createRole(clients, params.RoleName ?? '', 'lambda.amazonaws.com');
    return true;
  }
  if (name !== 'create_lambda_function') return false;
  const source = handlers[params.behaviour_id ?? ''];
  if (source === undefined) return false;
  await createFunction(clients, params, source);
  return true;
}

/** Functions by what they do; wording and line numbers are part of what is recorded. */
const handlers: Readonly<Record<string, string>> = {
  'echo-input': 'def handler(event, context):\n    return event\n',
  'const-object': 'def handler(event, context):\n    return {"Return": "HelloWorld"}\n',
  'raise-exception': 'def handler(event, context):\n    raise Exception("Some exception was raised.")\n',
  'raise-custom-exception': `class CustomException(Exception):
    message: str

    def __init__(self):
        self.message = "CustomException message"


def handler(event, context):
    raise CustomException()
`,
  'return-bytes': 'def handler(event, context):\n    return b\'"HelloWorld!"\'\n',
  'large-output': 'def handler(event, context):\n    return b"a" * (257 * 1024)\n',
  'sleep-60': 'import time\n\n\ndef handler(event, context):\n    time.sleep(60)\n    return event\n',
};

/** A role that may do everything, for whom it trusts: a service, or the other account. */
export async function createRole(clients: Clients, name: string, trusted: string): Promise<void> {
  const Principal = trusted.startsWith('arn:') ? { AWS: trusted } : { Service: trusted };
  await must(clients, 'iam', 'create_role', {
    RoleName: name,
    AssumeRolePolicyDocument: policy({ Principal, Action: 'sts:AssumeRole' }),
  });
  await must(clients, 'iam', 'put_role_policy', {
    RoleName: name,
    PolicyName: 'everything',
    PolicyDocument: policy({ Action: '*', Resource: '*' }),
  });
}

function policy(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
}

async function createFunction(
  clients: Clients,
  params: Readonly<Record<string, string>>,
  source: string,
): Promise<void> {
  const name = params.func_name ?? '';
  const role = `role-of-${name}`;
  await createRole(clients, role, 'lambda.amazonaws.com');
  await must(clients, 'lambda', 'create_function', {
    FunctionName: name,
    Runtime: params.runtime,
    Handler: 'handler.handler',
    Role: `arn:aws:iam::${clients.account}:role/${role}`,
    Timeout: 30,
    Code: { ZipFile: await zip('handler.py', source) },
  });
  while (
    !JSON.stringify(await must(clients, 'lambda', 'get_function', { FunctionName: name })).includes(
      '"Active"',
    )
  ) {
    await sleep(50);
  }
}

async function zip(name: string, content: string): Promise<Buffer> {
  const file = new ZipFile();
  file.addBuffer(Buffer.from(content), name);
  file.end();
  const chunks: Buffer[] = [];
  for await (const chunk of file.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function must(clients: Clients, service: string, operation: string, params: object): Promise<Answer> {
  const answer = await clients.call(service, operation, params);
  if (answer.kind === 'error') throw new Error(`${operation}: ${answer.code}: ${answer.message}`);
  return answer;
}
