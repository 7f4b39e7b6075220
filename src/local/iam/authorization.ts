/** What a caller of IAM needs to be allowed (service authorization reference, "AWS Identity and Access Management"). */
import type { Intent } from '../access.ts';
import type { Caller } from '../caller.ts';
import type { ConditionContext } from '../cloud.ts';
import type { Call } from '../service.ts';
import { requestTags, tagsAsContext } from '../tag-context.ts';
import type { IamBackend } from './backend.ts';
import type { Entity } from './entities/entity.ts';

interface Input {
  readonly RoleName?: string;
  readonly UserName?: string;
  readonly PolicyName?: string;
  readonly PolicyArn?: string;
  readonly PolicySourceArn?: string;
  readonly Path?: string;
  readonly PathPrefix?: string;
  readonly PermissionsBoundary?: string;
  readonly Tags?: unknown;
  readonly TagKeys?: readonly string[];
}

/** What a request is about. */
interface Subject {
  readonly kind: 'role' | 'user' | 'policy';
  readonly name: string;
  /** Undefined where it is not there (yet). */
  readonly entity?: (Entity & { readonly arn: string }) | undefined;
}

export function iamIntents(
  backend: IamBackend,
  operation: string,
  { input, caller }: Call<unknown>,
): readonly Intent[] {
  const members = input as Input;
  const subject = subjectOf(backend, operation, members, caller);
  const resource = resourceOf(operation, subject, members, caller);
  const context = contextOf(subject?.entity, members);
  const tag = { CreateRole: 'TagRole', CreateUser: 'TagUser', CreatePolicy: 'TagPolicy' }[operation];
  const actions = [operation, ...(tag !== undefined && members.Tags !== undefined ? [tag] : [])];
  return actions.map((name) => ({ action: `iam:${name}`, context, ...resource }));
}

function subjectOf(
  backend: IamBackend,
  operation: string,
  { RoleName, UserName, PolicyName }: Input,
  caller: Caller,
): Subject | undefined {
  const account = backend.account(caller.account);
  if (RoleName !== undefined) return { kind: 'role', name: RoleName, entity: account.findRole(RoleName) };
  if (operation === 'CreatePolicy') return { kind: 'policy', name: PolicyName ?? '' };
  // Whoever names no user means itself.
  const own =
    caller.principal.kind === 'user' && selfService.test(operation) ? caller.principal.user.name : undefined;
  const name = UserName ?? own;
  return name === undefined ? undefined : { kind: 'user', name, entity: account.users.find(name) };
}

const selfService =
  /^(GetUser|(Create|List|Update|Delete)AccessKeys?|List(SSHPublicKeys|MFADevices|SigningCertificates|ServiceSpecificCredentials))$/;

/** Operations on what is there call it by its name, those that make it by the ARN that it will have. */
function resourceOf(
  operation: string,
  subject: Subject | undefined,
  { PolicyArn, PolicySourceArn, Path = '/', PathPrefix = '/' }: Input,
  { partition, account }: Caller,
): Pick<Intent, 'resource' | 'called'> {
  const arn = (resource: string): string => `arn:${partition}:iam::${account}:${resource}`;
  if (subject) {
    const { kind, name, entity } = subject;
    if (operation.startsWith('Create') && kind !== 'user') return { resource: arn(`${kind}${Path}${name}`) };
    if (operation === 'CreateUser') return { resource: arn(`user${Path}${name}`) };
    return { resource: entity?.arn ?? arn(`${kind}/${name}`), called: `${kind} ${name}` };
  }
  if (PolicyArn !== undefined) return { resource: PolicyArn, called: `policy ${PolicyArn}` };
  if (PolicySourceArn !== undefined) return { resource: PolicySourceArn };
  const [, listed] = /^List(Role|User|Policie)s$/.exec(operation) ?? [];
  if (listed === undefined) return { resource: '*' };
  return { resource: arn(`${listed === 'Policie' ? 'policy' : listed.toLowerCase()}${PathPrefix}`) };
}

/** The boundary that an entity has, or is to have; the policy that it is to carry; tags. */
function contextOf(entity: Entity | undefined, input: Input): ConditionContext {
  const boundary = input.PermissionsBoundary ?? entity?.access.latest.boundary;
  return {
    ...requestTags(input.Tags, input.TagKeys),
    ...tagsAsContext(entity?.tags ?? [], ['aws:ResourceTag', 'iam:ResourceTag']),
    ...(boundary !== undefined && { 'iam:PermissionsBoundary': boundary }),
    ...(input.PolicyArn !== undefined && { 'iam:PolicyARN': input.PolicyArn }),
  };
}
