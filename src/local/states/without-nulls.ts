import type { Operation } from '../service.ts';
import type { StatesBackend } from './backend.ts';

/** An operation for which a member that is null is as good as absent. */
export function toleratingNulls(operation: Operation<StatesBackend>): Operation<StatesBackend> {
  return (backend, call) => operation(backend, { ...call, input: withoutNulls(call.input) });
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(present.map(([name, member]: [string, unknown]) => [name, withoutNulls(member)]));
}
