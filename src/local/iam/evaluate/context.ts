/** What a request says about itself: the keys that conditions and policy variables look at. */
import type { AccessRequest, ConditionContext, Principal } from '../../cloud.ts';

/** Names compare without regard to case; a missing key has no values. */
export type RequestContext = (key: string) => readonly string[] | undefined;

export interface ContextSources {
  /** What the service adds (`aws:SourceArn`, `lambda:FunctionUrlAuthType`, …). */
  readonly given: ConditionContext;
  readonly request: Pick<AccessRequest, 'principal' | 'resource' | 'resourceAccount'>;
  readonly principalTags: ReadonlyMap<string, string>;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

export function buildContext({ given, request, principalTags, now }: ContextSources): RequestContext {
  const entries = Object.entries({
    ...timeKeys(now),
    ...resourceKeys(request),
    ...principalKeys(request.principal),
    ...Object.fromEntries([...principalTags].map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
    ...given,
  });
  const byName = new Map(
    entries.map(([key, value]) => [key.toLowerCase(), typeof value === 'string' ? [value] : value]),
  );
  return (key) => byName.get(key.toLowerCase());
}

function timeKeys(now: number): ConditionContext {
  return {
    'aws:CurrentTime': new Date(now).toISOString(),
    'aws:EpochTime': String(Math.floor(now / 1000)),
    // The endpoint stands for one that speaks TLS alone; policies that insist on it must hold here too.
    'aws:SecureTransport': 'true',
  };
}

function resourceKeys(request: ContextSources['request']): ConditionContext {
  const region = request.resource.split(':')[3];
  return {
    'aws:ResourceAccount': request.resourceAccount,
    ...(region && { 'aws:RequestedRegion': region }),
  };
}

function principalKeys(principal: Principal): ConditionContext {
  switch (principal.kind) {
    case 'session':
      return {
        'aws:PrincipalArn': principal.session.roleArn,
        'aws:PrincipalAccount': principal.session.account,
        'aws:PrincipalType': 'AssumedRole',
        'aws:PrincipalIsAWSService': 'false',
        'aws:userid': principal.session.assumedRoleId,
        // Temporary keys say whether a device was there; lasting ones do not speak of it (global condition keys).
        'aws:MultiFactorAuthPresent': 'false',
      };
    case 'user':
      return {
        'aws:PrincipalArn': principal.user.arn,
        'aws:PrincipalAccount': principal.user.account,
        'aws:PrincipalType': 'User',
        'aws:PrincipalIsAWSService': 'false',
        'aws:userid': principal.user.id,
        'aws:username': principal.user.name,
      };
    case 'root':
      return {
        'aws:PrincipalArn': `arn:aws:iam::${principal.account}:root`,
        'aws:PrincipalAccount': principal.account,
        'aws:PrincipalType': 'Account',
        'aws:PrincipalIsAWSService': 'false',
        'aws:userid': principal.account,
      };
    case 'service':
      return { 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': principal.service };
    case 'anonymous':
      return { 'aws:PrincipalType': 'Anonymous', 'aws:userid': 'anonymous' };
  }
}
