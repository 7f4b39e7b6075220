/** A small workflow of Python functions under a name of its own, and questions about what of it stands. */
import { afterAll } from '@jest/globals';
import { GetRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetAliasCommand, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { DescribeStateMachineAliasCommand, ListStateMachineVersionsCommand } from '@aws-sdk/client-sfn';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { randomUUID } from 'node:crypto';
import { clientsOf, type Clients } from './clients.ts';
import { createProject, type Project } from './project.ts';
import { startEndpoint, stepline, type Finished, type RunningLocal } from './spawn.ts';

export const python = (result: string): string => `def handler(event, context):\n    return ${result}\n`;
export const raising = 'def handler(event, context):\n    raise ValueError("no")\n';
export const oneStep = 'name: shop\nfunctions:\n  one: { source: one.py }\nsteps:\n  - function: one\n';
export const twoSteps = `${oneStep.replace('steps:', '  two: { source: two.py }\nsteps:')}  - function: two\n`;

/** A workflow under a name of its own, so that tests can share an endpoint. */
export interface Shop extends AsyncDisposable {
  readonly name: string;
  /** ARN of its state machine. */
  readonly machine: string;
  readonly project: Project;
  readonly local: RunningLocal;
  readonly clients: Clients;
  run(command: string, ...args: string[]): Promise<Finished>;
}

/** One endpoint for all shops of a test file. */
let opened: Promise<RunningLocal> | undefined;

afterAll(async () => {
  await (await opened)?.[Symbol.asyncDispose]();
});

export async function createShop(files: Readonly<Record<string, string>>): Promise<Shop> {
  const name = `shop-${randomUUID().slice(0, 8)}`;
  const named = (some: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(some).map(([file, text]) => [file, text.replace('name: shop\n', `name: ${name}\n`)]),
    );
  const project = await createProject(named(files));
  const local = await (opened ??= startEndpoint());
  const clients = clientsOf(local);
  const { Account = '' } = await clients.sts.send(new GetCallerIdentityCommand({}));
  return {
    name,
    machine: `arn:aws:states:${local.env.AWS_REGION ?? ''}:${Account}:stateMachine:${name}-dev`,
    project: { ...project, write: (some) => project.write(named(some)) },
    local,
    clients,
    run: (command, ...args) => stepline([command, '--aws', ...args], { cwd: project.folder, env: local.env }),
    [Symbol.asyncDispose]: async () => {
      clients[Symbol.dispose]();
      await project[Symbol.asyncDispose]();
    },
  };
}

export async function liveOf({ name, machine, clients: { lambda, sfn } }: Shop) {
  const alias = await lambda.send(new GetAliasCommand({ FunctionName: `${name}-dev-one`, Name: 'live' }));
  const machineAlias = await sfn.send(
    new DescribeStateMachineAliasCommand({ stateMachineAliasArn: `${machine}:live` }),
  );
  const [route] = machineAlias.routingConfiguration ?? [];
  return { function: alias.FunctionVersion, machine: route?.stateMachineVersionArn?.split(':').pop() };
}

export async function versionsOf({ name, machine, clients: { lambda, sfn } }: Shop) {
  const functions = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: `${name}-dev-one` }));
  const machines = await sfn.send(new ListStateMachineVersionsCommand({ stateMachineArn: machine }));
  return {
    function: functions.Versions?.map(({ Version }) => Version).filter((one) => one !== '$LATEST'),
    machine: machines.stateMachineVersions?.map((one) => one.stateMachineVersionArn?.split(':').pop()).sort(),
  };
}

/** Keys of the functions that the state machine's role may invoke. */
export async function statementsOf({ name, clients: { iam } }: Shop): Promise<string[]> {
  const { PolicyDocument = '' } = await iam.send(
    new GetRolePolicyCommand({ RoleName: `${name}-dev`, PolicyName: 'stepline' }),
  );
  const { Statement } = JSON.parse(decodeURIComponent(PolicyDocument)) as {
    Statement: { Resource: string[] }[];
  };
  return Statement.map(({ Resource }) => Resource[0]?.split(`${name}-dev-`).pop() ?? '');
}
