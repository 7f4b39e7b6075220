/** Functions for tests: an endpoint with a role, packages, and what the SDK says of them. */
import { buffer } from 'node:stream/consumers';
import { AttachRolePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
  type CreateFunctionRequest,
  type InvocationRequest,
} from '@aws-sdk/client-lambda';
import { ZipFile } from 'yazl';
import type { LocalOptions } from '../../../src/local/server.ts';
import { account, region, startAws, trustOf, type Clients } from '../support.ts';

export interface LambdaClients extends Clients {
  readonly lambda: LambdaClient;
}

export const roleArn = `arn:aws:iam::${account}:role/functions`;
const basicExecution = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

/** An endpoint, and the role `functions` that functions may have and that may write logs. */
export async function startLambda(options: LocalOptions = {}): Promise<LambdaClients> {
  const clients = await startAws(options);
  await makeFunctionRole(clients);
  return { ...clients, lambda: lambdaOf(clients.endpoint) };
}

export async function makeFunctionRole({ iam }: Clients): Promise<void> {
  const RoleName = 'functions';
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trustOf() }));
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: basicExecution }));
}

export function lambdaOf(
  endpoint: string,
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } = {
    accessKeyId: account,
    secretAccessKey: 'x',
  },
): LambdaClient {
  return new LambdaClient({ endpoint, region, credentials, maxAttempts: 1 });
}

/** A file's content, with a mode where it matters. */
export type ZipEntry = string | { readonly content: string; readonly mode: number };

export function zipOf(files: Readonly<Record<string, ZipEntry>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, file] of Object.entries(files)) {
    const { content, mode } = typeof file === 'string' ? { content: file, mode: 0o100644 } : file;
    zip.addBuffer(Buffer.from(content), name, { mode, mtime: new Date(0) });
  }
  zip.end();
  return buffer(zip.outputStream);
}

export interface FunctionUnderTest extends Partial<Omit<CreateFunctionRequest, 'Code'>> {
  readonly files: Readonly<Record<string, ZipEntry>>;
}

/** A function that is active. Python's `handler.handler` unless told otherwise. */
export async function createFunction(
  { lambda }: LambdaClients,
  { files, ...request }: FunctionUnderTest,
): Promise<string> {
  const FunctionName = request.FunctionName ?? 'fn';
  const code = { ZipFile: await zipOf(files) };
  const defaults = {
    FunctionName,
    Runtime: 'python3.12',
    Handler: 'handler.handler',
    Role: roleArn,
  } as const;
  await lambda.send(new CreateFunctionCommand({ ...defaults, ...request, Code: code }));
  await active(lambda, FunctionName);
  return FunctionName;
}

const patience = { maxWaitTime: 20, minDelay: 0.02, maxDelay: 0.1 };

export async function active(client: LambdaClient, FunctionName: string): Promise<void> {
  await waitUntilFunctionActiveV2({ client, ...patience }, { FunctionName });
}

export async function updated(client: LambdaClient, FunctionName: string): Promise<void> {
  await waitUntilFunctionUpdatedV2({ client, ...patience }, { FunctionName });
}

export interface Invoked {
  readonly status: number | undefined;
  readonly error: string | undefined;
  /** The payload's JSON. */
  readonly payload: unknown;
  readonly version: string | undefined;
  readonly log: string;
}

export async function invoke(
  lambda: LambdaClient,
  FunctionName: string,
  payload: unknown = {},
  request: Partial<Omit<InvocationRequest, 'FunctionName' | 'Payload'>> = {},
): Promise<Invoked> {
  const Payload = JSON.stringify(payload);
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload, LogType: 'Tail', ...request }));
  const text = Buffer.from(answer.Payload ?? []).toString();
  return {
    status: answer.StatusCode,
    error: answer.FunctionError,
    payload: text === '' ? undefined : (JSON.parse(text) as unknown),
    version: answer.ExecutedVersion,
    log: Buffer.from(answer.LogResult ?? '', 'base64').toString(),
  };
}
