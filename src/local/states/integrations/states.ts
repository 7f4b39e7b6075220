/** `states:startExecution`: another state machine, with or without waiting for its end. */
import { randomUUID } from 'node:crypto';
import type { DescribeExecutionOutput, StartExecutionOutput } from '@aws-sdk/client-sfn';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { TaskFailure, type ServiceResource } from '../../asl/index.ts';
import { AwsError } from '../../errors.ts';
import { jsonText } from '../../wire/json.ts';
import type { Execution } from '../execution.ts';
import { orAborted } from '../or-aborted.ts';
import { callStates } from './call-states.ts';
import { httpMetadata } from './http-metadata.ts';
import { invalidParameters, requestAndAnswer, type Integration, type Task } from './integration.ts';
import { pascalCase } from './pascal-case.ts';

export const startExecution: Integration = async (task) => {
  const input = readParameters(task.call.arguments);
  const { pattern } = task.call.resource as ServiceResource;
  if (pattern === 'sync' || pattern === 'sync:2') return startAndWait(task, input, pattern);
  return requestAndAnswer(task, async () => (await request(task, input)).response);
};

/** Throws InvalidTask. */
function readParameters(parameters: Json): JsonObject {
  const { StateMachineArn, Input, Name, TraceHeader, ...others } = isObject(parameters) ? parameters : {};
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw invalidParameters(parameters, `The field '${unknown}' is not supported by Step Functions`);
  }
  if (typeof StateMachineArn !== 'string') {
    throw invalidParameters(parameters, "The field 'StateMachineArn' is required but was missing");
  }
  return {
    stateMachineArn: StateMachineArn,
    ...(Input !== undefined &&
      Input !== null && { input: typeof Input === 'string' ? Input : JSON.stringify(Input) }),
    ...(typeof Name === 'string' && { name: Name }),
    ...(typeof TraceHeader === 'string' && { traceHeader: TraceHeader }),
  };
}

async function request(task: Task, input: JsonObject): Promise<{ arn: string; response: JsonObject }> {
  const requestId = randomUUID();
  const answer = await callOrFail(() => callStates('StartExecution', task, input, requestId));
  const text = jsonText(answer);
  const { executionArn = '' } = answer as StartExecutionOutput;
  const headers = {
    'x-amzn-RequestId': requestId,
    connection: 'keep-alive',
    'Content-Length': String(Buffer.byteLength(text)),
    Date: new Date(task.backend.clock.now()).toUTCString(),
    'Content-Type': 'application/x-amz-json-1.0',
  };
  const members = pascalCase(JSON.parse(text) as Json) as JsonObject;
  return { arn: executionArn, response: { ...members, ...httpMetadata(requestId, headers) } };
}

/** Whichever comes first: the end of the execution, or an answer to the state's token (recorded). */
async function startAndWait(task: Task, input: JsonObject, pattern: 'sync' | 'sync:2'): Promise<Json> {
  const { backend, call, facts, signal } = task;
  facts.scheduled();
  facts.started();
  const { token } = call;
  if (token === undefined) return startAndFollow(task, input, pattern);
  const decided = new AbortController();
  const either = AbortSignal.any([signal, decided.signal]);
  const heartbeat = (): void => {
    facts.heartbeat();
  };
  try {
    return await Promise.race([
      backend.tokens.during(token, { heartbeat, signal: either }, () => undefined),
      startAndFollow({ ...task, signal: either }, input, pattern, signal),
    ]);
  } finally {
    decided.abort();
  }
}

/** The execution is stopped where `givenUp` aborts. */
async function startAndFollow(
  task: Task,
  input: JsonObject,
  pattern: 'sync' | 'sync:2',
  givenUp: AbortSignal = task.signal,
): Promise<Json> {
  const { backend, facts, session } = task;
  const { arn, response } = await request(task, input);
  facts.submitted(response);
  const { account } = session();
  await ended(task, backend.region({ ...task.home, account }).execution(arn), givenUp);
  const description = await callOrFail(() => callStates('DescribeExecution', task, { executionArn: arn }));
  return result(description as DescribeExecutionOutput, pattern);
}

/** Waits for the end; where the task is given up, so is the execution, if the role may stop it. */
async function ended(task: Task, execution: Execution, givenUp: AbortSignal): Promise<void> {
  const { backend, signal } = task;
  try {
    await backend.clock.idle(() => orAborted(backend.executor.ending(execution), signal));
  } catch (thrown) {
    if (givenUp.aborted)
      callStates('StopExecution', task, { executionArn: execution.arn }).catch(() => undefined);
    throw thrown;
  }
}

/** `.sync:2` gives input and output as values, `.sync` as texts; dates are milliseconds. */
function result(description: DescribeExecutionOutput, pattern: 'sync' | 'sync:2'): Json {
  const dated = Object.fromEntries(
    Object.entries(description).map(([name, value]) => [
      name,
      value instanceof Date ? value.getTime() : (value as Json),
    ]),
  );
  const members = pascalCase(dated) as JsonObject;
  if (description.status !== 'SUCCEEDED') throw new TaskFailure('States.TaskFailed', JSON.stringify(members));
  if (pattern === 'sync') return members;
  return { ...members, Input: parsed(description.input), Output: parsed(description.output) };
}

function parsed(text: string | undefined): Json {
  return text === undefined ? null : (JSON.parse(text) as Json);
}

/** Errors as the SDK behind the integration words them (recorded). */
async function callOrFail<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (thrown) {
    if (!(thrown instanceof AwsError)) throw thrown;
    const { code, status, message } = thrown;
    const details = `Service: AWSStepFunctions; Status Code: ${status}; Error Code: ${code}; Request ID: ${randomUUID()}; Proxy: null`;
    const name = code === 'AccessDeniedException' ? 'AWSStepFunctionsException' : withException(code);
    throw new TaskFailure(`StepFunctions.${name}`, `${message} (${details})`);
  }
}

function withException(code: string): string {
  return code.endsWith('Exception') ? code : `${code}Exception`;
}
