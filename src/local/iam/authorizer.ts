/** Decides requests: gathers the policies that bear on one, as they have arrived by now. */
import type { AccessRequest, ConditionContext, Decision, Principal, Session } from '../cloud.ts';
import type { IamBackend } from './backend.ts';
import { buildContext } from './evaluate/context.ts';
import { decide, type Limit, type Policies, type ResourcePolicy } from './evaluate/decide.ts';
import { describeDenial, type Denial } from './evaluate/denial.ts';
import { parsePolicy, type Policy } from './evaluate/policy.ts';
import type { Permissions, Role, User } from './model.ts';

export class Authorizer {
  readonly #backend: IamBackend;
  readonly #sessionPolicies = new WeakMap<Session, readonly Policy[]>();

  constructor(backend: IamBackend) {
    this.#backend = backend;
  }

  /** Keeps a session within policies of its own (AssumeRole's `Policy` and `PolicyArns`). */
  restrict(session: Session, policies: readonly Policy[]): void {
    this.#sessionPolicies.set(session, policies);
  }

  /** What a session was restricted to, if it was. */
  restrictionOf(session: Session): readonly Policy[] | undefined {
    return this.#sessionPolicies.get(session);
  }

  authorize(request: AccessRequest): Decision {
    const region = request.resource.split(':')[3] ?? '';
    const policy = request.resourcePolicy && parsePolicy(request.resourcePolicy);
    const denial = this.#denial(request, region, policy && { kind: 'resource-based policy', policy });
    if (!denial) return { allowed: true };
    return { allowed: false, message: describeDenial(request, denial) };
  }

  /** Whether the role trusts the principal, and the principal may. `region` is where a service asks. */
  mayAssume(role: Role, principal: Principal, region: string, context: ConditionContext = {}): boolean {
    const policy = role.access.seen()?.trust.policy;
    if (!policy) return false;
    const request = {
      principal,
      action: 'sts:AssumeRole',
      resource: role.arn,
      resourceAccount: role.account,
      context,
    };
    return !this.#denial(request, region, { kind: 'role trust policy', policy });
  }

  #denial(request: AccessRequest, region: string, resource: ResourcePolicy | undefined): Denial | undefined {
    const { principal, context: given = {} } = request;
    const holder = this.#holderOf(principal);
    const principalTags = holder?.tags ?? new Map<string, string>();
    const now = this.#backend.cloud.clock.now();
    const context = buildContext({ given, request, principalTags, now });
    const own = holder ? this.#policiesOf(holder, principal) : none;
    return decide({ request, region, context }, { ...own, ...(resource && { resource }) });
  }

  /**
   * The role or the user whose policies count. One deleted since, made again or not, leaves its sessions and its keys with
   * nothing.
   */
  #holderOf(principal: Principal): Role | User | undefined {
    if (principal.kind === 'session') {
      const { roleArn, assumedRoleId } = principal.session;
      const role = this.#backend.roleByArn(roleArn);
      return role && assumedRoleId.startsWith(`${role.id}:`) ? role : undefined;
    }
    if (principal.kind !== 'user') return undefined;
    const { account, name, id } = principal.user;
    const user = this.#backend.account(account).users.find(name);
    return user?.id === id ? user : undefined;
  }

  #policiesOf(holder: Role | User, principal: Principal): Policies {
    const access: Permissions | undefined = holder.access.seen();
    if (!access) return none;
    const inline = [...access.inline.values()].map(({ policy }) => policy);
    const attached = access.attached.flatMap((arn) => this.#managed(holder, arn));
    return { identity: [...inline, ...attached], limits: this.#limitsOf(holder, principal, access.boundary) };
  }

  #limitsOf(holder: Role | User, principal: Principal, boundary: string | undefined): Limit[] {
    const scope = principal.kind === 'session' ? this.#sessionPolicies.get(principal.session) : undefined;
    return [
      ...(boundary
        ? [{ kind: 'permissions boundary', policies: this.#managed(holder, boundary) } as const]
        : []),
      ...(scope ? [{ kind: 'session policy', policies: scope } as const] : []),
    ];
  }

  /** None while the policy has not arrived. */
  #managed({ account }: Role | User, arn: string): Policy[] {
    const document = this.#backend.account(account).findPolicy(arn)?.document.seen();
    return document ? [document.policy] : [];
  }
}

const none: Policies = { identity: [], limits: [] };
