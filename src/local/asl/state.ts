import type { Json } from '../../json.ts';
import type { Variables } from './scope.ts';
import type { Visit } from './visit.ts';

export type StateType = 'Task' | 'Pass' | 'Wait' | 'Choice' | 'Succeed' | 'Fail' | 'Parallel' | 'Map';

/** A state of a program: what its definition says, compiled. */
export interface State {
  readonly name: string;
  readonly type: StateType;
  /** Does what the state does, for one visit of one execution. */
  run(visit: Visit): Promise<Transition>;
}

/** How a state was left. */
export interface Transition {
  readonly output: Json;
  /** The state to go to; absent at the end of the sequence. */
  readonly next?: string;
  /** Variables that Assign gave. */
  readonly assigned?: Variables;
}
