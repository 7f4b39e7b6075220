/** Who signed a request. */
import { callerOf, type Caller } from '../caller.ts';
import type { AccessKey, Cloud } from '../cloud.ts';
import { refuse, type Dialect } from './refusals.ts';
import type { Signature, SignedRequest } from './signature.ts';
import { faultOf, type Fault } from './verify.ts';

/** How a request's signature is looked at. */
export interface Scrutiny {
  readonly dialect: Dialect;
  /** Signatures are verified as far as their keys are known; without it, the key's id is believed. */
  readonly isVerified: boolean;
}

/**
 * The caller whose key signed. A key that this endpoint has not issued is that of its account's root, unless callers
 * have to prove who they are (`enforce`). Throws AwsError in the dialect's words.
 */
export function identify(
  { iam, clock, options }: Cloud,
  request: SignedRequest,
  signature: Signature,
  { dialect, isVerified }: Scrutiny,
): Caller {
  const { accessKeyId, region } = signature;
  const key = iam.keyOf(accessKeyId);
  if (!key) {
    if (options.enforce) throw refuse({ kind: 'unknownKey' }, dialect);
    const account = accountOf(accessKeyId, options.account);
    return callerOf({ kind: 'root', account }, region, accessKeyId);
  }
  const now = clock.now();
  const fault = staleness(key, now) ?? (isVerified ? faultOf(request, signature, key, now) : undefined);
  if (fault) throw refuse(fault, dialect);
  return callerOf(key.owner, region, accessKeyId);
}

function staleness({ expires = Infinity, isActive }: AccessKey, now: number): Fault | undefined {
  if (!isActive) return { kind: 'unknownKey' };
  return expires <= now ? { kind: 'expiredToken' } : undefined;
}

/** An access key id of twelve digits is that account; any other unknown key belongs to the default account. */
function accountOf(accessKeyId: string, defaultAccount: string): string {
  return /^\d{12}$/.test(accessKeyId) ? accessKeyId : defaultAccount;
}
