/** Who may call a function URL: since October 2025 it takes both actions, whoever calls (facts: AWS Lambda guide, urls-auth). */
import type { FunctionUrlAuthType } from '@aws-sdk/client-lambda';
import { accountOf, partitionOf, readCredentialScope } from '../../caller.ts';
import type { Principal } from '../../cloud.ts';
import { AwsError } from '../../errors.ts';
import type { LambdaBackend } from '../backend.ts';
import { accessTo } from '../invoke/invoke.ts';
import { principalOf } from '../invoke/invoke-operation.ts';
import type { LambdaFunction } from '../model.ts';
import type { FunctionReference } from '../names.ts';
import type { UrlFacts, UrlRequest } from './url-event.ts';

export interface UrlCaller {
  readonly principal: Principal;
  readonly signer?: NonNullable<UrlFacts['signer']>;
}

/**
 * Who calls: nobody in particular with NONE, the signer with AWS_IAM; undefined when a signature is missing or its keys are
 * no longer good. The signature's scope is read; the signature itself is not verified.
 */
export function urlCaller(
  { cloud }: LambdaBackend,
  authType: FunctionUrlAuthType | undefined,
  request: UrlRequest,
): UrlCaller | undefined {
  if (authType === 'NONE') return { principal: { kind: 'anonymous' } };
  const query = new URLSearchParams(request.target.replace(/^[^?]*/s, ''));
  const scope = readCredentialScope(request.headers.authorization, query);
  if (!scope) return undefined;
  const accessKey = scope.accessKeyId;
  try {
    const session = cloud.iam.sessionOf(accessKey);
    const account = session?.account ?? accountOf(accessKey, cloud.options.account);
    const arn = session?.arn ?? `arn:${partitionOf(scope.region)}:iam::${account}:root`;
    const id = session?.assumedRoleId ?? account;
    return {
      principal: principalOf({ account, ...(session && { session }) }),
      signer: { accessKey, account, arn, id },
    };
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

/** Both statements, each under its own condition key. */
export function mayCallUrl(
  { cloud }: LambdaBackend,
  lambda: LambdaFunction,
  reference: FunctionReference,
  { principal, authType }: { principal: Principal; authType: FunctionUrlAuthType | undefined },
): boolean {
  const access = { ...accessTo(lambda, reference), principal };
  const urlContext = { 'lambda:FunctionUrlAuthType': authType ?? '' };
  const viaUrl = { ...urlContext, 'lambda:InvokedViaFunctionUrl': 'true' };
  return (
    cloud.iam.authorize({ ...access, action: 'lambda:InvokeFunctionUrl', context: urlContext }).allowed &&
    cloud.iam.authorize({ ...access, action: 'lambda:InvokeFunction', context: viaUrl }).allowed
  );
}
