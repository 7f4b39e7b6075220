/** The versions of a managed policy; the default one counts. */
import type {
  CreatePolicyVersionRequest,
  CreatePolicyVersionResponse,
  DeletePolicyVersionRequest,
  ListPolicyVersionsRequest,
  ListPolicyVersionsResponse,
  SetDefaultPolicyVersionRequest,
} from '@aws-sdk/client-iam';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { deleteConflict, limitExceeded, noSuchEntity } from '../errors.ts';
import { flag, required } from '../input.ts';
import type { ManagedPolicy, OwnPolicy, PolicyVersion } from '../model.ts';
import { pageOf } from '../page.ts';
import { acceptDocument } from './accept.ts';
import { describeVersion } from './describe.ts';

/** IAM quotas, "Versions per managed policy". */
const mostVersions = 5;

/** A version by its id. Throws NoSuchEntity. */
export function versionOf(policy: ManagedPolicy, id: string | undefined): PolicyVersion {
  const version = policy.versions.get(required('versionId', id));
  if (version) return version;
  throw noSuchEntity(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`);
}

export const createPolicyVersion = operation(
  (
    backend: IamBackend,
    { input, caller }: Call<Wire<CreatePolicyVersionRequest>>,
  ): CreatePolicyVersionResponse => {
    const policy = backend.account(caller.account).ownPolicy(required('policyArn', input.PolicyArn));
    const document = acceptDocument(input.PolicyDocument);
    if (policy.versions.size >= mostVersions) {
      throw limitExceeded(
        `A managed policy can have up to ${mostVersions} versions. Before you create a new version, you must delete an existing version.`,
      );
    }
    const created = new Date(backend.cloud.clock.now());
    policy.versionsMade += 1;
    const version = { id: `v${policy.versionsMade}`, created, document };
    policy.versions.set(version.id, version);
    if (flag(input.SetAsDefault)) setDefault(policy, version, created);
    return { PolicyVersion: describeVersion(policy, version) };
  },
);

export const setDefaultPolicyVersion = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<SetDefaultPolicyVersionRequest>>) => {
    const policy = backend.account(caller.account).ownPolicy(required('policyArn', input.PolicyArn));
    setDefault(policy, versionOf(policy, input.VersionId), new Date(backend.cloud.clock.now()));
    return {};
  },
);

export const deletePolicyVersion = operation(
  (backend: IamBackend, { input, caller }: Call<Wire<DeletePolicyVersionRequest>>) => {
    const policy = backend.account(caller.account).ownPolicy(required('policyArn', input.PolicyArn));
    const version = versionOf(policy, input.VersionId);
    if (version.id === policy.defaultVersion) {
      throw deleteConflict('Cannot delete the default version of a policy.');
    }
    policy.versions.delete(version.id);
    return {};
  },
);

/** Newest first. */
export const listPolicyVersions = operation(
  (
    backend: IamBackend,
    { input, caller }: Call<Wire<ListPolicyVersionsRequest>>,
  ): ListPolicyVersionsResponse => {
    const policy = backend.account(caller.account).policy(required('policyArn', input.PolicyArn));
    const { items, rest } = pageOf([...policy.versions.values()].reverse(), input);
    return { Versions: items.map((version) => describeVersion(policy, version)), ...rest };
  },
);

function setDefault(policy: OwnPolicy, version: PolicyVersion, at: Date): void {
  policy.defaultVersion = version.id;
  policy.updated = at;
  policy.document.set(version.document);
}
