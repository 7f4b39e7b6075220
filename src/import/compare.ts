/** Where two definitions differ. */
import { everyState, innerMachines } from '../compile/asl/states.ts';
import { canonicalJson, isObject, type Json, type JsonObject } from '../json.ts';
import type { Path } from '../workflow/workflow.ts';
import { canonical } from './canonical.ts';

/** Whether they are one and the same machine. */
export function isSameMachine(one: JsonObject, other: JsonObject): boolean {
  return canonicalJson(canonical(one)) === canonicalJson(canonical(other));
}

/**
 * The paths of the states that are not the same in both, each without those inside of it; the empty path where it is no
 * state's matter.
 */
export function differences(wanted: JsonObject, got: JsonObject): Path[] {
  const [mine, theirs] = [canonical(wanted), canonical(got)];
  const others = new Map(everyState(theirs).map(({ path, state }) => [JSON.stringify(path), state]));
  const states = everyState(mine).flatMap(({ path, state }) => {
    const other = others.get(JSON.stringify(path));
    return other && isSame(shell(state), shell(other)) ? [] : [path];
  });
  return [...(isSame(withoutStates(mine), withoutStates(theirs)) ? [] : [[]]), ...states];
}

/** A state with the machines inside of it, but not with their states. */
function shell(state: JsonObject): JsonObject {
  const machines = innerMachines(state).map(([path, machine]) => [path.join('/'), withoutStates(machine)]);
  return { ...state, Branches: null, ItemProcessor: null, Iterator: null, machines };
}

function withoutStates(machine: JsonObject): JsonObject {
  const { States } = machine;
  return { ...machine, States: isObject(States) ? Object.keys(States).sort() : (States ?? null) };
}

function isSame(a: Json, b: Json): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
