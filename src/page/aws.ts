/** AWS's operations, asked through the address that the endpoint has for its page. */
import type * as Logs from '@aws-sdk/client-cloudwatch-logs';
import type * as Lambda from '@aws-sdk/client-lambda';
import type * as States from '@aws-sdk/client-sfn';
import type { Home } from './route.ts';

/** A shape as JSON brings it: times are seconds since 1970. */
export type OnWire<T> = T extends Date
  ? number
  : T extends readonly (infer Item)[]
    ? OnWire<Item>[]
    : T extends object
      ? { [Key in keyof T]: OnWire<T[Key]> }
      : T;

export type Execution = OnWire<States.DescribeExecutionOutput>;
export type ExecutionItem = OnWire<States.ExecutionListItem>;
export type MachineItem = OnWire<States.StateMachineListItem>;
export type Machine = OnWire<States.DescribeStateMachineOutput>;
export type MapRun = OnWire<States.DescribeMapRunOutput>;

interface StatesOperations {
  ListStateMachines: [States.ListStateMachinesInput, States.ListStateMachinesOutput];
  DescribeStateMachine: [States.DescribeStateMachineInput, States.DescribeStateMachineOutput];
  DescribeStateMachineForExecution: [
    States.DescribeStateMachineForExecutionInput,
    States.DescribeStateMachineForExecutionOutput,
  ];
  ListExecutions: [States.ListExecutionsInput, States.ListExecutionsOutput];
  DescribeExecution: [States.DescribeExecutionInput, States.DescribeExecutionOutput];
  GetExecutionHistory: [States.GetExecutionHistoryInput, States.GetExecutionHistoryOutput];
  DescribeMapRun: [States.DescribeMapRunInput, States.DescribeMapRunOutput];
  StartExecution: [States.StartExecutionInput, States.StartExecutionOutput];
  StartSyncExecution: [States.StartSyncExecutionInput, States.StartSyncExecutionOutput];
  StopExecution: [States.StopExecutionInput, States.StopExecutionOutput];
  RedriveExecution: [Omit<States.RedriveExecutionInput, 'clientToken'>, States.RedriveExecutionOutput];
}

/** What the endpoint refuses, in its words. */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export async function homes(signal?: AbortSignal): Promise<Home[]> {
  return (await answerOf<{ homes: Home[] }>('homes', { method: 'GET' }, signal)).homes;
}

export function states<Name extends keyof StatesOperations>(
  home: Home,
  name: Name,
  input: StatesOperations[Name][0],
  signal?: AbortSignal,
): Promise<OnWire<StatesOperations[Name][1]>> {
  return json(home, 'states', `AWSStepFunctions.${name}`, input, signal);
}

export function filterLogEvents(
  home: Home,
  input: Logs.FilterLogEventsRequest,
  signal?: AbortSignal,
): Promise<OnWire<Logs.FilterLogEventsResponse>> {
  return json(home, 'logs', 'Logs_20140328.FilterLogEvents', input, signal);
}

export function getFunctionConfiguration(
  { account, region }: Home,
  name: string,
  signal?: AbortSignal,
): Promise<OnWire<Lambda.FunctionConfiguration>> {
  const path = `/2015-03-31/functions/${encodeURIComponent(name)}/configuration`;
  return answerOf(`${account}/${region}/lambda${path}`, { method: 'GET' }, signal);
}

function json<Answer>(
  { account, region }: Home,
  service: string,
  target: string,
  input: object,
  signal?: AbortSignal,
): Promise<Answer> {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target };
  const request = { method: 'POST', headers, body: JSON.stringify(input) };
  return answerOf(`${account}/${region}/${service}/`, request, signal);
}

/** Rejects with a Refusal, or with a TypeError when the endpoint does not answer. */
async function answerOf<Answer>(path: string, request: RequestInit, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(`/_stepline/console/${path}`, { ...request, signal: signal ?? null });
  const body = (await response.json()) as { __type?: string; message?: string; Message?: string };
  if (response.ok) return body as Answer;
  const code = response.headers.get('x-amzn-errortype') ?? body.__type ?? String(response.status);
  throw new Refusal(code, body.message ?? body.Message ?? '');
}
