/** Resource policies of functions, versions and aliases. */
import type { JsonObject } from '../../../json.ts';
import { latestVersion, type LambdaFunction } from '../model.ts';

/** $LATEST has no policy of its own: the function's counts. */
export function policyKey(qualifier: string | undefined): string {
  return qualifier === undefined || qualifier === latestVersion ? '' : qualifier;
}

/** The policy that stands at a qualifier, as IAM reads it; undefined when there is none. */
export function policyDocument(
  lambda: LambdaFunction,
  qualifier: string | undefined,
): JsonObject | undefined {
  const policy = lambda.policies.get(policyKey(qualifier));
  return policy && { Version: '2012-10-17', Id: 'default', Statement: policy.statements };
}
