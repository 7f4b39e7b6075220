/** S3, through its SDK client: REST with XML is too much of its own to be made from a table. */
import * as s3 from '@aws-sdk/client-s3';
import type { Json, JsonObject } from '../../../../json.ts';
import {
  ServiceRefusal,
  Unreachable,
  type Connection,
  type ServiceAnswer,
  type ServiceCall,
} from './call.ts';

type Command = Parameters<s3.S3Client['send']>[0];
type CommandClass = new (input: object) => Command;

function commandOf(operation: string): CommandClass | undefined {
  return new Map<string, unknown>(Object.entries(s3)).get(`${operation}Command`) as CommandClass | undefined;
}

export function isS3Operation(operation: string): boolean {
  return commandOf(operation) !== undefined;
}

/** Rejects with ServiceRefusal, Unreachable, or the signal's reason. */
export async function callS3(
  { operation, parameters }: ServiceCall,
  { endpoint, region, credentials, signal }: Connection,
): Promise<ServiceAnswer> {
  const Command = commandOf(operation);
  if (!Command) throw new Error(`S3 has no operation ${operation}`);
  const client = new s3.S3Client({
    endpoint,
    region,
    credentials,
    forcePathStyle: true,
    maxAttempts: 1,
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  try {
    const { $metadata, ...members } = await client.send(new Command(parameters), { abortSignal: signal });
    const requestId = $metadata.requestId ?? '';
    return { members: (await toJson(members)) as JsonObject, requestId, headers: {} };
  } catch (thrown) {
    signal.throwIfAborted();
    throw thrown instanceof s3.S3ServiceException ? refusal(thrown) : unreachable(thrown);
  } finally {
    client.destroy();
  }
}

function refusal({ name, message, $metadata }: s3.S3ServiceException): ServiceRefusal {
  const { httpStatusCode: status = 500, requestId = '', extendedRequestId = '' } = $metadata;
  return new ServiceRefusal({ code: name, message, status, requestId, extendedRequestId });
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
