/** Optimised integrations with SQS, SNS, DynamoDB and EventBridge: the API's answer with what is known of its HTTP exchange. */
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { TaskFailure, type ServiceResource } from '../../asl/index.ts';
import { Unreachable, type ServiceAnswer } from './calls/call.ts';
import { optimisedFailure, type OptimisedNames } from './calls/failure.ts';
import { givenEndpoint, performCall, reachable } from './calls/perform.ts';
import { httpMetadata } from './http-metadata.ts';
import { invalidParameters, requestAndAnswer, type Integration, type Task } from './integration.ts';
import { unsupported } from './unsupported.ts';

interface Optimised {
  /** The SDK's name for the service. */
  readonly sdkName: string;
  readonly names: OptimisedNames;
  /** What must be there. */
  readonly required: readonly string[];
  /** Parameters as the API takes them. Throws TaskFailure, Unreachable. */
  readonly request?: (parameters: JsonObject, task: Task) => JsonObject;
  /** The state's result, or a TaskFailure where the answer tells of one. */
  readonly result?: (members: JsonObject) => JsonObject;
}

export function optimised(settings: Optimised): Integration {
  return async (task) => {
    const service = reachable(task.backend.cloud, settings.sdkName);
    if (!service) return unsupported(task);
    const { action } = task.call.resource as ServiceResource;
    const given = readParameters(task.call.arguments, settings.required);
    return requestAndAnswer(task, async () => {
      try {
        const parameters = settings.request?.(given, task) ?? given;
        const operation = action.charAt(0).toUpperCase() + action.slice(1);
        const answer = await performCall(task, { service, operation, parameters });
        const members = settings.result?.(answer.members) ?? answer.members;
        return { ...members, ...metadataOf(answer, task.backend.clock.now()) };
      } catch (thrown) {
        throw optimisedFailure(settings.names, thrown);
      }
    });
  };
}

/** Throws InvalidTask. */
function readParameters(parameters: Json, required: readonly string[]): JsonObject {
  const given = isObject(parameters) ? parameters : {};
  const missing = required.find((name) => given[name] === undefined);
  if (missing === undefined) return given;
  throw invalidParameters(parameters, `The field '${missing}' is required but was missing`);
}

/** Headers in AWS's own spelling and order. */
const shownHeaders = [
  'Server',
  'x-amzn-RequestId',
  'connection',
  'x-amz-crc32',
  'Content-Length',
  'Date',
  'Content-Type',
];

function metadataOf({ requestId, headers }: ServiceAnswer, now: number): JsonObject {
  const known: Readonly<Record<string, string>> = { date: new Date(now).toUTCString(), ...headers };
  const shown = shownHeaders.flatMap((name) => {
    const value = known[name.toLowerCase()];
    return value === undefined ? [] : [[name, value] as const];
  });
  return httpMetadata(requestId, Object.fromEntries(shown));
}

/** What is no text goes out as JSON. */
function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

export const sendMessage = optimised({
  sdkName: 'sqs',
  names: {
    prefix: 'SQS',
    generic: 'AmazonSQSException',
    service: 'AmazonSQS',
    modelled: new Set(['QueueDoesNotExist', 'InvalidMessageContents', 'UnsupportedOperation']),
  },
  required: ['QueueUrl', 'MessageBody'],
  request: (parameters, task) => {
    requireQueueHost(parameters.QueueUrl, task);
    return { ...parameters, MessageBody: textOf(parameters.MessageBody) };
  },
});

/**
 * AWS sends a message to the host of its queue's URL (recorded: an unknown host is an error of the client). Here every URL
 * of AWS's own and of a known endpoint leads to the same service, and no other host is ever asked.
 */
function requireQueueHost(url: Json | undefined, { backend: { cloud } }: Task): void {
  const host = typeof url === 'string' && URL.canParse(url) ? new URL(url).host : '';
  const own = [cloud.endpoint, givenEndpoint(cloud, 'sqs')].some(
    (endpoint) => endpoint !== undefined && new URL(endpoint).host === host,
  );
  if (host === '' || own || /(^|\.)(amazonaws\.com(\.cn)?|localhost(:\d+)?)$|^127\./.test(host)) return;
  throw new Unreachable(`Unable to execute HTTP request: ${host}: Name or service not known`);
}

export const publish = optimised({
  sdkName: 'sns',
  names: {
    prefix: 'SNS',
    generic: 'AmazonSNSException',
    service: 'AmazonSNS',
    modelled: new Set(['AuthorizationError', 'EndpointDisabled', 'InvalidParameter', 'NotFound']),
  },
  required: ['Message'],
  request: (parameters) => ({ ...parameters, Message: textOf(parameters.Message) }),
});

export const useTable = optimised({
  sdkName: 'dynamodb',
  names: {
    prefix: 'DynamoDB',
    generic: 'AmazonDynamoDBException',
    service: 'AmazonDynamoDBv2',
    modelled: new Set([
      'ConditionalCheckFailedException',
      'ItemCollectionSizeLimitExceededException',
      'ProvisionedThroughputExceededException',
      'RequestLimitExceeded',
      'ResourceNotFoundException',
      'TransactionConflictException',
    ]),
  },
  required: ['TableName'],
});

export const putEvents = optimised({
  sdkName: 'eventbridge',
  names: {
    prefix: 'EventBridge',
    generic: 'AmazonEventBridgeException',
    service: 'AmazonEventBridge',
    modelled: new Set(['InternalException']),
  },
  required: ['Entries'],
  request: ({ Entries, ...others }) => ({
    ...others,
    Entries: Array.isArray(Entries) ? (Entries as readonly Json[]).map(withDetailText) : (Entries ?? null),
  }),
  result: (members) => {
    if (members.FailedEntryCount === 0) return members;
    throw new TaskFailure('EventBridge.FailedEntry', JSON.stringify(members));
  },
});

function withDetailText(entry: Json): Json {
  if (!isObject(entry) || entry.Detail === undefined) return entry;
  return { ...entry, Detail: textOf(entry.Detail) };
}
