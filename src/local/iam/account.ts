/** One account's roles, users and policies. */
import { AwsError } from '../errors.ts';
import { Directory } from './directory.ts';
import { noSuchEntity, validationError } from './errors.ts';
import { awsManagedPolicy, isAwsManaged } from './managed/catalogue.ts';
import type { ManagedPolicy, OwnPolicy, Role, User } from './model.ts';

export class IamAccount {
  readonly id: string;
  readonly users = new Directory<User>('user');
  readonly #roles = new Directory<Role>('role');
  readonly #policies = new Map<string, OwnPolicy>();

  constructor(id: string) {
    this.id = id;
  }

  findRole(name: string): Role | undefined {
    return this.#roles.find(name);
  }

  /** Throws NoSuchEntity. */
  role(name: string): Role {
    return this.#roles.get(name);
  }

  addRole(role: Role): void {
    this.#roles.add(role);
  }

  removeRole(role: Role): void {
    this.#roles.remove(role);
  }

  /** In the order of their names. */
  allRoles(): readonly Role[] {
    return this.#roles.all();
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
    if (!policy) throw noSuchEntity(isAwsManaged(arn) ? `${missing} ${notAllOfThem}` : missing);
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

  usersWith(arn: string): readonly User[] {
    return this.users.all().filter(({ access }) => access.latest.attached.includes(arn));
  }

  usersWithin(arn: string): readonly User[] {
    return this.users.all().filter(({ access }) => access.latest.boundary === arn);
  }

  /** How many roles and users carry a policy. */
  attachments(arn: string): number {
    return this.rolesWith(arn).length + this.usersWith(arn).length;
  }

  /** How many roles and users a policy bounds. */
  boundaries(arn: string): number {
    return this.rolesWithin(arn).length + this.usersWithin(arn).length;
  }
}

/** AWS has fifteen hundred policies of its own: what is missing here need not be misspelt. */
const notAllOfThem =
  "The embedded AWS has not all of AWS's own policies: ListPolicies with the scope AWS tells which.";

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
