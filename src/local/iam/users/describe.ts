/** A user as IAM's answers show it. */
import type { User as UserShape } from '@aws-sdk/client-iam';
import { describeBoundary } from '../entities/boundary.ts';
import type { User } from '../model.ts';
import { tagList } from '../tags.ts';

/** As in lists. */
export function describeUser({ path, name, id, arn, created }: User): UserShape {
  return { Path: path, UserName: name, UserId: id, Arn: arn, CreateDate: created };
}

export function describeWholeUser(user: User): UserShape {
  const { tags, access } = user;
  const { boundary } = access.latest;
  return {
    ...describeUser(user),
    ...(tags.size > 0 && { Tags: tagList(tags) }),
    ...(boundary !== undefined && { PermissionsBoundary: describeBoundary(boundary) }),
  };
}
