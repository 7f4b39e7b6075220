/** Everything that can be known of a compiled definition without asking AWS, and that AWS does not say, or says worse. */
import type { JsonObject } from '../../json.ts';
import type { Finding } from './finding.ts';
import { machineOf, type Machine } from './machine.ts';
import { unreachableStates } from './reachability.ts';

/** Each looks at one thing. */
const checks: readonly ((machine: Machine) => readonly Finding[])[] = [unreachableStates];

export function findingsIn(definition: JsonObject, type: 'STANDARD' | 'EXPRESS'): Finding[] {
  const machine = machineOf(definition, type);
  return checks.flatMap((check) => check(machine));
}
