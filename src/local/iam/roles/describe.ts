/** A role as IAM's answers show it. */
import type { Role as RoleShape } from '@aws-sdk/client-iam';
import { encodeDocument } from '../document/document.ts';
import { describeBoundary } from '../entities/boundary.ts';
import type { Role } from '../model.ts';
import { tagList } from '../tags.ts';

/** What every answer has. */
export function describeRole(role: Role): RoleShape {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.created,
    AssumeRolePolicyDocument: encodeDocument(role.access.latest.trust),
    Description: role.description,
  };
}

/** As in lists: GetRole alone tells tags, boundary and last use. */
export function describeListedRole(role: Role): RoleShape {
  return { ...describeRole(role), MaxSessionDuration: role.maxSessionSeconds };
}

/** As GetRole answers. When a role was last used takes AWS hours to tell; here it is never told. */
export function describeWholeRole(role: Role): RoleShape {
  return { ...describeListedRole(role), ...describeExtras(role), RoleLastUsed: {} };
}

export function describeExtras({ tags, access }: Role): Pick<RoleShape, 'Tags' | 'PermissionsBoundary'> {
  const { boundary } = access.latest;
  return {
    ...(tags.size > 0 && { Tags: tagList(tags) }),
    ...(boundary !== undefined && { PermissionsBoundary: describeBoundary(boundary) }),
  };
}
