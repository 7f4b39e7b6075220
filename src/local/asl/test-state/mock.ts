import type { Json, JsonObject } from '../../../json.ts';
import { objects, text, typeOf } from '../definition.ts';
import { StateFailure } from '../errors/state-failure.ts';
import { parseResource } from '../resource.ts';
import { TaskFailure } from '../task-runner.ts';
import type { TaskRunner } from '../task-runner.ts';
import { invalid, TestStateRefusal } from './refusal.ts';
import type { Mock, TestStateRequest } from './request.ts';
import { responses } from './responses.ts';
import { checkShape } from './shape.ts';

/** Whether the state may be tested as asked, with or without its mock. Throws TestStateRefusal. */
export function checkMock(
  { mock, roleArn, mapIterationFailureCount = 0 }: TestStateRequest,
  definition: JsonObject,
): void {
  const type = typeOf(definition);
  if (mock === undefined) {
    if (type === 'Map' || type === 'Parallel') throw unsupported;
    if (type === 'Task' && roleArn === undefined)
      throw invalid('RoleArn must be specified when testing a Task state');
    return;
  }
  if (mock.result !== undefined && mock.errorOutput !== undefined) {
    throw invalid('A test mock should have only one of the following fields: [result, errorOutput].');
  }
  if (type !== 'Map' && type !== 'Parallel' && type !== 'Task') {
    throw invalid(`State type '${type}' is not supported when a mock is specified`);
  }
  if (mock.result !== undefined) {
    const mode = mock.fieldValidationMode ?? 'STRICT';
    checkResult(JSON.parse(mock.result) as Json, definition, mapIterationFailureCount, mode);
  }
}

const unsupported = new TestStateRefusal(
  'InvalidDefinition',
  'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
);

type Mode = NonNullable<Mock['fieldValidationMode']>;

function checkResult(result: Json, definition: JsonObject, failures: number, mode: Mode): void {
  const type = typeOf(definition);
  if (type === 'Task') checkAnswer(result, definition, mode);
  if (type === 'Task' || 'ResultWriter' in definition) return;
  if (!Array.isArray(result)) throw invalid('Mocked result must be an array.');
  if (type === 'Parallel' && result.length !== objects(definition, 'Branches').length) {
    throw invalid('Mocked result must contain the same number of items as number of Parallel branches.');
  }
  if (type === 'Map' && failures > result.length) {
    throw invalid('Map iteration failure count must be less than or equal to the number of Map iterations');
  }
}

/** The answer of a call is checked against its API, where that is known. */
function checkAnswer(result: Json, definition: JsonObject, mode: Mode): void {
  const resource = parseResource(text(definition, 'Resource') ?? '');
  if (mode === 'NONE' || resource?.kind !== 'service' || resource.pattern !== 'request') return;
  const call = `${resource.service.replace('aws-sdk:', '')}:${resource.action}`;
  const shape = Object.hasOwn(responses, call) ? responses[call] : undefined;
  if (shape) checkShape(result, shape, 'result', mode === 'STRICT');
}

/** A task runner that answers what the mock says. */
export function mockedTasks(mock: Mock, result: Json, token: string): TaskRunner {
  return {
    newToken: () => token,
    async run(_, facts) {
      facts.scheduled();
      facts.started();
      if (mock.errorOutput) throw new TaskFailure(mock.errorOutput.error, mock.errorOutput.cause);
      return result;
    },
  };
}

/** What stands for the results of branches or items. Throws StateFailure where the mock is an error. */
export function mockedResult(mock: Mock | undefined, result: Json): Json {
  if (mock?.errorOutput) throw new StateFailure(mock.errorOutput.error, mock.errorOutput.cause);
  return result;
}
