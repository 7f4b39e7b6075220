/** Managed policies as IAM's answers show them. */
import type { Policy as PolicyShape, PolicyVersion as PolicyVersionShape } from '@aws-sdk/client-iam';
import type { IamAccount } from '../account.ts';
import { encodeDocument } from '../document/document.ts';
import type { ManagedPolicy, PolicyVersion } from '../model.ts';

export function describePolicy(account: IamAccount, policy: ManagedPolicy): PolicyShape {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersion,
    AttachmentCount: account.attachments(policy.arn),
    PermissionsBoundaryUsageCount: account.boundaries(policy.arn),
    IsAttachable: true,
    CreateDate: policy.created,
    UpdateDate: policy.updated,
  };
}

export function describeVersion(policy: ManagedPolicy, version: PolicyVersion): PolicyVersionShape {
  return {
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersion,
    CreateDate: version.created,
  };
}

/** As GetPolicyVersion answers: the one that tells the document. */
export function describeWholeVersion(policy: ManagedPolicy, version: PolicyVersion): PolicyVersionShape {
  return { ...describeVersion(policy, version), Document: encodeDocument(version.document) };
}
