/** The Task states of a definition, wherever they stand: top level, branches of Parallel, processors of Map. */
import { isObject, type Json, type JsonObject } from '../../json.ts';

export interface Task {
  /** The state's name. */
  readonly state: string;
  readonly resource: string;
  /** `Arguments` (JSONata) or `Parameters` (JSONPath); empty when there are none. */
  readonly arguments: JsonObject;
}

export function tasksOf(machine: JsonObject): Task[] {
  return statesOf(machine).flatMap(([name, state]) => {
    const below = innerMachines(state).flatMap(tasksOf);
    if (state['Type'] !== 'Task' || typeof state['Resource'] !== 'string') return below;
    const given = state['Arguments'] ?? state['Parameters'] ?? {};
    return [{ state: name, resource: state['Resource'], arguments: isObject(given) ? given : {} }, ...below];
  });
}

/** States of a machine in the order written, one level deep. */
export function statesOf(machine: JsonObject): [string, JsonObject][] {
  const states = machine['States'];
  if (!isObject(states)) return [];
  return Object.entries(states).filter((entry): entry is [string, JsonObject] => isObject(entry[1]));
}

/** The machines inside a state: Parallel's Branches, Map's ItemProcessor (or Iterator, its older name). */
export function innerMachines(state: JsonObject): JsonObject[] {
  const branches: Json = state['Branches'] ?? [];
  const list = Array.isArray(branches) ? (branches as readonly Json[]) : [];
  return [...list, state['ItemProcessor'] ?? null, state['Iterator'] ?? null].filter(isObject);
}
