import { operation, type Call } from '../service.ts';
import type { IamAccount } from './account.ts';
import type { IamBackend } from './backend.ts';

/** GetAccountSummary: what the account has and may have. What is not here at all counts as none. */
export const getAccountSummary = operation((backend: IamBackend, { caller }: Call<object>) => ({
  SummaryMap: new Map(Object.entries({ ...quotas, ...countsOf(backend.account(caller.account)) })),
}));

function countsOf(account: IamAccount): Readonly<Record<string, number>> {
  const policies = account.ownPolicies();
  return {
    Users: account.users.all().length,
    Roles: account.allRoles().length,
    Policies: policies.length,
    PolicyVersionsInUse: policies.reduce((sum, { versions }) => sum + versions.size, 0),
    Groups: 0,
    InstanceProfiles: 0,
    MFADevices: 0,
    MFADevicesInUse: 0,
    Providers: 0,
    ServerCertificates: 0,
    AccountAccessKeysPresent: 0,
    AccountMFAEnabled: 0,
    AccountPasswordPresent: 1,
    AccountSigningCertificatesPresent: 0,
  };
}

/** IAM quotas as a new account has them. */
const quotas: Readonly<Record<string, number>> = {
  AccessKeysPerUserQuota: 2,
  AssumeRolePolicySizeQuota: 2048,
  AttachedPoliciesPerGroupQuota: 10,
  AttachedPoliciesPerRoleQuota: 10,
  AttachedPoliciesPerUserQuota: 10,
  GlobalEndpointTokenVersion: 1,
  GroupPolicySizeQuota: 5120,
  GroupsPerUserQuota: 10,
  GroupsQuota: 300,
  InstanceProfilesQuota: 1000,
  PoliciesQuota: 1500,
  PolicySizeQuota: 6144,
  PolicyVersionsInUseQuota: 10_000,
  RolePolicySizeQuota: 10_240,
  RolesQuota: 1000,
  ServerCertificatesQuota: 20,
  SigningCertificatesPerUserQuota: 2,
  UserPolicySizeQuota: 2048,
  UsersQuota: 5000,
  VersionsPerPolicyQuota: 5,
};
