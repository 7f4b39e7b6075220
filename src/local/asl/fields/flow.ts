import type { Json, JsonObject } from '../../../json.ts';
import type { QueryLanguage } from '../definition.ts';
import type { Variables } from '../scope.ts';
import type { Visit } from '../visit.ts';
import { jsonataFlow } from './jsonata-flow.ts';
import { jsonpathFlow } from './jsonpath-flow.ts';

/** The fields that a state's data flows through on its way in and out. */
export interface Flow {
  /** What the state works on: InputPath and Parameters, or Arguments. */
  take(visit: Visit): Promise<Taken>;
  /** ResultSelector, Assign, ResultPath and OutputPath; or Assign and Output. */
  give(visit: Visit, taken: Taken, result: Json): Promise<Given>;
}

export interface Taken {
  /** The input after InputPath. */
  readonly input: Json;
  /** … and after Parameters, or what Arguments gives. */
  readonly arguments: Json;
}

export interface Given {
  readonly output: Json;
  readonly assigned?: Variables;
}

/** Compiles a state's fields; throws for expressions that cannot be compiled. */
export function compileFlow(definition: JsonObject, language: QueryLanguage): Flow {
  return language === 'JSONata' ? jsonataFlow(definition) : jsonpathFlow(definition);
}
