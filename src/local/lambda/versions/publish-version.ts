import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { FunctionConfiguration, PublishVersionRequest } from '@aws-sdk/client-lambda';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { checkLatestRevision, requireSettled } from '../change.ts';
import { configuration } from '../configuration.ts';
import { requireFunction } from '../lookup.ts';
import { touch, type FunctionVersion, type LambdaFunction } from '../model.ts';
import { readOwnReference } from '../names.ts';
import { invalidParameter } from '../validation.ts';

/** Publishes $LATEST. When nothing has changed since the last version, that one is the answer. */
export const publishVersion = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<PublishVersionRequest>>): FunctionConfiguration => {
    const lambda = requireFunction(backend, readOwnReference(caller, input.FunctionName ?? ''));
    requireSettled(backend, lambda);
    checkLatestRevision(backend, lambda, input.RevisionId);
    checkCode(lambda.latest, input.CodeSha256);
    const version = lastVersionIfSame(lambda) ?? publish(lambda, lambda.latest, input.Description);
    const now = backend.cloud.clock.now();
    return configuration(lambda, version, { now, qualifier: version.version });
  },
);

/** Makes the next version of what $LATEST is; it settles when $LATEST does. */
export function publish(
  lambda: LambdaFunction,
  latest: FunctionVersion,
  description?: string,
): FunctionVersion {
  const number = String(++lambda.lastPublished);
  const { settings } = latest;
  const version: FunctionVersion = {
    ...latest,
    version: number,
    settings: description === undefined ? settings : { ...settings, Description: description },
    change: 'creation',
    unsettledRevision: randomUUID(),
    revision: randomUUID(),
    before: undefined,
  };
  lambda.published.set(number, version);
  lambda.publishedFrom = latest;
  touch(latest);
  return version;
}

/** The last version, unless $LATEST has become something else since it was published. */
function lastVersionIfSame({
  latest,
  publishedFrom,
  published,
  lastPublished,
}: LambdaFunction): FunctionVersion | undefined {
  const same =
    publishedFrom?.code.sha256 === latest.code.sha256 &&
    isDeepStrictEqual(publishedFrom.settings, latest.settings);
  return same ? published.get(String(lastPublished)) : undefined;
}

function checkCode({ code }: FunctionVersion, given: string | undefined): void {
  if (given === undefined || given === code.sha256) return;
  throw invalidParameter(
    `CodeSHA256 (${given}) is different from current CodeSHA256 in $LATEST (${code.sha256}). Please try again with the CodeSHA256 in $LATEST.`,
  );
}
