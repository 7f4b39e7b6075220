/** The state machine's role: the calls that its states make, and no others. */
import type { Position, Problem } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { RoleBlueprint, Statement, Target } from '../blueprint.ts';
import type { Names } from '../names.ts';
import { tasksOf, type Task } from './tasks.ts';
import { invokedFunction, type Invoked } from './lambda.ts';
import { trustOf } from './trust.ts';

export interface StateMachineRole {
  readonly role: RoleBlueprint;
  /** What could not be derived, or only as `*`. */
  readonly warnings: readonly Problem[];
}

interface Inputs {
  readonly definition: JsonObject;
  readonly positions: ReadonlyMap<string, Position>;
  readonly names: Names;
  readonly target: Target;
}

export function stateMachineRole({ definition, positions, names, target }: Inputs): StateMachineRole {
  const name = names.stateMachineRole;
  const calls = tasksOf(definition).map((task) => ({ task, invoked: invokedFunction(task, names, target) }));
  return {
    role: {
      name,
      arn: names.roleArn(name),
      path: names.rolePath,
      description: `What the state machine ${names.stateMachine} may do`,
      trust: trustOf('states.amazonaws.com', target.account),
      statements: invokeStatements(calls),
    },
    warnings: calls.flatMap(({ task, invoked }) => warn(task, invoked, positions.get(task.state))),
  };
}

interface TaskCall {
  readonly task: Task;
  readonly invoked: Invoked;
}

/** One statement a function, with every state that calls it as the reason. */
function invokeStatements(calls: readonly TaskCall[]): Statement[] {
  const statesByName = new Map<string, { resources: readonly string[]; states: string[] }>();
  for (const { task, invoked } of calls) {
    if (invoked.kind === 'other') continue;
    const { label, resources } = invoked;
    const entry = statesByName.get(label) ?? { resources, states: [] };
    entry.states.push(task.state);
    statesByName.set(label, entry);
  }
  return [...statesByName].map(([label, { resources, states }]) => ({
    sid: `Invoke${label.replace(/[^A-Za-z0-9]/g, '')}`,
    actions: ['lambda:InvokeFunction'],
    resources,
    reason: `${states.length > 1 ? 'steps' : 'step'} ${states.join(', ')}`,
  }));
}

function warn(task: Task, invoked: Invoked, at: Position | undefined): Problem[] {
  const place = at ? { at } : {};
  if (invoked.kind === 'dynamic') {
    return [
      {
        what: `step "${task.state}" chooses its function at run time, so its role may invoke every function`,
        hint: 'Name the function where you can',
        severity: 'warning',
        ...place,
      },
    ];
  }
  if (invoked.kind === 'function') return [];
  return [
    {
      what: `step "${task.state}" calls ${task.resource}, for which no permission is derived yet`,
      hint: 'On AWS it is denied unless the role gets the permission by other means',
      severity: 'warning',
      ...place,
    },
  ];
}
