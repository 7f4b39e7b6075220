import type { Json, JsonObject } from '../../json.ts';
import { ExecutionFailure } from './errors/execution-failure.ts';
import { QueryEvaluationError } from './errors/query-evaluation.ts';
import { RuntimeError } from './errors/runtime.ts';
import { StateFailure } from './errors/state-failure.ts';
import { evaluationFailed } from './events/evaluation.ts';
import { stateEntered } from './events/state.ts';
import { mapContext } from './frame.ts';
import type { Checkpoint, Part, RunningPart } from './checkpoint.ts';
import type { Frame, MapItem } from './frame.ts';
import type { Inspection } from './inspection.ts';
import type { Scope } from './scope.ts';
import type { State, StateType } from './state.ts';

/** One state being run once, retries included: its input, its place in the history, its context object. */
export class Visit {
  readonly state: State;
  readonly frame: Frame;
  readonly input: Json;
  /** The id of the event that entered the state. */
  readonly enteredId: number;
  /** The branches of a Parallel, the iterations of an inline Map, by index: what came of them, or where they are. */
  parts = new Map<number, RunningPart>();
  #resumed: ReadonlyMap<number, Part> | undefined;
  readonly #before: number;
  readonly #enteredTime: number;
  /** Retries so far: `$$.State.RetryCount`. */
  retryCount = 0;
  /** The attempt's task token: `$$.Task.Token`. */
  token: string | undefined;
  #context: JsonObject | undefined;

  /** A state that is redriven was entered before, and is told of no second time. */
  constructor(state: State, frame: Frame, input: Json, resumed?: Checkpoint) {
    this.state = state;
    this.frame = frame;
    this.input = input;
    this.#before = frame.lastEventId;
    this.#enteredTime = frame.run.environment.clock.now();
    this.#resumed = resumed?.parts;
    this.enteredId =
      resumed?.enteredId ?? frame.emit(stateEntered(state.type, state.name, frame.run.text(input)));
  }

  /** Whether this is the first attempt of a redriven state of which some parts are to be kept. */
  get resumes(): boolean {
    return this.#resumed !== undefined && this.#resumed.size > 0;
  }

  /** What is kept of the parts; another attempt begins with nothing. */
  takeResumed(): ReadonlyMap<number, Part> {
    const kept = this.#resumed ?? new Map<number, Part>();
    this.#resumed = undefined;
    this.parts = new Map();
    return kept;
  }

  get inspection(): Inspection | undefined {
    return this.frame.run.inspection;
  }

  /** What expressions see; `input` is JSONPath's `$` where that is not the state's own input. */
  scope(input: Json = this.input, more?: Pick<Scope, 'result' | 'errorOutput'>): Scope {
    const { clock, random, uuid } = this.frame.run.environment;
    const context = (): JsonObject => this.context();
    return { input, variables: this.frame.variables, context, clock, random, uuid, ...more };
  }

  /** The scope of an ItemSelector: the state's own, with `$$.Map` of the item. */
  itemScope(input: Json, item: MapItem): Scope {
    const context = (): JsonObject => ({ ...this.context(), Map: mapContext(item) });
    return { ...this.scope(input), context };
  }

  /** The context object, made when first asked for. */
  context(): JsonObject {
    this.#context ??= this.inspection?.context ?? buildContext(this, this.#enteredTime);
    return this.#context;
  }

  /** Begins another attempt: the context object tells of it. */
  renew(token?: string): void {
    this.token = token;
    this.#context = undefined;
  }

  /**
   * Makes a failure of whatever was thrown within the state: writes the EvaluationFailed event, completes the cause. Returns what Retry
   * and Catch may match; throws what they may not.
   */
  failure(thrown: unknown): StateFailure {
    if (thrown instanceof StateFailure) return thrown;
    if (thrown instanceof QueryEvaluationError) return this.#evaluationFailed(thrown);
    if (thrown instanceof RuntimeError) {
      throw new ExecutionFailure(
        RuntimeError.errorName,
        this.#cause(thrown),
        thrown.message,
        this.frame.lastEventId,
      );
    }
    throw thrown;
  }

  /** AWS writes it in one go with entering the state, so it follows the same event as that, if nothing was done in between. */
  #evaluationFailed(thrown: QueryEvaluationError): StateFailure {
    const { frame } = this;
    const cause = this.#cause(thrown);
    const name = QueryEvaluationError.errorName;
    if (frame.lastEventId === this.enteredId && !thrown.settled) frame.lastEventId = this.#before;
    frame.emit(evaluationFailed(this.state.name, name, cause, thrown.location));
    return new StateFailure(name, cause);
  }

  #cause({ message }: Error): string {
    return `An error occurred while executing the state '${this.state.name}' (entered at the event id #${this.enteredId}). ${message}`;
  }
}

/** Their context object tells the number of retries, even of none. */
const retriable: ReadonlySet<StateType> = new Set(['Task', 'Parallel', 'Map']);

function buildContext({ frame, state, retryCount, token }: Visit, enteredTime: number): JsonObject {
  const { execution, stateMachine } = frame.run.environment;
  return {
    Execution: {
      Id: execution.arn,
      Input: frame.run.input,
      StartTime: timestamp(execution.startTime),
      Name: execution.name,
      RoleArn: execution.roleArn,
      RedriveCount: execution.redriveCount,
      ...(execution.redriveTime !== undefined && { RedriveTime: timestamp(execution.redriveTime) }),
    },
    StateMachine: { Id: stateMachine.arn, Name: stateMachine.name },
    State: {
      Name: state.name,
      EnteredTime: timestamp(enteredTime),
      ...(retriable.has(state.type) && { RetryCount: retryCount }),
    },
    ...(token !== undefined && { Task: { Token: token } }),
    ...(frame.map && { Map: frame.map }),
  };
}

function timestamp(time: number): string {
  return new Date(time).toISOString();
}
