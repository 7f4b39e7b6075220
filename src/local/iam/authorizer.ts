/** Decides requests: gathers the policies that bear on one, as they have arrived by now. */
import type { AccessRequest, ConditionContext, Decision, Principal, Session } from '../cloud.ts';
import type { IamBackend } from './backend.ts';
import { buildContext } from './evaluate/context.ts';
import { decide, type Limit, type Policies, type ResourcePolicy } from './evaluate/decide.ts';
import { describeDenial, type Denial } from './evaluate/denial.ts';
import { parsePolicy, type Policy } from './evaluate/policy.ts';
import type { Role } from './model.ts';

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

  authorize(request: AccessRequest): Decision {
    const region = request.resource.split(':')[3] ?? '';
    const policy = request.resourcePolicy && parsePolicy(request.resourcePolicy);
    const denial = this.#denial(request, region, policy && { kind: 'resource-based policy', policy });
    return denial ? { allowed: false, message: describeDenial(request, denial) } : { allowed: true };
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
    const role = principal.kind === 'session' ? this.#roleOf(principal.session) : undefined;
    const principalTags = role?.tags ?? new Map<string, string>();
    const now = this.#backend.cloud.clock.now();
    const context = buildContext({ given, request, principalTags, now });
    const own = principal.kind === 'session' ? this.#policiesOf(principal.session, role) : none;
    return decide({ request, region, context }, { ...own, ...(resource && { resource }) });
  }

  /** The role that a session is of; a role deleted since, made again or not, leaves the session with nothing. */
  #roleOf({ roleArn, assumedRoleId }: Session): Role | undefined {
    const role = this.#backend.roleByArn(roleArn);
    return role && assumedRoleId.startsWith(`${role.id}:`) ? role : undefined;
  }

  #policiesOf(session: Session, role: Role | undefined): Policies {
    const access = role?.access.seen();
    if (!role || !access) return none;
    const inline = [...access.inline.values()].map(({ policy }) => policy);
    const attached = access.attached.flatMap((arn) => this.#managed(role, arn));
    return { identity: [...inline, ...attached], limits: this.#limitsOf(session, role, access.boundary) };
  }

  #limitsOf(session: Session, role: Role, boundary: string | undefined): Limit[] {
    const scope = this.#sessionPolicies.get(session);
    return [
      ...(boundary
        ? [{ kind: 'permissions boundary', policies: this.#managed(role, boundary) } as const]
        : []),
      ...(scope ? [{ kind: 'session policy', policies: scope } as const] : []),
    ];
  }

  /** None while the policy has not arrived. */
  #managed(role: Role, arn: string): Policy[] {
    const document = this.#backend.account(role.account).findPolicy(arn)?.document.seen();
    return document ? [document.policy] : [];
  }
}

const none: Policies = { identity: [], limits: [] };
