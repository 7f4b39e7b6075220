/** The policies of a simulation: those that a request brings, and those that a role or a user has. */
import { AwsError } from '../../errors.ts';
import type { Principal } from '../../cloud.ts';
import type { IamAccount } from '../account.ts';
import { parseObject, type PolicyDocument } from '../document/document.ts';
import { acceptInlinePolicy } from '../document/identity.ts';
import { invalidInput, noSuchEntity } from '../errors.ts';
import { parsePolicy } from '../evaluate/policy.ts';
import type { Role, User } from '../model.ts';
import type { Source } from './simulation.ts';

/** Policies of a request, by the names that AWS gives them: `PolicyInputList.1`. Throws InvalidInput. */
export function inputSources(
  member: 'PolicyInputList' | 'PermissionsBoundaryPolicyInputList',
  texts: readonly string[],
): readonly Source[] {
  const type = member === 'PolicyInputList' ? 'IAM Policy' : 'Permissions Boundary Policy';
  return texts.map((text, index) => ({ id: `${member}.${index + 1}`, type, document: accept(text) }));
}

function accept(text: string): PolicyDocument {
  try {
    return acceptInlinePolicy(text);
  } catch (thrown) {
    throw thrown instanceof AwsError ? invalidInput(thrown.message) : thrown;
  }
}

/** Throws InvalidInput. */
export function resourceSource(text: string): Source {
  const document = parseObject(text);
  if (!document) throw invalidInput('Syntax errors in policy.');
  return { id: 'ResourcePolicy', type: 'Resource Policy', document: { text, policy: parsePolicy(document) } };
}

/** Whoever is simulated, and what it carries. */
export interface Simulated {
  readonly kind: 'role' | 'user';
  readonly entity: Role | User;
  readonly principal: Principal;
}

/** The role or the user of an ARN. Throws InvalidInput, NoSuchEntity. */
export function simulatedBy(account: IamAccount, arn: string): Simulated {
  const [, owner, kind, name = ''] =
    /^arn:[^:]*:iam::(\d{12}):(role|user|group)\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  if (owner === undefined)
    throw invalidInput(`Invalid Entity Arn: ${arn} does not clearly define entity type.`);
  if (kind === 'group') throw noSuchEntity(`The group with name ${name} cannot be found.`);
  if (kind === 'user') {
    const entity = account.users.get(name);
    return { kind, entity, principal: { kind: 'user', user: entity } };
  }
  const entity = account.role(name);
  return { kind: 'role', entity, principal: { kind: 'session', session: sessionOf(entity) } };
}

function sessionOf({ arn, account, name, id }: Role) {
  return {
    arn: `arn:${arn.split(':')[1] ?? 'aws'}:sts::${account}:assumed-role/${name}/simulation`,
    roleArn: arn,
    account,
    assumedRoleId: `${id}:simulation`,
  };
}

/** Inline policies go by the name of who carries them as well: `role_NAME_POLICY`. */
export function ownSources(account: IamAccount, { kind, entity }: Simulated): readonly Source[] {
  const { inline, attached } = entity.access.latest;
  return [
    ...[...inline].map(([name, document]) => source(`${kind}_${entity.name}_${name}`, document)),
    ...attached.map((arn) => managed(account, arn, 'IAM Policy')),
  ];
}

export function ownBoundary(account: IamAccount, { entity }: Simulated): Source | undefined {
  const { boundary } = entity.access.latest;
  return boundary === undefined ? undefined : managed(account, boundary, 'Permissions Boundary Policy');
}

function source(id: string, document: PolicyDocument): Source {
  return { id, type: 'IAM Policy', document };
}

function managed(account: IamAccount, arn: string, type: Source['type']): Source {
  const { name, versions, defaultVersion } = account.policy(arn);
  const document = versions.get(defaultVersion)?.document;
  if (!document) throw new Error(`${arn} has no version ${defaultVersion}`);
  return { id: name, type, document };
}
