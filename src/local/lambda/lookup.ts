/** From a name and a qualifier to what stands behind them. */
import type { LambdaBackend } from './backend.ts';
import { isSettled, latestVersion, type FunctionVersion, type LambdaFunction } from './model.ts';
import { functionArn, type FunctionReference } from './names.ts';
import { notFound } from './validation.ts';

/** Throws ResourceNotFoundException with the ARN as it was asked for. */
export function requireFunction(backend: LambdaBackend, reference: FunctionReference): LambdaFunction {
  const lambda = backend.find(reference);
  if (lambda) return lambda;
  throw notFound(`Function not found: ${functionArn(reference)}`);
}

/** The version that a qualifier means (an alias's first one); $LATEST without a qualifier. Throws as requireFunction. */
export function requireVersion(lambda: LambdaFunction, reference: FunctionReference): FunctionVersion {
  const { qualifier = latestVersion } = reference;
  const name = lambda.aliases.get(qualifier)?.version ?? qualifier;
  const version = name === latestVersion ? lambda.latest : lambda.published.get(name);
  if (version) return version;
  throw notFound(`Function not found: ${functionArn(reference)}`);
}

/** While an update has not settled, requests go to what was there before (AWS Lambda developer guide, function states). */
export function servingVersion(version: FunctionVersion, now: number): FunctionVersion {
  return version.before && !isSettled(version, now) ? version.before : version;
}
