/** A definition as the checks look at it: every list of states, and every state with its language. */
import { isObject, type JsonObject } from '../../json.ts';
import type { Path, QueryLanguage } from '../../workflow/workflow.ts';
import { innerMachines } from '../asl/states.ts';

export interface Machine {
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly definition: JsonObject;
  /** The top level first, branches and processors after the state that they are in. */
  readonly lists: readonly StateList[];
  readonly states: readonly CheckedState[];
}

/** The states that lead to each other. */
export interface StateList {
  readonly startAt: string | undefined;
  readonly states: readonly CheckedState[];
  /** The list around the state that this one is in, where its variables can be seen: not from a distributed map's executions. */
  readonly outer?: StateList;
}

export interface CheckedState {
  readonly name: string;
  readonly path: Path;
  readonly type: unknown;
  readonly fields: JsonObject;
  readonly language: QueryLanguage;
}

export function machineOf(definition: JsonObject, type: Machine['type']): Machine {
  const lists = listsIn(definition, [], languageOf(definition, 'JSONPath'));
  return { type, definition, lists, states: lists.flatMap(({ states }) => states) };
}

/** Branches and processors inherit the machine's language, not that of the state they are in. */
function listsIn(
  { StartAt, States }: JsonObject,
  at: Path,
  language: QueryLanguage,
  outer?: StateList,
): StateList[] {
  const states = Object.entries(isObject(States) ? States : {}).flatMap(([name, fields]): CheckedState[] => {
    if (!isObject(fields)) return [];
    const path = [...at, 'States', name];
    return [{ name, path, type: fields.Type, fields, language: languageOf(fields, language) }];
  });
  const list = {
    startAt: typeof StartAt === 'string' ? StartAt : undefined,
    states,
    ...(outer && { outer }),
  };
  const inner = states.flatMap(({ fields, path }) =>
    innerMachines(fields).flatMap(([key, machine]) =>
      listsIn(machine, [...path, ...key], language, isDistributed(fields) ? undefined : list),
    ),
  );
  return [list, ...inner];
}

/** Whether a state is a Map whose items have executions of their own. */
export function isDistributed({ ItemProcessor: processor }: JsonObject): boolean {
  const config = isObject(processor) ? processor.ProcessorConfig : undefined;
  return isObject(config) && config.Mode === 'DISTRIBUTED';
}

function languageOf({ QueryLanguage: own }: JsonObject, outer: QueryLanguage): QueryLanguage {
  return own === 'JSONata' || own === 'JSONPath' ? own : outer;
}
