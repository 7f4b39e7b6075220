/** The policies that stand in a role itself. */
import type {
  DeleteRolePolicyRequest,
  GetRolePolicyRequest,
  GetRolePolicyResponse,
  ListRolePoliciesRequest,
  ListRolePoliciesResponse,
  PutRolePolicyRequest,
} from '@aws-sdk/client-iam';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { encodeDocument, sizeOf } from '../document/document.ts';
import { acceptInlinePolicy } from '../document/identity.ts';
import { limitExceeded, noSuchEntity } from '../errors.ts';
import { checked, required } from '../input.ts';
import { pageOf } from '../page.ts';

/** Characters of all of a role's inline policies together (IAM quotas). */
const mostInlineCharacters = 10_240;

export const putRolePolicy = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<PutRolePolicyRequest>>) => {
    const { name, access } = backend.account(caller.account).role(required('roleName', input.RoleName));
    const policyName = checked('name', 'policyName', input.PolicyName);
    const document = acceptInlinePolicy(required('policyDocument', input.PolicyDocument));
    const inline = new Map(access.latest.inline).set(policyName, document);
    const size = [...inline.values()].reduce((sum, { text }) => sum + sizeOf(text), 0);
    if (size > mostInlineCharacters) {
      throw limitExceeded(`Maximum policy size of ${mostInlineCharacters} bytes exceeded for role ${name}`);
    }
    access.set({ ...access.latest, inline });
    return {};
  },
);

export const getRolePolicy = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<GetRolePolicyRequest>>): GetRolePolicyResponse => {
    const { name, access } = backend.account(caller.account).role(required('roleName', input.RoleName));
    const policyName = required('policyName', input.PolicyName);
    const document = access.latest.inline.get(policyName);
    if (!document) throw noSuchRolePolicy(policyName);
    return { RoleName: name, PolicyName: policyName, PolicyDocument: encodeDocument(document) };
  },
);

export const deleteRolePolicy = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<DeleteRolePolicyRequest>>) => {
    const { access } = backend.account(caller.account).role(required('roleName', input.RoleName));
    const policyName = required('policyName', input.PolicyName);
    const inline = new Map(access.latest.inline);
    if (!inline.delete(policyName)) throw noSuchRolePolicy(policyName);
    access.set({ ...access.latest, inline });
    return {};
  },
);

export const listRolePolicies = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<ListRolePoliciesRequest>>): ListRolePoliciesResponse => {
    const { access } = backend.account(caller.account).role(required('roleName', input.RoleName));
    const { items, rest } = pageOf([...access.latest.inline.keys()].sort(), input);
    return { PolicyNames: [...items], ...rest };
  },
);

function noSuchRolePolicy(name: string): Error {
  return noSuchEntity(`The role policy with name ${name} cannot be found.`);
}
