/** Services whose protocols are too much of their own to be made from a table: through their SDK clients. */
import { isObject, type Json, type JsonObject } from '../../../../json.ts';
import {
  ServiceRefusal,
  Unreachable,
  type Connection,
  type ServiceAnswer,
  type ServiceCall,
} from './call.ts';

interface Client {
  send(command: object, options: { readonly abortSignal: AbortSignal }): Promise<Answer>;
  destroy(): void;
}

interface Answer {
  readonly $metadata: { readonly requestId?: string };
}

interface Sdk {
  readonly commands: object;
  readonly client: (options: Pick<Connection, 'endpoint' | 'region' | 'credentials'>) => Client;
}

const once = { maxAttempts: 1 };

/**
 * By the names that Step Functions has for the services. The clients are told apart by their commands alone. Loaded when they
 * are called: no start of an endpoint waits for them.
 */
const sdks: Readonly<Record<string, () => Promise<Sdk>>> = {
  iam: async () => {
    const sdk = await import('@aws-sdk/client-iam');
    return { commands: sdk, client: (options) => new sdk.IAMClient({ ...options, ...once }) };
  },
  lambda: async () => {
    const sdk = await import('@aws-sdk/client-lambda');
    return { commands: sdk, client: (options) => new sdk.LambdaClient({ ...options, ...once }) };
  },
  s3: async () => {
    const sdk = await import('@aws-sdk/client-s3');
    const habits = { forcePathStyle: true, responseChecksumValidation: 'WHEN_REQUIRED' } as const;
    return { commands: sdk, client: (options) => new sdk.S3Client({ ...options, ...once, ...habits }) };
  },
  sts: async () => {
    const sdk = await import('@aws-sdk/client-sts');
    return { commands: sdk, client: (options) => new sdk.STSClient({ ...options, ...once }) };
  },
};

type CommandClass = new (input: object) => object;

function commandOf(sdk: Sdk | undefined, operation: string): CommandClass | undefined {
  const commands = new Map<string, unknown>(Object.entries(sdk?.commands ?? {}));
  return commands.get(`${operation}Command`) as CommandClass | undefined;
}

export async function isSdkOperation(service: string, operation: string): Promise<boolean> {
  return commandOf(await sdks[service]?.(), operation) !== undefined;
}

/** Rejects with ServiceRefusal, Unreachable, or the signal's reason. */
export async function callBySdk(
  { service, operation, parameters }: ServiceCall,
  { endpoint, region, credentials, signal }: Connection,
): Promise<ServiceAnswer> {
  const sdk = await sdks[service.name]?.();
  const Command = commandOf(sdk, operation);
  const client = sdk?.client({ endpoint, region, credentials });
  if (!Command || !client) throw new Error(`${service.id} has no operation ${operation}`);
  try {
    const command = new Command(withPayloadText(parameters));
    const { $metadata, ...members } = await client.send(command, { abortSignal: signal });
    const requestId = $metadata.requestId ?? '';
    return { members: (await toJson(members)) as JsonObject, requestId, headers: {} };
  } catch (thrown) {
    signal.throwIfAborted();
    throw isRefusal(thrown) ? refusal(service.name, thrown) : unreachable(thrown);
  } finally {
    client.destroy();
  }
}

/** The payload of Lambda's Invoke may be given as the value that it is. */
function withPayloadText(parameters: JsonObject): JsonObject {
  const { Payload } = parameters;
  return Payload === undefined || typeof Payload === 'string'
    ? parameters
    : { ...parameters, Payload: JSON.stringify(Payload) };
}

interface SdkException extends Error {
  readonly $metadata: {
    readonly httpStatusCode?: number;
    readonly requestId?: string;
    readonly extendedRequestId?: string;
  };
}

/** What the service answered has a status; what went wrong on the way has none. */
function isRefusal(thrown: unknown): thrown is SdkException {
  return thrown instanceof Error && '$metadata' in thrown && isObject(thrown.$metadata) && '$fault' in thrown;
}

function refusal(service: string, { name, message, $metadata }: SdkException): ServiceRefusal {
  const { httpStatusCode: status = 500, requestId = '', extendedRequestId = '' } = $metadata;
  const facts = { code: name, message, status, requestId };
  return new ServiceRefusal(service === 's3' ? { ...facts, extendedRequestId } : facts);
}

function unreachable(thrown: unknown): Error {
  const isNetwork = thrown instanceof Error && ('code' in thrown || thrown.name === 'TimeoutError');
  if (!isNetwork) return thrown instanceof Error ? thrown : new Error(String(thrown));
  return new Unreachable(`Unable to execute HTTP request: ${thrown.message}`);
}

/** What the SDK answers, as JSON: bodies and bytes as text, times in ISO form. */
async function toJson(value: unknown): Promise<Json> {
  if (value instanceof Date) return value.toISOString().replace(/\.000Z$/, 'Z');
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (Array.isArray(value)) return Promise.all(value.map(toJson));
  if (typeof value !== 'object' || value === null) return value as Json;
  if ('transformToString' in value && typeof value.transformToString === 'function') {
    return (value.transformToString as () => Promise<string>)();
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    await Promise.all(members.map(async ([name, member]) => [name, await toJson(member)] as const)),
  );
}
