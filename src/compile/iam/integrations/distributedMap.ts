/**
 * A distributed Map [developer guide, "IAM policies for using Distributed Map states"]: its child executions, the items that it
 * reads and the results that it writes.
 */
import { isObject, type JsonObject } from '../../../json.ts';
import type { Target } from '../../blueprint.ts';
import type { Names } from '../../names.ts';
import { argumentsOf, member, type Argument } from '../arguments.ts';
import { atRunTime, type Grant, type Scope } from '../grant.ts';
import { bucketNamed, objectIn } from './s3.ts';

export function isDistributed({ Type: type, ItemProcessor: processor }: JsonObject): boolean {
  const config = isObject(processor) ? processor.ProcessorConfig : undefined;
  return type === 'Map' && isObject(config) && config.Mode === 'DISTRIBUTED';
}

export function distributedMap(state: JsonObject, names: Names, target: Target): Grant[] {
  return [
    ...children(state, names),
    ...reading(state.ItemReader, target),
    ...writing(state.ResultWriter, target),
  ];
}

/** Children are executions of the machine itself, as are those of an execution that is redriven. */
function children({ Label: label }: JsonObject, { stateMachineArn }: Names): Grant[] {
  const executions = stateMachineArn.replace(':stateMachine:', ':execution:');
  const run = typeof label === 'string' ? `${executions}/${label}:*` : `${executions}/*`;
  return [
    { actions: ['states:StartExecution'], resources: [stateMachineArn] },
    { actions: ['states:DescribeExecution', 'states:StopExecution'], resources: [`${executions}:*`, run] },
    { actions: ['states:RedriveExecution'], resources: [run] },
  ];
}

function reading(reader: unknown, target: Target): Grant[] {
  if (!isObject(reader)) return [];
  const given = argumentsOf(reader);
  const bucket = member(given, 'Bucket');
  if (typeof reader.Resource === 'string' && reader.Resource.endsWith(':s3:listObjectsV2')) {
    return listing(bucketNamed(bucket, target), underPrefix(given, target), member(given, 'Prefix'));
  }
  const object: Grant = { actions: ['s3:GetObject'], ...objectIn(bucket, member(given, 'Key'), target) };
  return readsManifest(reader)
    ? [object, { actions: ['s3:GetObject'], ...listed(bucket, target) }]
    : [object];
}

/** What a manifest lists stands in the same bucket. */
function listed(bucket: Argument, target: Target): Scope {
  return { ...objectIn(bucket, undefined, target), note: 'the manifest says which objects' };
}

function readsManifest({ ReaderConfig: config }: JsonObject): boolean {
  return isObject(config) && config.InputType === 'MANIFEST';
}

function listing(bucket: Scope, objects: Scope, prefix: Argument): Grant[] {
  const isPrefixed = typeof prefix === 'string' && !bucket.isWide;
  return [
    {
      actions: ['s3:ListBucket'],
      ...bucket,
      ...(isPrefixed && { condition: { StringLike: { 's3:prefix': prefix } } }),
    },
    { actions: ['s3:GetObject'], ...objects },
  ];
}

function writing(writer: unknown, target: Target): Grant[] {
  if (!isObject(writer) || writer.Resource === undefined) return [];
  const actions = ['PutObject', 'GetObject', 'ListMultipartUploadParts', 'AbortMultipartUpload'];
  const scope = underPrefix(argumentsOf(writer), target, '/');
  return [{ actions: actions.map((name) => `s3:${name}`), ...scope }];
}

/** Objects whose keys begin with the prefix, and the separator behind it. */
function underPrefix(given: Argument, target: Target, separator = ''): Scope {
  const bucket = member(given, 'Bucket');
  const prefix = member(given, 'Prefix');
  if (typeof bucket !== 'string') return atRunTime;
  if (typeof prefix !== 'string') return objectIn(bucket, undefined, target);
  const start = separator !== '' && prefix.endsWith(separator) ? prefix : `${prefix}${separator}`;
  return objectIn(bucket, `${start}*`, target);
}
