/** `service:` → a Task that calls an operation of an AWS service. */
import type { JsonObject } from '../../json.ts';
import type { ServiceStep } from '../../workflow/step.ts';
import { integration } from './task.ts';

export function serviceState({ service, operation, pattern }: ServiceStep): JsonObject {
  const name = `${service}:${operation}`;
  return integration(name, pattern === 'sync' ? syncOf(name) : pattern);
}

/** The end of an execution has its output as a text with `.sync`, as a value with `.sync:2`. */
export function syncOf(name: string): string {
  return name === 'states:startExecution' ? 'sync:2' : 'sync';
}
