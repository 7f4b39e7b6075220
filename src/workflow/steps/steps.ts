import { isObject, type Json, type JsonObject } from '../../json.ts';
import { check } from '../check.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { Functions } from '../functions/functions.ts';
import { stepKinds, type Kind, type StepInput } from '../schema/steps.ts';
import type { Step, StepCommon, StepList } from '../step.ts';
import type { Path, QueryLanguage } from '../workflow.ts';
import { catchOf, type Retries } from './errors.ts';
import { aslName } from './aslNames.ts';
import { fieldsOf } from './fields.ts';
import { aboutKeyOf, kindOf } from './kind.ts';
import { partOf, type Context, type Part } from './kinds.ts';
import { countSteps, givenNames, rawInnerLists, StateNames, wishOf, type RawList } from './names.ts';
import { checkReferences } from './references.ts';

export interface Surroundings {
  readonly queryLanguage: QueryLanguage;
  readonly functions: Functions;
  readonly retries: Retries;
  readonly diagnostics: Diagnostics;
}

interface Scope extends Surroundings {
  /** All names of the machine; those that are derived are added. */
  readonly names: StateNames;
}

/** As many as AWS's 1 MB of a definition holds when each does something; a run records at least two of its 25,000 events for each. */
const mostSteps = 5_000;

/** The states that the steps of a file make. Steps with mistakes are left out; all mistakes are reported. */
export function buildSteps(list: readonly Json[], surroundings: Surroundings): Step[] {
  const path = ['steps'];
  const count = countSteps(list);
  if (count > mostSteps) {
    const what = `there are ${count} steps, and a workflow has ${mostSteps} at most`;
    surroundings.diagnostics.errorAtKey(path, what, 'Move parts of them to workflows of their own');
    return [];
  }
  const names = new StateNames(givenNames({ list, path }, surroundings.diagnostics));
  return buildList({ list, path }, { ...surroundings, names });
}

function buildList({ list, path }: RawList, scope: Scope): Step[] {
  if (!Array.isArray(list)) return [];
  const values = list as readonly Json[];
  const steps = values.flatMap((value, index) => buildStep(value, [...path, index], scope) ?? []);
  // A step with mistakes has its name all the same.
  const given = values.flatMap((value) =>
    isObject(value) && typeof value.name === 'string' ? value.name : [],
  );
  const own = new Set([...given, ...steps.map(({ name }) => name)]);
  for (const step of steps) checkReferences(step, { own, all: scope.names.all }, scope.diagnostics);
  return steps;
}

/** A step gets its name before those inside of it. */
function buildStep(value: Json, path: Path, scope: Scope): Step | undefined {
  const shell = buildShell(value, path, scope);
  const inner = rawInnerLists(value).map(({ list, path: at }) =>
    buildList({ list, path: [...path, ...at] }, scope),
  );
  return shell && filled(shell, inner);
}

/** The step with what its inner lists have become. */
function filled(step: Step, inner: readonly (readonly Step[])[]): Step {
  const fill = (list: StepList, index: number): StepList => ({ ...list, steps: inner[index] ?? [] });
  if (step.kind === 'parallel') return { ...step, branches: step.branches.map(fill) };
  return step.kind === 'map' ? { ...step, processor: fill(step.processor, 0) } : step;
}

/** The step, but for the steps inside of it. */
function buildShell(value: Json, path: Path, scope: Scope): Step | undefined {
  const { diagnostics } = scope;
  if (!isObject(value)) {
    const what = `item ${Number(path.at(-1)) + 1} of "steps" must be a map`;
    diagnostics.error(path, what, 'Write "- function: …"');
    return undefined;
  }
  const kind = kindOf(value, path, diagnostics);
  const input = kind && check(stepKinds[kind], value, { path, diagnostics, aboutKey: aboutKeyOf(kind) });
  const context = { ...scope, path, queryLanguage: languageOf(value, scope) };
  return input && assemble(kind, input, context, scope.names);
}

/** A raw state keeps ASL's own default; every other step has the file's. */
function languageOf(step: JsonObject, surroundings: Surroundings): QueryLanguage {
  const raw = step.state;
  if (isObject(raw)) return raw.QueryLanguage === 'JSONata' ? 'JSONata' : 'JSONPath';
  return (step.queryLanguage as QueryLanguage | undefined) ?? surroundings.queryLanguage;
}

function assemble(kind: Kind, input: StepInput, context: Context, names: StateNames): Step | undefined {
  const part = (partOf[kind] as (input: StepInput, context: Context) => Part | undefined)(input, context);
  return part && { ...commonOf(kind, input, part, context, names), ...part };
}

/** What a step may bring, whatever its kind. */
interface AnyInput {
  readonly name?: string;
  readonly comment?: string;
  readonly next?: string;
  readonly end?: boolean;
  readonly retry?: Parameters<Retries['policy']>[0];
  readonly catch?: Parameters<typeof catchOf>[0];
  readonly [key: string]: unknown;
}

function commonOf(kind: Kind, given: StepInput, part: Part, context: Context, names: StateNames): StepCommon {
  const input = given as AnyInput;
  const { retries, diagnostics } = context;
  const name = input.name ?? names.derive(wishFor(part) ?? wishOf(kind, input));
  if (input.next !== undefined && input.end === true) {
    context.diagnostics.errorAtKey(
      [...context.path, 'end'],
      '"next" and "end" exclude each other',
      'Keep one',
    );
  }
  return {
    name,
    at: context.diagnostics.locate(context.path),
    path: context.path,
    ...(input.comment !== undefined && { comment: input.comment }),
    queryLanguage: context.queryLanguage,
    ...(input.next !== undefined && { next: input.next }),
    end: input.end === true,
    fields: fieldsOf(kind, input, context),
    ...(input.retry && { retry: retries.policy(input.retry, [...context.path, 'retry'], diagnostics) }),
    ...(input.catch && { catch: catchOf(input.catch, context) }),
  };
}

function wishFor(part: Part): string | undefined {
  if (part.kind === 'function' && 'key' in part.function) return part.function.key;
  return part.kind === 'service' ? aslName(part.operation) : undefined;
}
