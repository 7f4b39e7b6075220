/** One account's roles and policies. */
import { AwsError } from '../errors.ts';
import { noSuchEntity, validationError } from './errors.ts';
import { awsManagedPolicy } from './managed/catalogue.ts';
import type { ManagedPolicy, OwnPolicy, Role } from './model.ts';

export class IamAccount {
  readonly id: string;
  readonly #roles = new Map<string, Role>();
  readonly #policies = new Map<string, OwnPolicy>();

  constructor(id: string) {
    this.id = id;
  }

  /** Names are unique without regard to case. */
  findRole(name: string): Role | undefined {
    return this.#roles.get(name.toLowerCase());
  }

  /** Throws NoSuchEntity. */
  role(name: string): Role {
    const role = this.findRole(name);
    if (!role) throw noSuchEntity(`The role with name ${name} cannot be found.`);
    return role;
  }

  addRole(role: Role): void {
    this.#roles.set(role.name.toLowerCase(), role);
  }

  removeRole(role: Role): void {
    this.#roles.delete(role.name.toLowerCase());
  }

  /** In the order of their names. */
  allRoles(): readonly Role[] {
    return [...this.#roles.values()].sort(byName);
  }

  /** The account's own policies, in the order of their names. */
  ownPolicies(): readonly OwnPolicy[] {
    return [...this.#policies.values()].sort(byName);
  }

  /** A policy of the account or of AWS. */
  findPolicy(arn: string): ManagedPolicy | undefined {
    return this.#policies.get(arn) ?? awsManagedPolicy(arn);
  }

  /** A policy that an operation names. Throws ValidationError, or NoSuchEntity in the words given. */
  policy(arn: string, missing = `Policy ${arn} was not found.`): ManagedPolicy {
    if (!/^arn:[^:]*:[^:]*:[^:]*:[^:]*:./.test(arn))
      throw validationError('Invalid ARN:  Could not be parsed!');
    const policy = this.findPolicy(arn);
    if (!policy) throw noSuchEntity(missing);
    return policy;
  }

  /** A policy that the account may change: AWS's are not its own. Throws as `policy` does, and AccessDenied. */
  ownPolicy(arn: string): OwnPolicy {
    this.policy(arn);
    const policy = this.#policies.get(arn);
    if (!policy) throw new AwsError('AccessDenied', `Cannot change the AWS managed policy ${arn}`, 403);
    return policy;
  }

  /** Names are unique without regard to case, whatever the paths. */
  findOwnPolicy(name: string): OwnPolicy | undefined {
    return this.ownPolicies().find((policy) => policy.name.toLowerCase() === name.toLowerCase());
  }

  addPolicy(policy: OwnPolicy): void {
    this.#policies.set(policy.arn, policy);
  }

  removePolicy(policy: OwnPolicy): void {
    this.#policies.delete(policy.arn);
  }

  /** The roles that carry a policy. */
  rolesWith(arn: string): readonly Role[] {
    return this.allRoles().filter(({ access }) => access.latest.attached.includes(arn));
  }

  /** The roles whose boundary a policy is. */
  rolesWithin(arn: string): readonly Role[] {
    return this.allRoles().filter(({ access }) => access.latest.boundary === arn);
  }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
