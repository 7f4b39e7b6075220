/** Permissions in the user's own words: statements of a role, and what they make of those that had to be wide. */
import type { PermissionSpec } from '../../workflow/workflow.ts';
import type { Statement } from '../blueprint.ts';
import type { Need } from './needs.ts';

/** @param at what the list is called in the file: `permissions`. */
export function ownStatements(
  permissions: readonly PermissionSpec[],
  at: string,
  text: (value: string) => string,
): Statement[] {
  return permissions.map(({ actions, resources }, index) => ({
    sid: `Permission${index + 1}`,
    actions: actions.map(text),
    resources: resources.map(text),
    reason: `${at}[${index}]`,
  }));
}

/** Needs without those actions on everything that the user's permissions speak of: these say on what. */
export function narrowed(
  needs: readonly Need[],
  permissions: readonly Pick<PermissionSpec, 'actions'>[],
): Need[] {
  const patterns = permissions.flatMap(({ actions }) => actions.map(patternOf));
  const isOwn = (action: string): boolean => patterns.some((pattern) => pattern.test(action));
  return needs.map(({ state, grants }) => ({
    state,
    grants: grants.flatMap((grant) => {
      if (!grant.resources.includes('*')) return [grant];
      const actions = grant.actions.filter((action) => !isOwn(action));
      return actions.length > 0 ? [{ ...grant, actions }] : [];
    }),
  }));
}

/** `*` and `?` as IAM has them, in any case of letters [IAM user guide, "Action"]. */
function patternOf(action: string): RegExp {
  const escaped = action.replace(/[\\^$.|+()[\]{}]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
}
