/** Any operation of the AWS SDK: its actions, on what its arguments name where the service's way to name things is known here. */
import { iamActionsOf } from '../../../aws-services/actions.ts';
import { operationName } from '../../../aws-services/sdk.ts';
import { dynamic, items, member, type Argument } from '../arguments.ts';
import { arnIn, atRunTime, named, together, untold, type Call, type Grant, type Scope } from '../grant.ts';
import { functionScope } from '../lambda.ts';
import { model } from './bedrock.ts';
import { tables } from './dynamodb.ts';
import { buses } from './events.ts';
import { glueJob } from './glue.ts';
import { bucketOrObject } from './s3.ts';
import { topic } from './sns.ts';
import { queue } from './sqs.ts';
import { aboutStates } from './states.ts';

/** Empty where the actions of the operation are not known. */
export function sdkGrants(service: string, call: Call): Grant[] {
  const actions = iamActionsOf(service, operationName(call.operation)) ?? [];
  const scopeOf = Object.hasOwn(scopes, service) ? scopes[service] : undefined;
  return actions.map((action) => ({ actions: [action], ...(scopeOf?.(action, call) ?? untold) }));
}

type ScopeOf = (action: string, call: Call) => Scope;

const scopes: Readonly<Record<string, ScopeOf>> = {
  bedrockruntime: (_, call) => model('ModelId', call),
  cloudwatchlogs: by('LogGroupName', 'logs', (name) => [`log-group:${name}`, `log-group:${name}:*`]),
  codebuild: by('ProjectName', 'codebuild', (name) => [`project/${name}`]),
  dynamodb: tables,
  eventbridge: (action, call) => (action === 'events:PutEvents' ? buses(call) : untold),
  firehose: by('DeliveryStreamName', 'firehose', (name) => [`deliverystream/${name}`]),
  glue: (_, call) => (member(call.arguments, 'JobName') === undefined ? untold : glueJob(call)),
  kinesis: firstOf(
    by('StreamARN', 'kinesis', (arn) => [arn]),
    by('StreamName', 'kinesis', (name) => [`stream/${name}`]),
  ),
  kms: key,
  lambda: (_, call) => functionScope(call),
  s3: bucketOrObject,
  secretsmanager: firstOf(
    by('SecretId', 'secretsmanager', (name) => [`secret:${name}-??????`]),
    by('Name', 'secretsmanager', (name) => [`secret:${name}-??????`]),
  ),
  sfn: aboutStates,
  sns: (_, call) => topic(call),
  sqs: (_, call) => queue(call),
  ssm: parameter,
};

/** By the argument that names a resource: its parts of ARNs behind `arn:PARTITION:SERVICE:REGION:ACCOUNT:`. */
function by(argument: string, service: string, resources: (name: string) => readonly string[]): ScopeOf {
  return (_, { arguments: given, target }) => {
    const value = member(given, argument);
    if (value === undefined) return untold;
    return named(value, (name) => resources(name).map((resource) => arnIn(target, service, resource)));
  };
}

function firstOf(...ways: readonly ScopeOf[]): ScopeOf {
  return (action, call) => ways.map((way) => way(action, call)).find((scope) => scope !== untold) ?? untold;
}

const keyArguments: Readonly<Record<string, string>> = {
  'kms:ReEncryptFrom': 'SourceKeyId',
  'kms:ReEncryptTo': 'DestinationKeyId',
};

/** A key by its id; IAM knows an alias as a condition alone [KMS developer guide, "kms:RequestAlias"]. */
function key(action: string, { arguments: given, target }: Call): Scope {
  const value = member(given, keyArguments[action] ?? 'KeyId');
  if (typeof value !== 'string') return value === undefined ? untold : atRunTime;
  const [, alias] = /^(?:arn:.*:)?(alias\/.+)$/.exec(value) ?? [];
  if (alias === undefined) return named(value, (id) => arnIn(target, 'kms', `key/${id}`));
  return {
    resources: [arnIn(target, 'kms', 'key/*')],
    condition: { StringEquals: { 'kms:RequestAlias': alias } },
  };
}

/** Parameters stand in a tree: `/a/b` has the ARN `…:parameter/a/b`. */
function parameter(action: string, { arguments: given, target }: Call): Scope {
  if (!action.includes('Parameter')) return untold;
  const arns = (name: string): string => arnIn(target, 'ssm', `parameter/${name.replace(/^\//, '')}`);
  const path = member(given, 'Path');
  if (path !== undefined) return named(path, (name) => [arns(name), `${arns(name.replace(/\/$/, ''))}/*`]);
  const name = member(given, 'Name');
  if (name !== undefined) return named(name, arns);
  const names: Argument = member(given, 'Names');
  const all = items(names);
  if (names === undefined) return untold;
  return all === dynamic ? atRunTime : together(all.map((one) => named(one, arns)));
}
