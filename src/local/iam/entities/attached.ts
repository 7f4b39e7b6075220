/** The managed policies that a role or a user carries. */
import { operation, type Call, type Operation } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { limitExceeded, noSuchEntity } from '../errors.ts';
import { required } from '../input.ts';
import { pageOf, type PageRequest } from '../page.ts';
import { requireEntity, type EntityKind, type EntityName } from './entity.ts';

interface Attachment extends EntityName {
  readonly PolicyArn?: string;
}

/** IAM quotas, "Managed policies attached to an IAM role" (and to a user). */
const mostAttached = 10;
const quotas: Readonly<Record<EntityKind, string>> = { role: 'PoliciesPerRole', user: 'PoliciesPerUser' };

/** Attaching again what is attached changes nothing. */
export function attachPolicy(kind: EntityKind): Operation<IamBackend> {
  return operation((backend: IamBackend, { input, caller }: Call<Attachment>) => {
    const account = backend.account(caller.account);
    const { access } = requireEntity(kind, account, input);
    const arn = required('policyArn', input.PolicyArn);
    account.policy(arn, `Policy ${arn} does not exist or is not attachable.`);
    const { attached } = access.latest;
    if (attached.includes(arn)) return {};
    if (attached.length >= mostAttached) {
      throw limitExceeded(`Cannot exceed quota for ${quotas[kind]}: ${mostAttached}`);
    }
    access.set({ ...access.latest, attached: [...attached, arn] });
    return {};
  });
}

export function detachPolicy(kind: EntityKind): Operation<IamBackend> {
  return operation((backend: IamBackend, { input, caller }: Call<Attachment>) => {
    const account = backend.account(caller.account);
    const { access } = requireEntity(kind, account, input);
    const arn = required('policyArn', input.PolicyArn);
    account.policy(arn);
    const { attached } = access.latest;
    if (!attached.includes(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
    access.set({ ...access.latest, attached: attached.filter((other) => other !== arn) });
    return {};
  });
}

interface AttachedRequest extends EntityName, PageRequest {
  readonly PathPrefix?: string;
}

export function listAttachedPolicies(kind: EntityKind): Operation<IamBackend> {
  return operation((backend: IamBackend, { input, caller }: Call<AttachedRequest>) => {
    const account = backend.account(caller.account);
    const { access } = requireEntity(kind, account, input);
    const policies = access.latest.attached.map((arn) => account.policy(arn));
    const { items, rest } = pageOf(
      policies.filter(({ path }) => path.startsWith(input.PathPrefix ?? '/')),
      input,
    );
    return {
      AttachedPolicies: items.map(({ name, arn }) => ({ PolicyName: name, PolicyArn: arn })),
      ...rest,
    };
  });
}
