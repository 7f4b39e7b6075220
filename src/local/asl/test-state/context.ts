import { isObject } from '../../../json.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { text } from '../definition.ts';
import { parseResource } from '../resource.ts';
import type { StateType } from '../state.ts';
import { invalid } from './refusal.ts';
import type { TestStateEnvironment, TestStateRequest } from './request.ts';

type Kind = 'string' | 'number' | 'any' | Fields;
interface Fields {
  readonly [field: string]: Kind;
}

/** What a context object may hold. */
const shape: Fields = {
  Execution: {
    ...{ Id: 'string', Input: 'any', Name: 'string', RoleArn: 'string', StartTime: 'string' },
    ...{ RedriveCount: 'number', RedriveTime: 'string' },
  },
  StateMachine: { Id: 'string', Name: 'string' },
  State: { Name: 'string', EnteredTime: 'string', RetryCount: 'number' },
  Task: { Token: 'string' },
  Map: { Item: { Index: 'number', Value: 'any', Key: 'any', Source: 'string' } },
};

/** The context object that the request gives, or AWS's own for a test. Throws TestStateRefusal. */
export function contextOf(
  request: TestStateRequest,
  definition: JsonObject,
  environment: TestStateEnvironment,
): JsonObject {
  if (request.context === undefined) return defaultContext(request, definition, environment);
  const context = JSON.parse(request.context) as Json;
  if (!isObject(context)) throw invalid('Invalid Context object provided: Context must be an object');
  checkFields(context, shape, '');
  if ('Task' in context && !waits(definition)) {
    throw invalid(
      "Invalid Context object provided: Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    );
  }
  return context;
}

function checkFields(value: JsonObject, fields: Fields, path: string): void {
  for (const [field, item] of Object.entries(value)) {
    const kind = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (kind === undefined) throw invalid(`Invalid Context object provided: Field '${field}' is not allowed`);
    checkKind(item, kind, path + field);
  }
}

function checkKind(value: Json, kind: Kind, path: string): void {
  if (kind === 'any') return;
  if (typeof kind === 'string') {
    if (typeof value !== kind) throw invalid(`Invalid Context object provided: ${path} must be a ${kind}`);
  } else if (isObject(value)) checkFields(value, kind, `${path}.`);
  else throw invalid(`Invalid Context object provided: ${path} must be an object`);
}

function waits(definition: JsonObject): boolean {
  const resource = parseResource(text(definition, 'Resource') ?? '');
  return resource?.kind === 'service' && resource.pattern !== 'request';
}

const retriable: ReadonlySet<StateType> = new Set(['Task', 'Parallel', 'Map']);

function defaultContext(
  { input, roleArn, retrierRetryCount = 0 }: TestStateRequest,
  definition: JsonObject,
  { clock, executionArn, stateMachineArn }: TestStateEnvironment,
): JsonObject {
  const now = new Date(clock.now()).toISOString();
  return {
    Execution: {
      Id: executionArn,
      Input: JSON.parse(input) as Json,
      Name: executionArn.split(':').at(-1) ?? '',
      RoleArn: roleArn ?? null,
      StartTime: now,
    },
    StateMachine: { Id: stateMachineArn, Name: stateMachineArn.split(':').at(-1) ?? '' },
    State: {
      Name: 'StateName',
      EnteredTime: now,
      ...(retriable.has(definition.Type as StateType) && { RetryCount: retrierRetryCount }),
    },
  };
}
