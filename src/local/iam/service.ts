import type { QueryService } from '../service.ts';
import { getAccountSummary } from './account-summary.ts';
import { iamIntents } from './authorization.ts';
import type { IamBackend } from './backend.ts';
import { attachPolicy, detachPolicy, listAttachedPolicies } from './entities/attached.ts';
import { deleteBoundary, putBoundary } from './entities/boundary.ts';
import { deletePolicyOf, getPolicyOf, listPoliciesOf, putPolicy } from './entities/inline.ts';
import { listEntityTags, tagEntity, untagEntity } from './entities/tags.ts';
import { createPolicy } from './policies/create.ts';
import { deletePolicy } from './policies/delete.ts';
import { getPolicy, getPolicyVersion } from './policies/get.ts';
import { listEntitiesForPolicy, listPolicies } from './policies/list.ts';
import { listPolicyTags, tagPolicy, untagPolicy } from './policies/tags.ts';
import {
  createPolicyVersion,
  deletePolicyVersion,
  listPolicyVersions,
  setDefaultPolicyVersion,
} from './policies/versions.ts';
import { createRole } from './roles/create.ts';
import { deleteRole } from './roles/delete.ts';
import { getRole } from './roles/get.ts';
import { listInstanceProfilesForRole, listRoles } from './roles/list.ts';
import { updateAssumeRolePolicy } from './roles/trust.ts';
import { updateRole, updateRoleDescription } from './roles/update.ts';
import {
  getContextKeysForCustomPolicy,
  getContextKeysForPrincipalPolicy,
  simulateCustomPolicy,
  simulatePrincipalPolicy,
} from './simulate/operations.ts';
import { createAccessKey, deleteAccessKey, listAccessKeys, updateAccessKey } from './users/access-keys.ts';
import {
  listMfaDevices,
  listServiceSpecificCredentials,
  listSigningCertificates,
  listSshPublicKeys,
  listVirtualMfaDevices,
  noLoginProfile,
} from './users/other-credentials.ts';
import { createUser, deleteUser, getUser, listGroupsForUser, listUsers } from './users/users.ts';

export const iamService: QueryService<IamBackend> = {
  signingName: 'iam',
  protocol: 'query',
  apiVersion: '2010-05-08',
  xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  emptyResults: ['UpdateRole'],
  operations: {
    CreateRole: createRole,
    GetRole: getRole,
    UpdateRole: updateRole,
    UpdateRoleDescription: updateRoleDescription,
    UpdateAssumeRolePolicy: updateAssumeRolePolicy,
    DeleteRole: deleteRole,
    ListRoles: listRoles,
    ListInstanceProfilesForRole: listInstanceProfilesForRole,
    TagRole: tagEntity('role'),
    UntagRole: untagEntity('role'),
    ListRoleTags: listEntityTags('role'),
    PutRolePermissionsBoundary: putBoundary('role'),
    DeleteRolePermissionsBoundary: deleteBoundary('role'),
    PutRolePolicy: putPolicy('role'),
    GetRolePolicy: getPolicyOf('role'),
    DeleteRolePolicy: deletePolicyOf('role'),
    ListRolePolicies: listPoliciesOf('role'),
    AttachRolePolicy: attachPolicy('role'),
    DetachRolePolicy: detachPolicy('role'),
    ListAttachedRolePolicies: listAttachedPolicies('role'),
    CreateUser: createUser,
    GetUser: getUser,
    DeleteUser: deleteUser,
    ListUsers: listUsers,
    ListGroupsForUser: listGroupsForUser,
    TagUser: tagEntity('user'),
    UntagUser: untagEntity('user'),
    ListUserTags: listEntityTags('user'),
    PutUserPermissionsBoundary: putBoundary('user'),
    DeleteUserPermissionsBoundary: deleteBoundary('user'),
    PutUserPolicy: putPolicy('user'),
    GetUserPolicy: getPolicyOf('user'),
    DeleteUserPolicy: deletePolicyOf('user'),
    ListUserPolicies: listPoliciesOf('user'),
    AttachUserPolicy: attachPolicy('user'),
    DetachUserPolicy: detachPolicy('user'),
    ListAttachedUserPolicies: listAttachedPolicies('user'),
    CreateAccessKey: createAccessKey,
    ListAccessKeys: listAccessKeys,
    UpdateAccessKey: updateAccessKey,
    DeleteAccessKey: deleteAccessKey,
    ListSSHPublicKeys: listSshPublicKeys,
    ListMFADevices: listMfaDevices,
    ListVirtualMFADevices: listVirtualMfaDevices,
    ListSigningCertificates: listSigningCertificates,
    ListServiceSpecificCredentials: listServiceSpecificCredentials,
    GetLoginProfile: noLoginProfile,
    DeleteLoginProfile: noLoginProfile,
    CreatePolicy: createPolicy,
    GetPolicy: getPolicy,
    DeletePolicy: deletePolicy,
    ListPolicies: listPolicies,
    ListEntitiesForPolicy: listEntitiesForPolicy,
    CreatePolicyVersion: createPolicyVersion,
    GetPolicyVersion: getPolicyVersion,
    SetDefaultPolicyVersion: setDefaultPolicyVersion,
    DeletePolicyVersion: deletePolicyVersion,
    ListPolicyVersions: listPolicyVersions,
    TagPolicy: tagPolicy,
    UntagPolicy: untagPolicy,
    ListPolicyTags: listPolicyTags,
    GetAccountSummary: getAccountSummary,
    SimulateCustomPolicy: simulateCustomPolicy,
    SimulatePrincipalPolicy: simulatePrincipalPolicy,
    GetContextKeysForCustomPolicy: getContextKeysForCustomPolicy,
    GetContextKeysForPrincipalPolicy: getContextKeysForPrincipalPolicy,
  },
  intents: iamIntents,
};
