import { randomUUID } from 'node:crypto';
import type { TestStateInput, TestStateOutput } from '@aws-sdk/client-sfn';
import { testState as runTest, TestStateRefusal } from '../../asl/index.ts';
import type { TestedState, TestStateRequest } from '../../asl/index.ts';
import { AwsError } from '../../errors.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import { statesArn } from '../arn.ts';
import { requireAccess } from '../authorization.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, oneOf, required, text } from '../constraints.ts';
import { traceOf } from '../integrations/http/trace.ts';
import type { InspectedExchange } from '../integrations/integration.ts';
import { ExecutionRole } from '../role.ts';
import { IntegrationRunner } from '../task-runner.ts';

const members = {
  definition: required(text(1, 1_048_576)),
  stateName: text(1, 80),
  roleArn: text(1, 256),
  input: text(0, 262_144),
  inspectionLevel: oneOf('INFO', 'DEBUG', 'TRACE'),
};

/** Runs one state and shows what became of its data. The call of a Task that is not mocked is made with the given role. */
export const testState = operation(
  async (
    backend: StatesBackend,
    { input, caller, signal }: Call<Wire<TestStateInput>>,
  ): Promise<TestStateOutput> => {
    checkMembers(input, members);
    const { cloud } = backend;
    if (input.roleArn !== undefined) {
      requireAccess(cloud, caller, 'iam:PassRole', input.roleArn, {
        'iam:PassedToService': 'states.amazonaws.com',
      });
    }
    const name = randomUUID();
    const stateMachineArn = statesArn(caller, 'stateMachine', name);
    const { account, region } = caller;
    const exchanges: InspectedExchange[] = [];
    const role = new ExecutionRole(cloud, { roleArn: input.roleArn ?? '', stateMachineArn, account, region });
    const lent = {
      clock: backend.clock,
      tasks: new IntegrationRunner(backend, caller, role, (seen) => exchanges.push(seen)),
      stop: signal,
      random: Math.random,
      uuid: randomUUID,
      // Unlike an execution's, it has no id of its own behind the name (recorded).
      executionArn: statesArn(caller, 'express', `${name}:${randomUUID()}`),
      stateMachineArn,
    };
    const { inspectionLevel = 'INFO', revealSecrets = false } = input;
    if (revealSecrets) requireAccess(cloud, caller, 'states:RevealSecrets', stateMachineArn);
    const result = answer(await tested(() => runTest(requestOf(input), lent)), inspectionLevel);
    const seen = inspectionLevel === 'TRACE' ? exchanges.at(-1) : undefined;
    if (!seen) return result;
    return { ...result, inspectionData: { ...result.inspectionData, ...traceOf(seen, revealSecrets) } };
  },
);

async function tested(run: () => Promise<TestedState>): Promise<TestedState> {
  try {
    return await run();
  } catch (thrown) {
    throw thrown instanceof TestStateRefusal ? new AwsError(thrown.code, thrown.message) : thrown;
  }
}

function requestOf(input: Wire<TestStateInput>): TestStateRequest {
  const { definition = '', stateName, variables, context, roleArn, mock, stateConfiguration } = input;
  const { retrierRetryCount, mapIterationFailureCount } = stateConfiguration ?? {};
  return {
    definition,
    input: input.input ?? '{}',
    ...(stateName !== undefined && { stateName }),
    ...(variables !== undefined && { variables }),
    ...(context !== undefined && { context }),
    ...(roleArn !== undefined && { roleArn }),
    ...(mock !== undefined && { mock: mock as NonNullable<TestStateRequest['mock']> }),
    ...(retrierRetryCount !== undefined && { retrierRetryCount }),
    ...(mapIterationFailureCount !== undefined && { mapIterationFailureCount }),
  };
}

/** INFO shows no data on its way. */
function answer({ inspectionData, ...result }: TestedState, level: string): TestStateOutput {
  return level === 'INFO' ? result : { ...result, inspectionData: inspectionData };
}
