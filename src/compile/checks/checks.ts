/** Everything that can be known of a compiled definition without asking AWS, and that AWS does not say, or says worse. */
import type { JsonObject } from '../../json.ts';
import { distributedMaps, waitingTasks } from './express.ts';
import { mostFindings, type Finding } from './finding.ts';
import { wrongCalls } from './intrinsics.ts';
import { unreadableExpressions } from './jsonata.ts';
import { brokenPaths } from './jsonPath.ts';
import { tooLarge, tooMuch } from './limits.ts';
import { machineOf, type Machine } from './machine.ts';
import { unreachableStates } from './reachability.ts';
import { deadEntries } from './recovery.ts';
import { unknownVariables } from './variables.ts';

/** Each looks at one thing. */
const checks: readonly ((machine: Machine) => readonly Finding[])[] = [
  unreachableStates,
  unreadableExpressions,
  brokenPaths,
  wrongCalls,
  unknownVariables,
  deadEntries,
  distributedMaps,
  waitingTasks,
  tooMuch,
];

/** The definition's functions may still stand in it as references. */
export function findingsIn(definition: JsonObject, type: Machine['type']): Finding[] {
  const machine = machineOf(definition, type);
  const whole = tooLarge(machine);
  return whole.length > 0 ? whole : checks.flatMap((check) => gravest(check(machine)));
}

function gravest(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= mostFindings) return findings;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  return [...errors, ...warnings].slice(0, mostFindings);
}
