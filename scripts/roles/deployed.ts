/** An example, deployed at an embedded AWS of its own, and what comes of running it under its roles as they are. */
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  InvokeCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deployWorkflow } from '../../src/commands/deploy.ts';
import type { Blueprint, RoleBlueprint } from '../../src/compile/blueprint.ts';
import { openLocal } from '../../src/target.ts';
import { loadWorkflow } from '../../src/workflow/load.ts';

export interface PolicyText {
  readonly Statement: readonly StatementText[];
}

export interface StatementText {
  readonly Sid: string;
  readonly Action: readonly string[];
}

export interface Deployed extends AsyncDisposable {
  readonly blueprint: Blueprint;
  /** What comes of an update and an execution of the state machine, in a form that can be compared. */
  runMachine(): Promise<string>;
  /** What comes of one call of a function in an execution environment that is new, and whether it logged. */
  runFunction(name: string): Promise<string>;
  policyOf(role: RoleBlueprint): Promise<PolicyText>;
  setPolicy(role: RoleBlueprint, policy: PolicyText): Promise<void>;
}

export async function deploy(example: string): Promise<Deployed> {
  const { connection, platform, close } = await openLocal(undefined, () => undefined);
  const context = { path: join('examples', example), env: {}, report: () => undefined, platform };
  const signal = new AbortController().signal;
  const { plan } = await deployWorkflow({ ...context, connection, signal });
  const { input } = await loadWorkflow(context.path, { env: {} });
  const clients = {
    iam: new IAMClient(connection),
    lambda: new LambdaClient(connection),
    sfn: new SFNClient({ ...connection, disableHostPrefix: true }),
    logs: new CloudWatchLogsClient(connection),
  };
  const { blueprint } = plan;
  return {
    blueprint,
    runMachine: async () => {
      const updated = await outcome(() => updateMachine(clients.sfn, blueprint));
      return `${updated}, ${await outcome(() => execute(clients.sfn, blueprint, JSON.stringify(input ?? {})))}`;
    },
    runFunction: (name) => runFunction(clients, blueprint, name),
    policyOf: (role) => policyOf(clients.iam, role),
    setPolicy: async (role, policy) => {
      const { PolicyName } = await nameOf(clients.iam, role);
      const PolicyDocument = JSON.stringify(policy);
      await clients.iam.send(new PutRolePolicyCommand({ RoleName: role.name, PolicyName, PolicyDocument }));
    },
    [Symbol.asyncDispose]: async () => {
      for (const client of Object.values(clients)) client.destroy();
      await close();
    },
  };
}

/** `ok`, or the error by name and without what differs every time. */
async function outcome(work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (thrown) {
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  }
}

/** As a deploy does when something has changed: what Step Functions asks of the role then, it asks now. */
async function updateMachine(sfn: SFNClient, { stateMachine }: Blueprint): Promise<string> {
  const stateMachineArn = stateMachine.arn;
  const { roleArn, loggingConfiguration, definition } = await sfn.send(
    new DescribeStateMachineCommand({ stateMachineArn: `${stateMachineArn}:live` }),
  );
  await sfn.send(
    new UpdateStateMachineCommand({ stateMachineArn, roleArn, definition, loggingConfiguration }),
  );
  return 'updated';
}

async function execute(sfn: SFNClient, { stateMachine }: Blueprint, input: string): Promise<string> {
  const stateMachineArn = `${stateMachine.arn}:live`;
  if (stateMachine.type === 'EXPRESS') {
    const { status, error, cause } = await sfn.send(
      new StartSyncExecutionCommand({ stateMachineArn, input }),
    );
    return ending(status, error, cause);
  }
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input }));
  for (;;) {
    const { status, error, cause } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== 'RUNNING') return ending(status, error, cause);
    await sleep(20);
  }
}

function ending(status = '', error = '', cause = ''): string {
  const lacking = /is not authorized to perform: (\S+)/.exec(cause)?.[1] ?? '';
  return [status, error, lacking && `lacking ${lacking}`].filter(Boolean).join(' ');
}

/** A change of its description gives a function new execution environments, which begin a log stream. */
async function runFunction(
  { lambda, logs }: { readonly lambda: LambdaClient; readonly logs: CloudWatchLogsClient },
  { functions }: Blueprint,
  FunctionName: string,
): Promise<string> {
  const { logGroup: logGroupName = '' } = functions.find(({ name }) => name === FunctionName) ?? {};
  const before = await countEvents(logs, logGroupName);
  await lambda.send(
    new UpdateFunctionConfigurationCommand({ FunctionName, Description: String(Math.random()) }),
  );
  await waitUntilFunctionUpdatedV2(
    { client: lambda, maxWaitTime: 60, minDelay: 0.05, maxDelay: 0.2 },
    { FunctionName },
  );
  await lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
  return (await countEvents(logs, logGroupName)) > before ? 'logged' : 'logged nothing';
}

async function countEvents(logs: CloudWatchLogsClient, logGroupName: string): Promise<number> {
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
  return events.length;
}

async function nameOf(iam: IAMClient, { name }: RoleBlueprint): Promise<{ readonly PolicyName: string }> {
  const { PolicyNames: [PolicyName = ''] = [] } = await iam.send(
    new ListRolePoliciesCommand({ RoleName: name }),
  );
  return { PolicyName };
}

async function policyOf(iam: IAMClient, role: RoleBlueprint): Promise<PolicyText> {
  const { PolicyName } = await nameOf(iam, role);
  const { PolicyDocument = '' } = await iam.send(
    new GetRolePolicyCommand({ RoleName: role.name, PolicyName }),
  );
  return JSON.parse(decodeURIComponent(PolicyDocument)) as PolicyText;
}
