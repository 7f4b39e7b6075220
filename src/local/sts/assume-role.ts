import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';
import type { Caller } from '../caller.ts';
import type { ConditionContext, Session } from '../cloud.ts';
import { AwsError } from '../errors.ts';
import type { IamBackend } from '../iam/backend.ts';
import { acceptInlinePolicy } from '../iam/document/identity.ts';
import type { Policy } from '../iam/evaluate/policy.ts';
import { integer, listed, required } from '../iam/input.ts';
import { validationError } from '../iam/errors.ts';
import type { Wire } from '../service.ts';
import { operation, type Call } from '../service.ts';

type Input = Wire<AssumeRoleRequest>;

/**
 * Anybody whom the role trusts gets keys for it. Unlike in AWS the root user may, too: it is what a user of this
 * endpoint is that is nobody in particular.
 */
export const assumeRole = operation(
  (backend: IamBackend, { input, caller }: Call<Input>): AssumeRoleResponse => {
    const roleArn = required('roleArn', input.RoleArn);
    const session = backend.assumeRole({
      principal: caller.principal,
      roleArn,
      sessionName: checkedSessionName(input.RoleSessionName),
      context: contextOf(input),
    });
    if (!session) throw notAuthorized(caller, roleArn);
    const scope = sessionPolicies(backend, session, input);
    if (scope.length > 0) backend.authorizer.restrict(session, scope);
    const keys = backend.keys.issue(session, lifeOf(backend, session, caller, input));
    return {
      Credentials: {
        AccessKeyId: keys.accessKeyId,
        SecretAccessKey: keys.secretAccessKey,
        SessionToken: keys.sessionToken,
        Expiration: keys.expiration,
      },
      AssumedRoleUser: { AssumedRoleId: session.assumedRoleId, Arn: session.arn },
    };
  },
);

function checkedSessionName(value: string | undefined): string {
  const name = required('roleSessionName', value);
  if (/^[\w+=,.@-]{2,64}$/.test(name)) return name;
  throw validationError(
    `1 validation error detected: Value '${name}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
  );
}

function contextOf({ ExternalId, RoleSessionName, SourceIdentity }: Input): ConditionContext {
  return {
    ...(ExternalId !== undefined && { 'sts:ExternalId': ExternalId }),
    ...(RoleSessionName !== undefined && { 'sts:RoleSessionName': RoleSessionName }),
    ...(SourceIdentity !== undefined && { 'sts:SourceIdentity': SourceIdentity }),
  };
}

/** What the session keeps within, beside what its role may. */
function sessionPolicies(backend: IamBackend, { account }: Session, { Policy, PolicyArns }: Input): Policy[] {
  const inline = Policy === undefined ? [] : [acceptInlinePolicy(Policy).policy];
  const managed = listed(PolicyArns).map(({ arn }) => {
    const policy = backend.account(account).policy(required('policyArns.member.arn', arn));
    return policy.document.seen()?.policy ?? { statements: [] };
  });
  return [...inline, ...managed];
}

/** Seconds. A role that another role assumes has an hour at most (STS, "role chaining"). */
function lifeOf(
  backend: IamBackend,
  { roleArn }: Session,
  caller: Caller,
  { DurationSeconds }: Input,
): number {
  const seconds = integer('durationSeconds', DurationSeconds, { least: 900, most: 43200 }) ?? 3600;
  if (caller.principal.kind === 'session' && seconds > 3600) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  if (seconds > (backend.roleByArn(roleArn)?.maxSessionSeconds ?? 3600)) {
    throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  return seconds;
}

function notAuthorized({ arn }: Caller, roleArn: string): AwsError {
  const message = `User: ${arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
  return new AwsError('AccessDenied', message, 403);
}
