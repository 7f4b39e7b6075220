/** A version as AWS describes it. */
import { createHash } from 'node:crypto';
import type { FunctionConfiguration, LastUpdateStatusReasonCode } from '@aws-sdk/client-lambda';
import { isSettled, revisionOf, type FunctionVersion, type LambdaFunction } from './model.ts';
import { functionArn } from './names.ts';

/** As lists show it: without its state. `qualifier` is what the ARN ends with. */
export function listedConfiguration(
  { place, name }: LambdaFunction,
  version: FunctionVersion,
  { now, qualifier }: { now: number; qualifier?: string | undefined },
): FunctionConfiguration {
  return {
    ...version.settings,
    FunctionName: name,
    FunctionArn: functionArn({ ...place, name, ...(qualifier !== undefined && { qualifier }) }),
    CodeSha256: version.code.sha256,
    CodeSize: version.code.size,
    LastModified: timestamp(version.modifiedAt),
    RevisionId: revisionOf(version, now),
    Version: version.version,
  };
}

/** Whole, with its state. */
export function configuration(
  lambda: LambdaFunction,
  version: FunctionVersion,
  options: { now: number; qualifier?: string | undefined },
): FunctionConfiguration {
  const listed = listedConfiguration(lambda, version, options);
  return { ...listed, ...stateOf(version, options.now), ...runtimeVersion(lambda, version) };
}

function stateOf(version: FunctionVersion, now: number): FunctionConfiguration {
  if (isSettled(version, now)) return { State: 'Active', LastUpdateStatus: 'Successful' };
  const reason = 'The function is being created.';
  if (version.change === 'creation') {
    return { State: 'Pending', StateReason: reason, StateReasonCode: 'Creating' };
  }
  return {
    State: 'Active',
    LastUpdateStatus: 'InProgress',
    LastUpdateStatusReason: reason,
    // As recorded; the SDK's list of codes lacks it.
    LastUpdateStatusReasonCode: 'Creating' as LastUpdateStatusReasonCode,
  };
}

/** One made-up patch version for each runtime: what AWS would have picked. */
export function runtimeVersionArn({ place }: LambdaFunction, runtime: string): string {
  const id = createHash('sha256').update(runtime).digest('hex');
  return `arn:${place.partition}:lambda:${place.region}::runtime:${id}`;
}

function runtimeVersion(lambda: LambdaFunction, { settings }: FunctionVersion): FunctionConfiguration {
  if (settings.Runtime === undefined) return {};
  return { RuntimeVersionConfig: { RuntimeVersionArn: runtimeVersionArn(lambda, settings.Runtime) } };
}

/** `2026-11-22T18:04:09.123+0000` */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000');
}
