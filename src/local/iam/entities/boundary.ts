/** The permissions boundary of a role or a user. */
import type { AttachedPermissionsBoundary, PermissionsBoundaryAttachmentType } from '@aws-sdk/client-iam';
import { operation, type Call, type Operation } from '../../service.ts';
import type { IamAccount } from '../account.ts';
import type { IamBackend } from '../backend.ts';
import { required } from '../input.ts';
import { requireEntity, type EntityKind, type EntityName } from './entity.ts';

/** The ARN of a policy that can be a boundary. Throws NoSuchEntity. */
export function requireBoundary(account: IamAccount, arn: string): string {
  account.policy(arn, `Scope ARN: ${arn} does not exist or is not attachable.`);
  return arn;
}

export function putBoundary(kind: EntityKind): Operation<IamBackend> {
  return operation(
    (
      backend: IamBackend,
      { input, caller }: Call<EntityName & { readonly PermissionsBoundary?: string }>,
    ) => {
      const account = backend.account(caller.account);
      const { access } = requireEntity(kind, account, input);
      const boundary = requireBoundary(account, required('permissionsBoundary', input.PermissionsBoundary));
      access.set({ ...access.latest, boundary });
      return {};
    },
  );
}

export function deleteBoundary(kind: EntityKind): Operation<IamBackend> {
  return operation((backend: IamBackend, { input, caller }: Call<EntityName>) => {
    const { access } = requireEntity(kind, backend.account(caller.account), input);
    access.set({ ...access.latest, boundary: undefined });
    return {};
  });
}

/** AWS answers `Policy`, whatever its model says. */
export function describeBoundary(arn: string): AttachedPermissionsBoundary {
  const type = 'Policy' as string as PermissionsBoundaryAttachmentType;
  return { PermissionsBoundaryType: type, PermissionsBoundaryArn: arn };
}
