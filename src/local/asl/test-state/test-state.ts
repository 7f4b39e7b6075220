import type { Json, JsonObject } from '../../../json.ts';
import { languageOf, typeOf } from '../definition.ts';
import type { Environment } from '../environment.ts';
import { ExecutionFailure } from '../errors/execution-failure.ts';
import { StateFailure } from '../errors/state-failure.ts';
import { reason } from '../events/reason.ts';
import { Frame } from '../frame.ts';
import type { Stage } from '../inspection.ts';
import { compileSequence } from '../parse.ts';
import { Run } from '../run.ts';
import type { Variables } from '../scope.ts';
import { stateCompilers } from '../states/index.ts';
import type { Transition } from '../state.ts';
import { Visit } from '../visit.ts';
import { inspectionData } from './inspection-data.ts';
import { contextOf } from './context.ts';
import { findState } from './find-state.ts';
import type { FoundState } from './find-state.ts';
import { checkMock, mockedResult, mockedTasks } from './mock.ts';
import type { TestedState, TestStateEnvironment, TestStateRequest } from './request.ts';

/** A retrier would try again: the test ends there. */
class WouldRetry extends Error {
  readonly failure: StateFailure;

  constructor(failure: StateFailure) {
    super('The state would be tried again');
    this.failure = failure;
  }
}

/** Runs one state as TestState does: no retries, no history, all stages of the data kept. Throws TestStateRefusal. */
export async function testState(request: TestStateRequest, lent: TestStateEnvironment): Promise<TestedState> {
  const found = findState(request.definition, request.stateName);
  checkMock(request, found.definition);
  const context = contextOf(request, found.definition, lent);
  const errorDetails: Record<string, number> = {};
  const stages = new Map<Stage, Json>();
  let caught: StateFailure | undefined;
  const mocked = JSON.parse(request.mock?.result ?? 'null') as Json;
  const run = new Run(environmentOf(request, lent, context, mocked), JSON.parse(request.input) as Json, {
    context,
    mockedResult: () => mockedResult(request.mock, mocked),
    iterationFailures: request.mapIterationFailureCount ?? 0,
    retries: request.retrierRetryCount ?? 0,
    note: (stage, value) => stages.set(stage, value),
    onRetry(failure, index, delay) {
      errorDetails.retryIndex = index;
      if (delay === undefined) return;
      errorDetails.retryBackoffIntervalSeconds = delay;
      throw new WouldRetry(failure);
    },
    onCatch(failure, index) {
      errorDetails.catchIndex = index;
      caught = failure;
    },
  });
  run.spell(mocked, request.mock?.result ?? 'null');
  const variables = JSON.parse(request.variables ?? '{}') as Variables;
  const ended = await runState(found, run, variables, () => caught);
  const shown = inspectionData(found, run, stages, variables);
  return {
    ...ended,
    inspectionData: { ...shown, ...(Object.keys(errorDetails).length > 0 && { errorDetails }) },
  };
}

type Ended = Omit<TestedState, 'inspectionData'>;

async function runState(
  { definition, machineLanguage }: FoundState,
  run: Run,
  variables: Variables,
  caught: () => StateFailure | undefined,
): Promise<Ended> {
  const state = stateCompilers[typeOf(definition)]('StateName', definition, {
    language: languageOf(definition, machineLanguage),
    machineLanguage,
    sequence: (inner) => compileSequence(inner, machineLanguage),
  });
  const visit = new Visit(state, new Frame(run, 0, variables), run.input);
  try {
    return succeeded(await state.run(visit), caught(), run);
  } catch (thrown) {
    return thrown instanceof WouldRetry
      ? { status: 'RETRIABLE', ...reason(thrown.failure) }
      : failed(visit, thrown);
  }
}

function succeeded({ output, next }: Transition, caught: StateFailure | undefined, run: Run): Ended {
  const nextState = next === undefined ? {} : { nextState: next };
  const status = caught ? 'CAUGHT_ERROR' : 'SUCCEEDED';
  return { status, ...reason(caught ?? {}), output: run.text(output), ...nextState };
}

/** States.Runtime is told without the state that it occurred in. */
function failed(visit: Visit, thrown: unknown): Ended {
  try {
    return { status: 'FAILED', ...reason(visit.failure(thrown)) };
  } catch (terminal) {
    if (terminal instanceof ExecutionFailure)
      return { status: 'FAILED', error: terminal.error, cause: terminal.detail };
    throw terminal;
  }
}

function environmentOf(
  request: TestStateRequest,
  lent: TestStateEnvironment,
  context: JsonObject,
  mocked: Json,
): Environment {
  const task = context.Task as { Token?: string } | undefined;
  const { executionArn, stateMachineArn, ...rest } = lent;
  let events = 0;
  return {
    ...rest,
    ...(request.mock && { tasks: mockedTasks(request.mock, mocked, task?.Token ?? lent.uuid()) }),
    execution: {
      arn: executionArn,
      name: executionArn.split(':').at(-1) ?? '',
      roleArn: request.roleArn ?? '',
      input: request.input,
      startTime: lent.clock.now(),
      redriveCount: 0,
    },
    stateMachine: { arn: stateMachineArn, name: stateMachineArn.split(':').at(-1) ?? '', type: 'STANDARD' },
    history: { append: () => ++events },
    mapRuns: {
      open: () => {
        throw new Error('TestState opens no map runs');
      },
    },
  };
}
