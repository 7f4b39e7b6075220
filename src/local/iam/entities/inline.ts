/** The policies that stand in a role or a user itself. */
import { operation, type Call, type Operation } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { encodeDocument, sizeOf } from '../document/document.ts';
import { acceptInlinePolicy } from '../document/identity.ts';
import { limitExceeded, noSuchEntity } from '../errors.ts';
import { checked, required } from '../input.ts';
import { pageOf, type PageRequest } from '../page.ts';
import { requireEntity, type EntityKind, type EntityName } from './entity.ts';

interface PolicyName extends EntityName {
  readonly PolicyName?: string;
}

/** Characters of all inline policies together (IAM quotas). */
const mostInlineCharacters: Readonly<Record<EntityKind, number>> = { role: 10_240, user: 2048 };

export function putPolicy(kind: EntityKind): Operation<IamBackend> {
  return operation(
    (backend: IamBackend, { input, caller }: Call<PolicyName & { readonly PolicyDocument?: string }>) => {
      const { name, access } = requireEntity(kind, backend.account(caller.account), input);
      const policyName = checked('name', 'policyName', input.PolicyName);
      const document = acceptInlinePolicy(required('policyDocument', input.PolicyDocument));
      const inline = new Map(access.latest.inline).set(policyName, document);
      const size = [...inline.values()].reduce((sum, { text }) => sum + sizeOf(text), 0);
      const most = mostInlineCharacters[kind];
      if (size > most)
        throw limitExceeded(`Maximum policy size of ${most} bytes exceeded for ${kind} ${name}`);
      access.set({ ...access.latest, inline });
      return {};
    },
  );
}

export function getPolicyOf(kind: EntityKind): Operation<IamBackend> {
  return operation((backend: IamBackend, { input, caller }: Call<PolicyName>) => {
    const { name, access } = requireEntity(kind, backend.account(caller.account), input);
    const policyName = required('policyName', input.PolicyName);
    const document = access.latest.inline.get(policyName);
    if (!document) throw noSuchPolicy(kind, policyName);
    const named = kind === 'role' ? { RoleName: name } : { UserName: name };
    return { ...named, PolicyName: policyName, PolicyDocument: encodeDocument(document) };
  });
}

export function deletePolicyOf(kind: EntityKind): Operation<IamBackend> {
  return operation((backend: IamBackend, { input, caller }: Call<PolicyName>) => {
    const { access } = requireEntity(kind, backend.account(caller.account), input);
    const policyName = required('policyName', input.PolicyName);
    const inline = new Map(access.latest.inline);
    if (!inline.delete(policyName)) throw noSuchPolicy(kind, policyName);
    access.set({ ...access.latest, inline });
    return {};
  });
}

export function listPoliciesOf(kind: EntityKind): Operation<IamBackend> {
  return operation((backend: IamBackend, { input, caller }: Call<EntityName & PageRequest>) => {
    const { access } = requireEntity(kind, backend.account(caller.account), input);
    const { items, rest } = pageOf([...access.latest.inline.keys()].sort(), input);
    return { PolicyNames: [...items], ...rest };
  });
}

function noSuchPolicy(kind: EntityKind, name: string): Error {
  return noSuchEntity(`The ${kind} policy with name ${name} cannot be found.`);
}
