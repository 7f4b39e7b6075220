import type { QueryService } from '../service.ts';
import type { IamBackend } from './backend.ts';
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
import { attachRolePolicy, detachRolePolicy, listAttachedRolePolicies } from './role-policies/attached.ts';
import { deleteRolePolicy, getRolePolicy, listRolePolicies, putRolePolicy } from './role-policies/inline.ts';
import { deleteRolePermissionsBoundary, putRolePermissionsBoundary } from './roles/boundary.ts';
import { createRole } from './roles/create.ts';
import { deleteRole } from './roles/delete.ts';
import { getRole } from './roles/get.ts';
import { listInstanceProfilesForRole, listRoles } from './roles/list.ts';
import { listRoleTags, tagRole, untagRole } from './roles/tags.ts';
import { updateAssumeRolePolicy } from './roles/trust.ts';
import { updateRole, updateRoleDescription } from './roles/update.ts';

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
    TagRole: tagRole,
    UntagRole: untagRole,
    ListRoleTags: listRoleTags,
    PutRolePermissionsBoundary: putRolePermissionsBoundary,
    DeleteRolePermissionsBoundary: deleteRolePermissionsBoundary,
    PutRolePolicy: putRolePolicy,
    GetRolePolicy: getRolePolicy,
    DeleteRolePolicy: deleteRolePolicy,
    ListRolePolicies: listRolePolicies,
    AttachRolePolicy: attachRolePolicy,
    DetachRolePolicy: detachRolePolicy,
    ListAttachedRolePolicies: listAttachedRolePolicies,
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
  },
};
