import { deleteConflict } from '../errors.ts';
import type { Entity } from './entity.ts';

/** A role or a user goes only when it carries no policy any more. Throws DeleteConflict. */
export function requireNoPolicies({ access }: Pick<Entity, 'access'>): void {
  const { attached, inline } = access.latest;
  if (attached.length > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.');
  if (inline.size > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
}
