import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Finding } from './finding.ts';
import type { CheckedState, Machine, StateList } from './machine.ts';

/**
 * States that nothing leads to from where their list starts. AWS refuses one that no state names, and takes those that lead
 * only to each other.
 */
export function unreachableStates({ lists }: Machine): Finding[] {
  return lists.flatMap((list) => {
    const reached = reachedIn(list);
    if (reached.size === 0) return [];
    const named = new Set(list.states.flatMap(({ fields }) => targetsOf(fields)));
    return list.states
      .filter(({ name }) => !reached.has(name))
      .map(({ name, path }): Finding => ({
        path,
        what: `nothing leads to "${name}"`,
        hint: 'Let a state lead to it, or take it out',
        severity: named.has(name) ? 'warning' : 'error',
      }));
  });
}

/** None when it starts nowhere. */
function reachedIn({ startAt, states }: StateList): ReadonlySet<string> {
  const byName = new Map(states.map((state): [string, CheckedState] => [state.name, state]));
  const reached = new Set<string>();
  const open = startAt !== undefined && byName.has(startAt) ? [startAt] : [];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    open.push(...targetsOf(byName.get(name)?.fields ?? {}));
  }
  return reached;
}

/** The names that a state leads to. */
export function targetsOf(state: JsonObject): string[] {
  const others = ['Choices', 'Catch'].flatMap((key) => {
    const list = state[key];
    return Array.isArray(list)
      ? (list as readonly Json[]).flatMap((one) => (isObject(one) ? [one.Next] : []))
      : [];
  });
  return [state.Next, state.Default, ...others].filter((name) => typeof name === 'string');
}
