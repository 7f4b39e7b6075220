/** Tasks: for each, the steps that may stand for it, the most telling first. */
import { recommendedRetry } from '../compile/asl/retry.ts';
import { canonicalJson, isObject, type Json, type JsonObject } from '../json.ts';
import type { QueryLanguage } from '../workflow/workflow.ts';
import { amounts, commonKeys, durationOf } from './fields.ts';

/** Several may fit; which one gives the very same state back, compiling tells. */
export function taskSteps(state: JsonObject, language: QueryLanguage): JsonObject[] {
  const { Resource: resource } = state;
  if (typeof resource !== 'string') return [];
  if (/^arn:[^:]+:states:[^:]+:\d+:activity:/.test(resource))
    return [{ activity: resource, ...taskKeys(state) }];
  const [, call, pattern] =
    /^arn:[^:]+:states:::(.+?)(?:\.(sync(?::2)?|waitForTaskToken))?$/.exec(resource) ?? [];
  if (call === undefined) return [];
  const waits =
    pattern === undefined ? {} : pattern === 'waitForTaskToken' ? { callback: true } : { sync: true };
  const task = { state, language, waits, given: argumentsOf(state) };
  return [...telling(call, task), { service: call, ...taskKeys(state), ...waits }];
}

interface Task {
  readonly state: JsonObject;
  readonly language: QueryLanguage;
  readonly waits: JsonObject;
  /** What is handed over, by names without `.$`. */
  readonly given: JsonObject;
}

function telling(call: string, task: Task): JsonObject[] {
  if (call === 'lambda:invoke') return functionSteps(task);
  if (call === 'states:startExecution') return workflowSteps(task);
  return call === 'http:invoke' ? httpSteps(task) : [];
}

/** By ARN alone: a name is not known to be of this account. */
function functionSteps({ state, language, waits, given }: Task): JsonObject[] {
  const { FunctionName: name, Payload: payload, ...others } = given;
  if (typeof name !== 'string' || !name.startsWith('arn:') || Object.keys(others).length > 0) return [];
  const passesInput = payload === (language === 'JSONata' ? '{% $states.input %}' : '$');
  const isRecommended = state.Retry !== undefined && isSame(state.Retry, recommendedRetry);
  const { retry, ...keys } = taskKeys(withoutEnvelope(state, 'Payload'));
  return [
    {
      function: name,
      ...(payload !== undefined && !passesInput && { payload }),
      ...without(keys, ['arguments', 'parameters']),
      ...(!isRecommended && { retry: retry ?? [] }),
      ...waits,
    },
  ];
}

function workflowSteps({ state, waits, given }: Task): JsonObject[] {
  const { StateMachineArn: arn, Input: input, ...others } = given;
  if (typeof arn !== 'string' || Object.keys(others).length > 0) return [];
  const keys = without(taskKeys(withoutEnvelope(state, 'Output')), ['arguments', 'parameters']);
  const step = { workflow: arn, ...keys, ...waits };
  const inputs = input === undefined ? [] : [{ input: isObject(input) ? withoutStarter(input) : input }];
  return [step, ...inputs.map((one) => ({ workflow: arn, ...one, ...keys, ...waits }))];
}

/** What a `workflow:` step adds by itself. */
function withoutStarter(input: JsonObject): JsonObject {
  return without(input, [
    'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID',
    'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$',
  ]);
}

function httpSteps({ state, given }: Task): JsonObject[] {
  const { ApiEndpoint, Method, Authentication, Headers, QueryParameters, RequestBody, Transform, ...others } =
    given;
  const { ConnectionArn } = isObject(Authentication) ? plainNames(Authentication) : {};
  if (Object.keys(others).length > 0 || ApiEndpoint === undefined || ConnectionArn === undefined) return [];
  const http = {
    method: Method,
    url: ApiEndpoint,
    connection: ConnectionArn,
    headers: Headers,
    query: QueryParameters,
    body: RequestBody,
    transform: isObject(Transform) ? transformOf(Transform) : Transform,
  };
  const defined = Object.entries(http).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return [{ http: Object.fromEntries(defined), ...without(taskKeys(state), ['arguments', 'parameters']) }];
}

function transformOf({ RequestBodyEncoding, RequestEncodingOptions }: JsonObject): JsonObject {
  const { ArrayFormat } = isObject(RequestEncodingOptions) ? RequestEncodingOptions : {};
  return {
    ...(RequestBodyEncoding !== undefined && { requestBodyEncoding: RequestBodyEncoding }),
    ...(ArrayFormat !== undefined && { requestEncodingOptions: { arrayFormat: ArrayFormat } }),
  };
}

function taskKeys(state: JsonObject): JsonObject {
  const { TimeoutSeconds, HeartbeatSeconds } = state;
  const { Credentials } = state;
  const role = isObject(Credentials) ? plainNames(Credentials).RoleArn : undefined;
  const limits = amounts(state, ['TimeoutSeconds', 'HeartbeatSeconds']);
  return {
    ...commonKeys(state),
    ...(limits.timeoutSeconds !== undefined && {
      timeout: durationOf(TimeoutSeconds ?? limits.timeoutSeconds),
    }),
    ...(limits.heartbeatSeconds !== undefined && {
      heartbeat: durationOf(HeartbeatSeconds ?? limits.heartbeatSeconds),
    }),
    ...(role !== undefined && { credentials: { roleArn: role } }),
  };
}

/** The state without the field that takes the result out of what the integration puts around it: a step has that by itself. */
function withoutEnvelope(state: JsonObject, member: string): JsonObject {
  const { Output, OutputPath, ...rest } = state;
  const isByItself = Output === `{% $states.result.${member} %}` || OutputPath === `$.${member}`;
  return isByItself ? rest : state;
}

function argumentsOf({ Arguments, Parameters }: JsonObject): JsonObject {
  const given = Arguments ?? Parameters;
  return isObject(given) ? plainNames(given) : {};
}

/** Which names end in `.$` follows from their values. */
function plainNames(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name.replace(/\.\$$/, ''), item]));
}

function without(value: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

function isSame(a: Json, b: Json): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
