/** Who calls, where to. */
import type { Signer } from './cloud.ts';

export interface Caller {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** `arn:aws:iam::ACCOUNT:root`, the user's, or that of the assumed role's session. */
  readonly arn: string;
  /** The unique id as GetCallerIdentity tells it. */
  readonly userId: string;
  readonly accessKeyId: string;
  readonly principal: Signer;
}

/** Whom a signer is, in the region that it calls. */
export function callerOf(principal: Signer, region: string, accessKeyId: string): Caller {
  const partition = partitionOf(region);
  return { region, partition, accessKeyId, principal, ...identityOf(principal, partition) };
}

function identityOf(principal: Signer, partition: string): Pick<Caller, 'account' | 'arn' | 'userId'> {
  switch (principal.kind) {
    case 'session': {
      const { account, arn, assumedRoleId } = principal.session;
      return { account, arn, userId: assumedRoleId };
    }
    case 'user': {
      const { account, arn, id } = principal.user;
      return { account, arn, userId: id };
    }
    case 'root': {
      const { account } = principal;
      return { account, arn: `arn:${partition}:iam::${account}:root`, userId: account };
    }
  }
}

/** The partition that a region belongs to (AWS general reference, ARN format). */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
