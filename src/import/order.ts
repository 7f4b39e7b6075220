import { targetsOf } from '../compile/checks/reachability.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';

/**
 * The names of a machine's states in the order to read them: from the start on, each behind all that lead to it but for
 * loops, the usual way before the others. Those that nothing leads to come last.
 */
export function readingOrder({ StartAt, States }: JsonObject): string[] {
  const states = isObject(States) ? States : {};
  const ended: string[] = [];
  const seen = new Set<string>();
  const open: Visit[] = typeof StartAt === 'string' ? enter(StartAt) : [];
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const next = top.targets.pop();
    if (next !== undefined) open.push(...enter(next));
    else {
      ended.push(top.name);
      open.pop();
    }
  }
  return [...ended.reverse(), ...Object.keys(states).filter((name) => !seen.has(name))];

  function enter(name: string): Visit[] {
    const state: Json | undefined = Object.hasOwn(states, name) ? states[name] : undefined;
    if (state === undefined || seen.has(name)) return [];
    seen.add(name);
    return [{ name, targets: isObject(state) ? inOrderOfReading(state) : [] }];
  }
}

interface Visit {
  readonly name: string;
  /** Where it leads to, what is to be read first at the beginning. */
  readonly targets: string[];
}

/** A choice reads rule by rule; its default is what is left. */
function inOrderOfReading(state: JsonObject): string[] {
  const [fallback, ...others] = targetsOf(state);
  if (fallback === undefined || state.Type !== 'Choice' || state.Default === undefined)
    return targetsOf(state);
  return [...others, fallback];
}
