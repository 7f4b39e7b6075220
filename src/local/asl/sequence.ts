import type { Json } from '../../json.ts';
import type { Checkpoint } from './checkpoint.ts';
import { DataLimitExceeded } from './errors/data-limit-exceeded.ts';
import { stateExited } from './events/state.ts';
import type { Frame } from './frame.ts';
import type { Variables } from './scope.ts';
import type { State, Transition } from './state.ts';
import { exceedsDataLimit } from './values.ts';
import { Visit } from './visit.ts';

/** States with a place to start: a state machine, a branch of a Parallel, the processor of a Map. */
export interface Sequence {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

/** Runs from the first state to the last one's output. Rejects with StateFailure where a failure is not caught. */
export async function runSequence(sequence: Sequence, input: Json, frame: Frame): Promise<Json> {
  let { resumed } = frame;
  let name: string | undefined = resumed?.state ?? sequence.startAt;
  let value = resumed?.input ?? input;
  if (resumed) frame.variables = resumed.variables;
  while (name !== undefined) {
    const state = sequence.states.get(name);
    if (state === undefined) throw new Error(`The definition has no state ${name}`);
    await frame.run.pause();
    const { output, next } = await visitState(state, value, frame, resumed);
    resumed = undefined;
    value = output;
    name = next;
  }
  return value;
}

async function visitState(
  state: State,
  input: Json,
  frame: Frame,
  resumed: Checkpoint | undefined,
): Promise<Transition> {
  const visit = new Visit(state, frame, input, resumed);
  frame.visit = visit;
  try {
    const transition = await state.run(visit);
    leave(state, transition, frame);
    return transition;
  } catch (thrown) {
    throw visit.failure(thrown);
  }
}

function leave(state: State, { output, assigned }: Transition, frame: Frame): void {
  const text = frame.run.text(output);
  if (exceedsDataLimit(text)) throw new DataLimitExceeded(state.name);
  if (state.type === 'Fail') return;
  frame.emit(stateExited(state.type, state.name, text, assigned && texts(assigned)));
  frame.visit = undefined;
  if (assigned) frame.variables = { ...frame.variables, ...assigned };
}

function texts(assigned: Variables): Record<string, string> {
  return Object.fromEntries(Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)]));
}
