/** Retry and Catch: the first entry that names an error has it. */
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Finding } from './finding.ts';
import type { CheckedState, Machine } from './machine.ts';

/** Entries all of whose errors an earlier entry takes already. AWS accepts them, and they never do anything. */
export function deadEntries({ states }: Machine): Finding[] {
  return states.flatMap((state) => ['Retry', 'Catch'].flatMap((field) => deadIn(state, field)));
}

function deadIn({ fields, path, type }: CheckedState, field: string): Finding[] {
  const entries = fields[field];
  if (!Array.isArray(entries)) return [];
  const taken = new Set<string>();
  return (entries as readonly Json[]).flatMap((entry, index): Finding[] => {
    const names = isObject(entry) ? errorsOf(entry) : [];
    const isDead = names.length > 0 && names.every((name) => isTaken(name, taken, type));
    for (const name of names) taken.add(name);
    return isDead ? [finding([...path, field, index, 'ErrorEquals'], names)] : [];
  });
}

function errorsOf({ ErrorEquals: names }: JsonObject): string[] {
  return Array.isArray(names) ? (names as readonly Json[]).filter((name) => typeof name === 'string') : [];
}

/** States.TaskFailed stands for what a task fails with, but for its timeouts [ASL, "Error names"]; what else AWS excepts is its own. */
function isTaken(name: string, taken: ReadonlySet<string>, type: unknown): boolean {
  if (taken.has(name)) return true;
  return type === 'Task' && taken.has('States.TaskFailed') && !name.startsWith('States.');
}

function finding(path: Finding['path'], names: readonly string[]): Finding {
  return {
    path,
    what: `${names.join(', ')} never comes to this entry: an earlier one takes it`,
    hint: 'Put it before that one, or take it out',
    severity: 'warning',
  };
}
