/** The states of a machine in ASL, wherever they stand: top level, branches of Parallel, processors of Map. */
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Path } from '../../workflow/workflow.ts';

export interface LocatedState {
  readonly name: string;
  readonly state: JsonObject;
  /** Where the state stands in the document. */
  readonly path: Path;
}

/** Every state of a machine in the order written, each before those inside of it. `at` is the machine's own path. */
export function everyState(machine: JsonObject, at: Path = []): LocatedState[] {
  const states = machine.States;
  if (!isObject(states)) return [];
  return Object.entries(states).flatMap(([name, state]) => {
    const path = [...at, 'States', name];
    return isObject(state) ? [{ name, state, path }, ...innerStates(state, path)] : [];
  });
}

/** Every state inside a state. `at` is the state's own path. */
export function innerStates(state: JsonObject, at: Path): LocatedState[] {
  return innerMachines(state).flatMap(([key, machine]) => everyState(machine, [...at, ...key]));
}

/** The machines inside a state: Parallel's Branches, Map's ItemProcessor (or Iterator, its older name). */
export function innerMachines(state: JsonObject): [Path, JsonObject][] {
  const branches = state.Branches;
  const list = Array.isArray(branches) ? (branches as readonly Json[]) : [];
  const candidates: [Path, Json | undefined][] = [
    ...list.map((branch, index): [Path, Json] => [['Branches', index], branch]),
    [['ItemProcessor'], state.ItemProcessor],
    [['Iterator'], state.Iterator],
  ];
  return candidates.filter((entry): entry is [Path, JsonObject] => isObject(entry[1]));
}
