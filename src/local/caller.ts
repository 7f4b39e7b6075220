/** Who calls, where to: read from the request's signature. */
import type { Session } from './cloud.ts';

export interface Caller {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** `arn:aws:iam::ACCOUNT:root`, or the assumed role's session. */
  readonly arn: string;
  readonly accessKeyId: string;
  /** Present when the key belongs to a role session that this endpoint issued. */
  readonly session?: Session;
}

/** What a SigV4 signature says before anything is verified. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  /** The signing name: `lambda`, `states`, `iam`, … */
  readonly service: string;
}

const scopePattern = /Credential=([^/,\s]+)\/\d{8}\/([a-z\d-]+)\/([a-z\d-]+)\/aws4_request/;

/**
 * The credential scope of a signed request, from its Authorization header or, when it is presigned, its query.
 * Undefined for an unsigned request.
 */
export function readCredentialScope(
  authorization: string | undefined,
  query: URLSearchParams,
): CredentialScope | undefined {
  const presigned = query.get('X-Amz-Credential');
  const match = scopePattern.exec(presigned ? `Credential=${presigned}` : (authorization ?? ''));
  const [, accessKeyId, region, service] = match ?? [];
  return accessKeyId && region && service ? { accessKeyId, region, service } : undefined;
}

/** An access key id of twelve digits is that account; any other unknown key belongs to the default account. */
export function accountOf(accessKeyId: string, defaultAccount: string): string {
  return /^\d{12}$/.test(accessKeyId) ? accessKeyId : defaultAccount;
}

/** The partition that a region belongs to (AWS general reference, ARN format). */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
