/** Calls of Step Functions' own API that integrations make, as the execution's role. */
import { randomUUID } from 'node:crypto';
import { partitionOf } from '../../caller.ts';
import type { Operation } from '../../service.ts';
import type { StatesBackend } from '../backend.ts';
import type { Task } from './integration.ts';

/** Runs an operation with the rights of the task's session, in the session's account. Throws AwsError. */
export async function callStates(
  operation: Operation<StatesBackend>,
  { backend, home, session, signal }: Task,
  input: object,
  requestId: string = randomUUID(),
): Promise<object> {
  const acting = session();
  const caller = {
    account: acting.account,
    region: home.region,
    partition: partitionOf(home.region),
    arn: acting.arn,
    accessKeyId: '',
    session: acting,
  };
  return operation(backend, { input, caller, requestId, signal });
}
