/** Who may call a function URL: since October 2025 it takes both actions, whoever calls (facts: AWS Lambda guide, urls-auth). */
import type { FunctionUrlAuthType } from '@aws-sdk/client-lambda';
import { identify } from '../../authentication/identify.ts';
import { readSignature } from '../../authentication/signature.ts';
import type { Caller } from '../../caller.ts';
import type { Principal } from '../../cloud.ts';
import type { LambdaBackend } from '../backend.ts';
import { accessTo } from '../invoke/invoke.ts';
import type { LambdaFunction } from '../model.ts';
import type { FunctionReference } from '../names.ts';
import type { UrlRequest } from './url-event.ts';

/**
 * Who signed a request, verified where this endpoint has issued the key. Undefined for a request without a signature for
 * Lambda. Throws AwsError for a signature that is no good.
 */
export function urlSigner({ cloud }: LambdaBackend, request: UrlRequest): Caller | undefined {
  const [path = '', query] = request.target.split(/\?(.*)/s);
  const signed = { ...request, path, query: new URLSearchParams(query) };
  const signature = readSignature(signed);
  if (signature?.service !== 'lambda') return undefined;
  return identify(cloud, signed, signature, { dialect: 'rest', isVerified: true });
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
