/** SDK clients of an endpoint, called by the names that the recordings use: `stepfunctions`, `create_state_machine`. */
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as events from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as s3 from '@aws-sdk/client-s3';
import * as sfn from '@aws-sdk/client-sfn';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as sts from '@aws-sdk/client-sts';
import type { Json } from '../../src/json.ts';
import { watch, type Answers } from '../models/watch.ts';

interface Sender {
  send(command: unknown): Promise<object>;
}

/** `Code` is what the query protocol's answer said: the SDK names some of its exceptions differently. */
interface ServiceException extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly Code?: string;
  readonly Reason?: string;
}

type SdkModule = Readonly<Record<string, unknown>>;

/** What an SDK package exports, and its client's name. */
const packages: Readonly<Record<string, readonly [SdkModule, string]>> = {
  dynamodb: [dynamodb, 'DynamoDBClient'],
  events: [events, 'EventBridgeClient'],
  iam: [iam, 'IAMClient'],
  lambda: [lambda, 'LambdaClient'],
  logs: [logs, 'CloudWatchLogsClient'],
  s3: [s3, 'S3Client'],
  sns: [sns, 'SNSClient'],
  sqs: [sqs, 'SQSClient'],
  stepfunctions: [sfn, 'SFNClient'],
  sts: [sts, 'STSClient'],
};

export type Answer =
  | { readonly kind: 'success'; readonly value: object; readonly status: number }
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly message: string;
      readonly status: number;
      /** Why Lambda throttled. */
      readonly reason?: string;
    };

/** What is no service's answer: of a function URL, or put together by a fixture. */
export interface Plain {
  readonly kind: 'plain';
  readonly value: Json;
  readonly status: number;
}

export class Clients {
  readonly #endpoint: string;
  readonly #answers: Answers;
  readonly #options: object;
  readonly #clients = new Map<string, Sender>();

  /** Calls as an account: its number is the access key id. */
  readonly account: string;

  /** Every answer is held against the service's model: `answers` counts them. */
  constructor(endpoint: string, answers: Answers, account = '111111111111') {
    this.account = account;
    this.#endpoint = endpoint;
    this.#answers = answers;
    const credentials = { accessKeyId: account, secretAccessKey: 'secret' };
    this.#options = { endpoint, region: 'us-east-1', credentials, maxAttempts: 1, disableHostPrefix: true };
  }

  /** The same endpoint as another account sees it. */
  as(account: string): Clients {
    return new Clients(this.#endpoint, this.#answers, account);
  }

  knows(service: string): boolean {
    return Object.hasOwn(packages, service);
  }

  /** Rejects for a failure that is not the service's answer. */
  async call(service: string, operation: string, params: unknown): Promise<Answer> {
    const entry = packages[service];
    if (!entry) throw new Error(`No client for ${service}`);
    const [sdk] = entry;
    const Command = sdk[`${pascal(operation)}Command`] as new (input: unknown) => unknown;
    try {
      const { $metadata, ...answer } = (await this.#client(service, entry).send(
        new Command(asRecorder(operation, params)),
      )) as {
        $metadata: { httpStatusCode?: number };
      };
      const value = asRecorded(operation, answer);
      return { kind: 'success', value, status: $metadata.httpStatusCode ?? 0 };
    } catch (thrown) {
      const { name, message, $metadata, Code, Reason } = thrown as ServiceException;
      if ($metadata?.httpStatusCode === undefined) throw thrown;
      const error = { code: Code ?? name, message, status: $metadata.httpStatusCode };
      return { kind: 'error', ...error, ...(Reason !== undefined && { reason: Reason }) };
    }
  }

  #client(service: string, [sdk, name]: readonly [SdkModule, string]): Sender {
    const existing = this.#clients.get(service);
    if (existing) return existing;
    const Client = sdk[name] as new (options: object) => Sender;
    const client = new Client(this.#options);
    watch(client, sdk, this.#answers);
    this.#clients.set(service, client);
    return client;
  }
}

/** The recorder's client gives objects no type, and S3 gives them this one; it asked for messages until one came. */
function asRecorder(operation: string, params: unknown): unknown {
  if (operation === 'receive_message') return { ...(params as object), WaitTimeSeconds: 20 };
  return operation === 'put_object' ? { ContentType: 'binary/octet-stream', ...(params as object) } : params;
}

/** An empty payload is nothing for JavaScript's client; for the recorder's it is an empty one. */
function asRecorded(operation: string, answer: object): object {
  if (operation !== 'invoke') return answer;
  const { Payload, ...others } = answer as { Payload?: Uint8Array | null };
  return { ...others, Payload: Payload ?? new Uint8Array() };
}

/** `create_state_machine` → `CreateStateMachine` */
export function pascal(name: string): string {
  return name.replace(/(^|_)([a-z])/g, (_, _separator, letter: string) => letter.toUpperCase());
}

/** Dates become the recordings' word for them; everything else as JSON has it. */
export function toJson(value: object): Json {
  return JSON.parse(JSON.stringify(dated(value))) as Json;
}

function dated(value: unknown): unknown {
  if (value instanceof Date) return 'datetime';
  // IAM answers documents percent-encoded; the recorder's client decoded them.
  if (typeof value === 'string' && value.startsWith('%7B')) return decodeURIComponent(value);
  if (value instanceof Uint8Array) return payload(value);
  if (Array.isArray(value)) return value.map(dated);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, dated(member)]));
}

function payload(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes).toString();
  if (!text.startsWith('{')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
