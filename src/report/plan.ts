/** A plan → lines for people: every change with its reasons, then what each role may do that it could not before. */
import { changesOf, type Plan } from '../deploy/plan.ts';
import type { Style } from './style.ts';
import { changeLine } from './progress.ts';
import { printableLine } from './printable.ts';

export function planLines(plan: Plan, style: Style): string[] {
  const writes = changesOf(plan).filter(({ action }) => action !== 'keep');
  if (writes.length === 0) return [];
  return writes.flatMap((change) => [
    changeLine(change, style),
    ...change.reasons.map((reason) => style.dim(`      ${printableLine(reason)}`)),
    ...grantsOf(plan, change.name, change.resource === 'role' && change.action === 'create').map((line) =>
      style.dim(`      ${line}`),
    ),
  ]);
}

/** The statements of a new role, each with its reason. */
function grantsOf(plan: Plan, roleName: string, isNewRole: boolean): string[] {
  const role = isNewRole ? plan.roles.find(({ wanted }) => wanted.name === roleName) : undefined;
  return (role?.wanted.statements ?? []).map(
    ({ actions, resources, reason }) => `allows ${actions.join(', ')} on ${resources.join(', ')} (${reason})`,
  );
}
