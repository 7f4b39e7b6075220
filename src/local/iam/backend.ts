/** IAM of all accounts: their roles and policies, and the answers that the other services get. */
import type {
  AccessKey,
  AccessRequest,
  Cloud,
  ConditionContext,
  Credentials,
  Decision,
  Iam,
  Principal,
  Session,
} from '../cloud.ts';
import { IamAccount } from './account.ts';
import { Authorizer } from './authorizer.ts';
import { Keyring } from './keyring.ts';
import type { Role } from './model.ts';
import { Propagating } from './propagating.ts';

export class IamBackend implements Iam {
  readonly cloud: Cloud;
  readonly keys: Keyring;
  readonly authorizer: Authorizer;
  readonly #accounts = new Map<string, IamAccount>();

  constructor(cloud: Cloud) {
    this.cloud = cloud;
    this.keys = new Keyring(cloud.clock);
    this.authorizer = new Authorizer(this);
  }

  /** Accounts are there as soon as somebody looks at them. */
  account(id: string): IamAccount {
    const account = this.#accounts.get(id) ?? new IamAccount(id);
    this.#accounts.set(id, account);
    return account;
  }

  /** A role by its ARN, in whichever account. */
  roleByArn(arn: string): Role | undefined {
    const [, id, name] = /^arn:[^:]*:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
    const role = id && name ? this.account(id).findRole(name) : undefined;
    return role?.arn === arn ? role : undefined;
  }

  /** A value that the other services see only after the propagation time. */
  propagating<T>(value: T): Propagating<T> {
    return new Propagating(value, this.cloud.clock, this.cloud.options.propagationMs);
  }

  /** One that they have seen already. */
  arrived<T>(value: T): Propagating<T> {
    return Propagating.arrived(value, this.cloud.clock, this.cloud.options.propagationMs);
  }

  accounts(): Iterable<IamAccount> {
    return this.#accounts.values();
  }

  assumeRoleAsService(request: {
    readonly roleArn: string;
    readonly service: string;
    readonly region: string;
    readonly sessionName: string;
    readonly context?: ConditionContext;
  }): Session | undefined {
    return this.#assume(
      { kind: 'service', service: request.service },
      request.roleArn,
      request.sessionName,
      request,
    );
  }

  assumeRole(request: {
    readonly principal: Principal;
    readonly roleArn: string;
    readonly sessionName: string;
    readonly context?: ConditionContext;
  }): Session | undefined {
    return this.#assume(request.principal, request.roleArn, request.sessionName, { region: '', ...request });
  }

  issueCredentials(session: Session): Credentials {
    return this.keys.issue(session);
  }

  rootKey(account: string): Pick<Credentials, 'accessKeyId' | 'secretAccessKey'> {
    const key = this.keys.ofRoot(account) ?? this.keys.issueLasting({ kind: 'root', account });
    return { accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey };
  }

  keyOf(accessKeyId: string): AccessKey | undefined {
    return this.keys.find(accessKeyId);
  }

  authorize(request: AccessRequest): Decision {
    return this.authorizer.authorize(request);
  }

  #assume(
    principal: Principal,
    roleArn: string,
    sessionName: string,
    { region, context }: { readonly region: string; readonly context?: ConditionContext },
  ): Session | undefined {
    const role = this.roleByArn(roleArn);
    if (!role || !this.authorizer.mayAssume(role, principal, region, context)) return undefined;
    return {
      arn: `${role.arn.replace(/:iam:(.*):role\/.*$/, ':sts:$1:assumed-role')}/${role.name}/${sessionName}`,
      roleArn: role.arn,
      account: role.account,
      assumedRoleId: `${role.id}:${sessionName}`,
    };
  }
}
