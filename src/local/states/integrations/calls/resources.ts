/** What IAM is asked about before a call is made. */
import { isObject, type Json, type JsonObject } from '../../../../json.ts';
import { partitionOf } from '../../../caller.ts';
import { anyResource, type ConditionContext } from '../../../cloud.ts';
import type { Home } from '../../arn.ts';
import type { ServiceCall } from './call.ts';

export interface Ask {
  readonly action: string;
  readonly resource: string;
  /** What conditions are told of the request. */
  readonly context: ConditionContext;
}

/** Action and resources [service authorization reference]; a resource that cannot be told is any. */
export function asksOf(call: ServiceCall, home: Home): readonly Ask[] {
  const { service, operation, parameters } = call;
  const action = `${service.iamPrefix}:${actions[`${service.name}:${operation}`] ?? operation}`;
  const named = resources[service.name]?.(parameters, home) ?? arnsIn(parameters, service.iamPrefix);
  const context = contextOf(call);
  return (named.length > 0 ? named : [anyResource]).map((resource) => ({ action, resource, context }));
}

/** Keys of conditions by parameters, of the services that have some [service authorization reference]. */
const conditionKeys: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  s3: { Prefix: 's3:prefix', Delimiter: 's3:delimiter', MaxKeys: 's3:max-keys' },
};

function contextOf({ service, parameters }: ServiceCall): ConditionContext {
  const keys = Object.entries(conditionKeys[service.name] ?? {}).flatMap(([parameter, key]) => {
    const value = parameters[parameter];
    return typeof value === 'string' || typeof value === 'number' ? [[key, String(value)] as const] : [];
  });
  return Object.fromEntries(keys);
}

/** IAM names an action as the operation is named, with exceptions. */
const actions: Readonly<Record<string, string>> = {
  's3:CopyObject': 'PutObject',
  's3:DeleteObjects': 'DeleteObject',
  's3:HeadBucket': 'ListBucket',
  's3:HeadObject': 'GetObject',
  's3:ListBuckets': 'ListAllMyBuckets',
  's3:ListObjects': 'ListBucket',
  's3:ListObjectsV2': 'ListBucket',
  'sqs:DeleteMessageBatch': 'DeleteMessage',
  'sqs:SendMessageBatch': 'SendMessage',
};

type ResourcesOf = (parameters: JsonObject, home: Home) => readonly string[];

const resources: Readonly<Record<string, ResourcesOf>> = {
  dynamodb: ({ TableName, RequestItems }, home) =>
    [TableName, ...Object.keys(isObject(RequestItems) ? RequestItems : {})].flatMap(
      arnOf(home, 'dynamodb', (name) => `table/${name}`),
    ),
  eventbridge: ({ Entries }, home) =>
    (Array.isArray(Entries) ? (Entries as readonly Json[]) : []).flatMap((entry) =>
      [isObject(entry) ? (entry.EventBusName ?? 'default') : 'default'].flatMap(
        arnOf(home, 'events', (name) => `event-bus/${name}`),
      ),
    ),
  s3: ({ Bucket, Key }, { region }) => {
    if (typeof Bucket !== 'string') return [];
    return [`arn:${partitionOf(region)}:s3:::${typeof Key === 'string' ? `${Bucket}/${Key}` : Bucket}`];
  },
  sns: ({ TopicArn, TargetArn }) => [TopicArn, TargetArn].filter((arn) => typeof arn === 'string'),
  sqs: ({ QueueUrl }, home) => {
    const [account = '', name = ''] = typeof QueueUrl === 'string' ? QueueUrl.split('/').slice(-2) : [];
    const owner = /^\d{12}$/.test(account) ? { ...home, account } : home;
    return name === '' ? [] : arnOf(owner, 'sqs', (queue) => queue)(name);
  },
};

/** Makes an ARN of a name, unless the name is one already. */
function arnOf(
  { account, region }: Home,
  service: string,
  path: (name: string) => string,
): (name: Json | undefined) => readonly string[] {
  return (name) => {
    if (typeof name !== 'string') return [];
    if (name.startsWith('arn:')) return [name];
    return [`arn:${partitionOf(region)}:${service}:${region}:${account}:${path(name)}`];
  };
}

/** ARNs of the service among the parameters. */
function arnsIn(parameters: JsonObject, prefix: string): readonly string[] {
  const texts = Object.values(parameters).filter((value) => typeof value === 'string');
  return texts.filter((text) => text.startsWith('arn:') && text.split(':')[2] === prefix);
}
