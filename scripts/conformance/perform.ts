/** Performs a recorded execution against an endpoint: prepares what it needs, starts it, follows it to its end. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject, type Json, type JsonObject } from '../../src/json.ts';
import { ofOtherAccount, otherAccount, ownAccount } from './accounts.ts';
import { Clients, toJson, type Answer } from './clients.ts';
import { inputText, sent, templateRole } from './execution.ts';
import type { ExecutionRow, Performed, Preparation } from './execution.ts';
import { createRole, prepare } from './fixtures.ts';
import { interact } from './interaction.ts';
import { withBytes } from './stand-ins.ts';

/** How long an execution may take: the longest recorded ones wait for a minute. */
const patienceMs = 90_000;

export async function perform(clients: Clients, row: ExecutionRow): Promise<Performed> {
  await prepareRow(clients, row);
  const machine = await createMachine(clients, row);
  for (const step of machineSteps(row)) await call(clients, step);
  return row.state_machine.type === 'EXPRESS'
    ? performExpress(clients, row, machine)
    : performStandard(clients, row, machine);
}

/** Functions, roles, and everything that was there before the state machine. */
async function prepareRow(clients: Clients, row: ExecutionRow): Promise<void> {
  const roles = new Set([row.state_machine.role_arn ?? templateRole, ...rolesOf(row.setup)]);
  for (const role of roles) await createStatesRole(clients, role);
  await createFunctions(clients, row);
  await prepareOtherAccount(clients, row);
  for (const step of row.setup.filter((step) => !isMachineStep(row, step))) await call(clients, step);
}

/** Roles of another account that the input names, with the functions they are to call there. */
async function prepareOtherAccount(clients: Clients, row: ExecutionRow): Promise<void> {
  const roles = JSON.stringify(row.input).match(new RegExp(`(?<=${otherAccount}:role/)[\\w-]+`, 'g')) ?? [];
  const others = clients.as(otherAccount);
  for (const role of new Set(roles)) await createRole(others, role, `arn:aws:iam::${ownAccount}:root`);
  if (roles.length === 0) return;
  await createFunctions(others, row);
  for (const { name = '' } of row.lambdas) await allowOtherAccount(clients, name);
}

async function createStatesRole(clients: Clients, arn: string): Promise<void> {
  await createRole(clients, arn.split('/').at(-1) ?? '', 'states.amazonaws.com');
}

/** A function that the definition names here is called with a role from there. */
async function allowOtherAccount(clients: Clients, name: string): Promise<void> {
  const answer = await clients.call('lambda', 'add_permission', {
    FunctionName: name,
    StatementId: 'other-account',
    Action: 'lambda:InvokeFunction',
    Principal: otherAccount,
  });
  must('add_permission', answer);
}

async function createFunctions(clients: Clients, { lambdas }: ExecutionRow): Promise<void> {
  for (const { name = '', runtime = '', behaviour_id = '' } of lambdas) {
    await prepare(clients, 'create_lambda_function', { func_name: name, runtime, behaviour_id });
  }
}

function rolesOf(setup: readonly Preparation[]): readonly string[] {
  return setup.flatMap(({ params }) => (typeof params.roleArn === 'string' ? [params.roleArn] : []));
}

/** Calls that concern the row's own state machine come once it is there. */
function isMachineStep(row: ExecutionRow, { params }: Preparation): boolean {
  const arn = textOf(params.stateMachineArn);
  return arn === row.state_machine.arn || arn.startsWith('cfn-output');
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function machineSteps(row: ExecutionRow): readonly Preparation[] {
  return row.setup.filter((step) => isMachineStep(row, step) && step.operation !== 'start_execution');
}

async function call(clients: Clients, { service, operation, params, client }: Preparation): Promise<void> {
  if (service === 'fixture') return;
  if (client === undefined) {
    must(operation, await clients.call(service, operation, await withBytes(params)));
    return;
  }
  const others = clients.as(otherAccount);
  for (const role of rolesOf([{ service, operation, params }])) await createStatesRole(others, role);
  must(operation, await others.call(service, operation, ofOtherAccount(params)));
}

function must(operation: string, answer: Answer): JsonObject {
  if (answer.kind === 'error') throw new Error(`${operation}: ${answer.code}: ${answer.message}`);
  return toJson(answer.value) as JsonObject;
}

async function createMachine(clients: Clients, row: ExecutionRow): Promise<string> {
  const { name, type, role_arn, loggingConfiguration } = row.state_machine;
  const answer = await clients.call('stepfunctions', 'create_state_machine', {
    name,
    type,
    definition: row.definition_raw ?? sent(row.definition),
    roleArn: role_arn ?? templateRole,
    ...(loggingConfiguration && (await exists(clients, loggingConfiguration)) && { loggingConfiguration }),
  });
  const { stateMachineArn } = must('create_state_machine', answer);
  return typeof stateMachineArn === 'string' ? stateMachineArn : '';
}

/** One row was recorded with a log group that had been deleted before the machine was made without it. */
async function exists(clients: Clients, logging: JsonObject): Promise<boolean> {
  const arn = /log-group:([^:]+):/.exec(JSON.stringify(logging))?.[1];
  const answer = await clients.call('logs', 'describe_log_groups', { logGroupNamePrefix: arn });
  return JSON.stringify(must('describe_log_groups', answer)).includes('logGroupName');
}

async function performStandard(
  clients: Clients,
  row: ExecutionRow,
  stateMachineArn: string,
): Promise<Performed> {
  const input = inputText(row);
  const name = row.execution_arn.split(':').at(-1);
  const started = must(
    'start_execution',
    await clients.call('stepfunctions', 'start_execution', { stateMachineArn, input, name }),
  );
  const { executionArn } = started;
  await interact(clients, row);
  const until = Date.now() + patienceMs;
  for (;;) {
    const described = must(
      'describe_execution',
      await clients.call('stepfunctions', 'describe_execution', { executionArn }),
    );
    if (described.status !== 'RUNNING' || Date.now() > until) {
      return { ...outcomeOf(described), events: await historyOf(clients, executionArn ?? null, row) };
    }
    await sleep(20);
  }
}

function outcomeOf(described: JsonObject): Performed {
  const field = (name: string): string | undefined =>
    typeof described[name] === 'string' ? described[name] : undefined;
  return {
    status: field('status') ?? '',
    output: field('output'),
    error: field('error'),
    cause: field('cause'),
  };
}

async function historyOf(clients: Clients, executionArn: Json, row: ExecutionRow): Promise<readonly Json[]> {
  const events: Json[] = [];
  let nextToken: Json | undefined;
  do {
    const params = {
      executionArn,
      maxResults: 1000,
      ...row.history_params,
      ...(nextToken !== undefined && { nextToken }),
    };
    const page = must(
      'get_execution_history',
      await clients.call('stepfunctions', 'get_execution_history', params),
    );
    if (Array.isArray(page.events)) events.push(...(page.events as readonly Json[]));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}

/** Express executions tell their end in the answer, or in the log. */
async function performExpress(
  clients: Clients,
  row: ExecutionRow,
  stateMachineArn: string,
): Promise<Performed> {
  const params = { stateMachineArn, input: inputText(row) };
  if (row.snapshot_key.includes('sync')) {
    return outcomeOf(
      must('start_sync_execution', await clients.call('stepfunctions', 'start_sync_execution', params)),
    );
  }
  must('start_execution', await clients.call('stepfunctions', 'start_execution', params));
  const logGroupName = /log-group:([^:]+):/.exec(JSON.stringify(row.state_machine.loggingConfiguration))?.[1];
  const until = Date.now() + patienceMs;
  for (;;) {
    const page = must('filter_log_events', await clients.call('logs', 'filter_log_events', { logGroupName }));
    const end = endOf(page);
    if (end) return end;
    if (Date.now() > until) return { status: 'RUNNING' };
    await sleep(20);
  }
}

function endOf({ events }: JsonObject): Performed | undefined {
  const entries = Array.isArray(events) ? (events as readonly Json[]).filter(isObject) : [];
  for (const { message } of entries) {
    const entry = JSON.parse(typeof message === 'string' ? message : '{}') as JsonObject;
    const status = /^Execution(Succeeded|Failed|Aborted|TimedOut)$/.exec(textOf(entry.type))?.[1];
    if (status === undefined) continue;
    const words: Readonly<Record<string, string>> = { TimedOut: 'TIMED_OUT' };
    return outcomeOf({
      ...(isObject(entry.details) ? entry.details : {}),
      status: words[status] ?? status.toUpperCase(),
    });
  }
  return undefined;
}
