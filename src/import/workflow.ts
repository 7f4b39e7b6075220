/** A definition → the value of a workflow.yaml. */
import { everyState } from '../compile/asl/states.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { takesSubstitutions } from '../workflow/prefill.ts';
import type { Path, QueryLanguage } from '../workflow/workflow.ts';
import { machineLanguage, stateLanguage } from './canonical.ts';
import { durationOf } from './fields.ts';
import { readingOrder } from './order.ts';
import { stepsFor } from './step.ts';

/** What is imported. */
export interface Given {
  /** The workflow's name. */
  readonly name: string;
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly definition: JsonObject;
}

/** A workflow, and where its steps are. */
export interface Imported {
  readonly value: JsonObject;
  readonly steps: readonly ImportedStep[];
}

export interface ImportedStep {
  /** Where it stands in the workflow. */
  readonly path: Path;
  /** Where its state stands in the definition. */
  readonly from: Path;
  /** Whether its state stays as it is, for want of another way. */
  readonly isRaw: boolean;
}

/** By the path of a state, how many of the steps that may stand for it have been tried in vain. */
export type Tried = ReadonlyMap<string, number>;

export function workflowOf({ name, type, definition }: Given, tried: Tried): Imported {
  const { Comment, TimeoutSeconds } = definition;
  const importer = new Importer(definition, tried);
  const steps = importer.list(definition, [], ['steps']);
  const value = {
    name,
    ...(Comment !== undefined && { description: Comment }),
    ...(type === 'EXPRESS' && { type }),
    ...(TimeoutSeconds !== undefined && { timeout: durationOf(TimeoutSeconds) }),
    ...(importer.language === 'JSONPath' && { queryLanguage: 'JSONPath' }),
    steps,
  };
  return { value: inert(value, []) as JsonObject, steps: importer.steps };
}

/** The workflow that has the definition as it is. */
export function asItIs({ name, type, definition }: Given): JsonObject {
  return inert({ name, ...(type === 'EXPRESS' && { type }), definition }, []) as JsonObject;
}

export function keyOfPath(path: Path): string {
  return JSON.stringify(path);
}

class Importer {
  readonly steps: ImportedStep[] = [];
  /** What most of the states speak: the file's language. */
  readonly language: QueryLanguage;
  readonly #machine: QueryLanguage;
  readonly #tried: Tried;

  constructor(definition: JsonObject, tried: Tried) {
    this.#machine = machineLanguage(definition);
    this.#tried = tried;
    const states = everyState(definition).map(({ state }) => stateLanguage(state, this.#machine));
    const paths = states.filter((one) => one === 'JSONPath').length;
    this.language = paths > states.length / 2 ? 'JSONPath' : 'JSONata';
  }

  list(machine: Json | undefined, from: Path, to: Path): Json {
    if (!isObject(machine) || !isObject(machine.States)) return [];
    const { States } = machine;
    const order = readingOrder(machine);
    return order.map((name, index) =>
      this.#step(
        { name, from: [...from, 'States', name], path: [...to, index] },
        States[name],
        order[index + 1],
      ),
    );
  }

  #step(
    { name, from, path }: { name: string; from: Path; path: Path },
    state: Json | undefined,
    following: string | undefined,
  ): Json {
    if (!isObject(state)) return { name, state: state ?? null };
    const place = this.steps.length;
    const choices = stepsFor(name, state, {
      machine: this.#machine,
      file: this.language,
      following,
      stepsOf: (inner, at, to) => this.list(inner, [...from, ...at], [...path, ...to]),
    });
    const index = Math.min(this.#tried.get(keyOfPath(from)) ?? 0, choices.length - 1);
    const isRaw = index === choices.length - 1;
    // The states inside of a raw one are no steps.
    this.steps.splice(place, isRaw ? Infinity : 0, { path, from, isRaw });
    return choices[index] ?? null;
  }
}

/** No text of the definition is a reference, wherever it looks like one. */
function inert(value: Json, path: Path): Json {
  if (typeof value === 'string')
    return takesSubstitutions(path) ? value.replaceAll('${', () => '$${') : value;
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item, index) => inert(item, [...path, index]));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inert(item, [...path, key])]));
}
