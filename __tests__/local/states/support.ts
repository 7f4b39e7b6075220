/** State machines for tests: an endpoint with a role, and executions run to their end. */
import { CreateRoleCommand, PutRolePolicyCommand, type IAMClient } from '@aws-sdk/client-iam';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
  type CreateStateMachineInput,
  type DescribeExecutionOutput,
  type HistoryEvent,
  type StartExecutionInput,
} from '@aws-sdk/client-sfn';
import type { LocalOptions } from '../../../src/local/server.ts';
import { lambdaOf, type LambdaClients } from '../lambda/support.ts';
import { account, document, region, startAws, trustOf } from '../support.ts';

export interface StatesClients extends LambdaClients {
  readonly sfn: SFNClient;
}

export const home = `arn:aws:states:${region}:${account}`;
export const roleArn = `arn:aws:iam::${account}:role/machines`;
const trust = trustOf({ Principal: { Service: 'states.amazonaws.com' } });

/** An endpoint, and the role `machines` that state machines may have; it may do what the statements allow. */
export async function startStates(
  statements: readonly object[] = [],
  options: LocalOptions = {},
): Promise<StatesClients> {
  const clients = await startAws(options);
  await createRole(clients.iam, 'machines', statements);
  return { ...clients, lambda: lambdaOf(clients.endpoint), sfn: statesOf(clients.endpoint) };
}

/** A role that Step Functions may assume. */
export async function createRole(
  iam: IAMClient,
  name: string,
  statements: readonly object[] = [],
  trustPolicy = trust,
): Promise<void> {
  await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trustPolicy }));
  if (statements.length === 0) return;
  const allowed = statements.map((statement) => ({ Effect: 'Allow', ...statement }));
  await iam.send(
    new PutRolePolicyCommand({ RoleName: name, PolicyName: 'p', PolicyDocument: document(...allowed) }),
  );
}

/** `disableHostPrefix`: StartSyncExecution would go to the host `sync-127.0.0.1`. */
export function statesOf(
  endpoint: string,
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } = {
    accessKeyId: account,
    secretAccessKey: 'x',
  },
): SFNClient {
  return new SFNClient({ endpoint, region, credentials, maxAttempts: 1, disableHostPrefix: true });
}

/** A definition of states, the first of which it starts at. */
export function asl(states: Readonly<Record<string, object>>, rest: object = {}): string {
  return JSON.stringify({ ...rest, StartAt: Object.keys(states)[0], States: states });
}

export const passing = asl({ Pass: { Type: 'Pass', Result: { done: true }, End: true } });
export const waiting = asl({ Wait: { Type: 'Wait', Seconds: 600, End: true } });

/** Creates a state machine and answers its ARN. */
export async function createMachine(
  { sfn }: StatesClients,
  definition: string,
  input: Partial<CreateStateMachineInput> = {},
): Promise<string> {
  const request = { name: 'machine', definition, roleArn, ...input };
  return (await sfn.send(new CreateStateMachineCommand(request))).stateMachineArn!;
}

export interface Run {
  readonly described: DescribeExecutionOutput;
  readonly events: readonly HistoryEvent[];
  readonly types: readonly string[];
}

/** Starts an execution and waits for its end. */
export async function runMachine(
  { sfn }: StatesClients,
  stateMachineArn: string,
  input: Partial<StartExecutionInput> = {},
): Promise<Run> {
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, ...input }));
  return ended(sfn, executionArn!);
}

export async function ended(sfn: SFNClient, executionArn: string): Promise<Run> {
  const described = await until(
    () => sfn.send(new DescribeExecutionCommand({ executionArn })),
    ({ status }) => status !== 'RUNNING',
  );
  return { described, ...(await historyOf(sfn, executionArn)) };
}

export async function historyOf(sfn: SFNClient, executionArn: string): Promise<Omit<Run, 'described'>> {
  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  return { events, types: events.map(({ type }) => type!) };
}

/** Asks again until the answer is the one waited for. Throws after 20 seconds. */
export async function until<Answer>(
  ask: () => Promise<Answer>,
  isIt: (answer: Answer) => boolean,
): Promise<Answer> {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    const answer = await ask();
    if (isIt(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('It never came');
}
