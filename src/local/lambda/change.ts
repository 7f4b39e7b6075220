/** Changes of a function: what makes a new $LATEST, and what refuses one. */
import { randomUUID } from 'node:crypto';
import { AwsError } from '../errors.ts';
import type { LambdaBackend } from './backend.ts';
import { isSettled, latestVersion, revisionOf, type FunctionVersion, type LambdaFunction } from './model.ts';
import { functionArn, type Place } from './names.ts';
import { conflict, invalidParameter } from './validation.ts';

/** How long a new or changed function is Pending or InProgress. AWS takes a second or more; nobody waits for that here. */
export const settlingMs = 50;

type Content = Pick<FunctionVersion, 'settings' | 'code' | 'layers'>;

/** $LATEST of a function that is created now. */
export function createdVersion(
  { cloud }: LambdaBackend,
  { settings, code, layers }: Content,
): FunctionVersion {
  const now = cloud.clock.now();
  return {
    settings,
    code,
    layers,
    version: latestVersion,
    modifiedAt: now,
    change: 'creation',
    settlesAt: now + settlingMs,
    unsettledRevision: randomUUID(),
    revision: randomUUID(),
  };
}

/** Puts new code or settings in the place of $LATEST. What served before goes on until the change has settled. */
export function changeLatest(
  backend: LambdaBackend,
  lambda: LambdaFunction,
  content: Partial<Content>,
): void {
  const before = lambda.latest;
  before.before = undefined;
  lambda.latest = { ...createdVersion(backend, { ...before, ...content }), change: 'update', before };
}

/** Throws ResourceConflictException while the function is not settled. */
export function requireSettled({ cloud }: LambdaBackend, lambda: LambdaFunction): void {
  if (isSettled(lambda.latest, cloud.clock.now())) return;
  const reason =
    lambda.latest.change === 'creation'
      ? 'The function is currently in the following state: Pending'
      : `An update is in progress for resource: ${functionArn({ ...lambda.place, name: lambda.name })}`;
  throw conflict(`The operation cannot be performed at this time. ${reason}`);
}

/** Throws PreconditionFailedException where a request names another RevisionId than the current one. */
export function checkRevision(given: string | undefined, current: string): void {
  if (given === undefined || given === current) return;
  throw new AwsError(
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    412,
  );
}

export function checkLatestRevision(
  { cloud }: LambdaBackend,
  { latest }: LambdaFunction,
  given: string | undefined,
): void {
  checkRevision(given, revisionOf(latest, cloud.clock.now()));
}

/** Lambda assumes the role when a function is created or gets another one. Throws InvalidParameterValueException. */
export function checkRole(
  { cloud }: LambdaBackend,
  { account, region }: Place,
  name: string,
  roleArn: string,
): void {
  if (roleArn.split(':')[4] !== account) {
    throw new AwsError('AccessDeniedException', 'Cross-account pass role is not allowed.', 403);
  }
  const service = 'lambda.amazonaws.com';
  const session = cloud.iam.assumeRoleAsService({ roleArn, service, region, sessionName: name });
  if (!session) throw invalidParameter('The role defined for the function cannot be assumed by Lambda.');
}
