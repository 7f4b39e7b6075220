/** Calls of Step Functions' own API that integrations make, as the execution's role. */
import { randomUUID } from 'node:crypto';
import { callerOf } from '../../caller.ts';
import { requireIntents } from '../authorization.ts';
import { statesService } from '../service.ts';
import type { Task } from './integration.ts';

/**
 * Runs the operation of that name with the rights of the task's session, in the session's account. Undefined where there
 * is none. Throws AwsError.
 */
export async function callStates(
  name: string,
  { backend, home, session, signal }: Task,
  input: object,
  requestId: string = randomUUID(),
): Promise<object | undefined> {
  const operation = Object.hasOwn(statesService.operations, name)
    ? statesService.operations[name]
    : undefined;
  const caller = callerOf({ kind: 'session', session: session() }, home.region, '');
  const call = { input, caller, requestId, signal };
  requireIntents(backend.cloud, name, call);
  return operation?.(backend, call);
}
