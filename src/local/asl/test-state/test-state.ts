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
import type { StateType, Transition } from '../state.ts';
import { Visit } from '../visit.ts';
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

const afterTake: readonly Stage[] = ['afterInputPath', 'afterParameters'];
const afterGive: readonly Stage[] = ['afterResultSelector', 'afterResultPath'];
const ofMap: readonly Stage[] = ['maxConcurrency', 'toleratedFailureCount', 'toleratedFailurePercentage'];

/** The stages that AWS shows of a state in JSONPath. */
const ofJsonpath: Readonly<Record<StateType, readonly Stage[]>> = {
  Task: [...afterTake, 'result', ...afterGive],
  Pass: [...afterTake, ...afterGive],
  Wait: ['afterInputPath'],
  Choice: ['afterInputPath'],
  Succeed: ['afterInputPath'],
  Fail: [],
  Parallel: afterGive,
  Map: ['afterInputPath', ...afterGive, ...ofMap],
};

/** … and in JSONata. */
const ofJsonata: Readonly<Partial<Record<StateType, readonly Stage[]>>> = {
  Task: ['afterArguments'],
  Map: ofMap,
};

/** A Pass with a Result does not look at its input. */
const ofPassWithResult: readonly Stage[] = ['result', ...afterGive];

function stagesOf({ definition, machineLanguage }: FoundState): readonly Stage[] {
  const type = typeOf(definition);
  if (languageOf(definition, machineLanguage) === 'JSONata') return ofJsonata[type] ?? [];
  return type === 'Pass' && 'Result' in definition ? ofPassWithResult : ofJsonpath[type];
}

/** Numbers as they are, everything else as JSON text. */
function inspectionData(
  found: FoundState,
  run: Run,
  stages: ReadonlyMap<Stage, Json>,
  variables: Variables,
): Readonly<Record<string, unknown>> {
  const shown = stagesOf(found).flatMap((stage) => {
    const value = stages.get(stage);
    if (value === undefined) return [];
    return [[stage, ofMap.includes(stage) ? value : run.text(value)] as const];
  });
  const some = Object.keys(variables).length > 0;
  return {
    input: run.text(run.input),
    ...Object.fromEntries(shown),
    ...(some && { variables: JSON.stringify(variables) }),
  };
}
