/** Roles that are made, and roles that the user brings. */
import type { RoleBlueprint } from '../blueprint.ts';
import type { Names } from '../names.ts';

type Purpose = Pick<RoleBlueprint, 'description' | 'trust' | 'statements'>;

export function ownRole(
  name: string,
  names: Names,
  purpose: Purpose,
  permissionsBoundary: string | undefined,
): RoleBlueprint {
  return {
    name,
    arn: names.roleArn(name),
    path: names.rolePath,
    ...purpose,
    ...(permissionsBoundary !== undefined && { permissionsBoundary }),
    isGiven: false,
  };
}

/** `arn:PARTITION:iam::ACCOUNT:role/PATH/NAME` */
export function givenRole(arn: string, purpose: Purpose): RoleBlueprint {
  const [, ...segments] = arn.split('/');
  const name = segments.pop() ?? '';
  return { name, arn, path: ['', ...segments, ''].join('/'), ...purpose, isGiven: true };
}
