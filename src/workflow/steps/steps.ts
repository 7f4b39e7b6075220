import { isObject, type Json, type JsonObject } from '../../json.ts';
import { check } from '../check.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { Functions } from '../functions/functions.ts';
import { stepKinds, type Kind, type StepInput } from '../schema/steps.ts';
import type { Path, QueryLanguage, Step, StepCommon } from '../workflow.ts';
import { catchOf, retryOf } from './errors.ts';
import { fieldsOf } from './fields.ts';
import { aboutKeyOf, kindOf } from './kind.ts';
import { partOf, type Context, type Part } from './kinds.ts';
import { deriveName, givenNames, wishOf } from './names.ts';
import { checkReferences } from './references.ts';

export interface Surroundings {
  readonly queryLanguage: QueryLanguage;
  readonly functions: Functions;
  readonly diagnostics: Diagnostics;
}

/** The states that a list of steps makes. Steps with mistakes are left out; all mistakes are reported. */
export function buildSteps(list: readonly Json[], surroundings: Surroundings): Step[] {
  const given = givenNames(list, surroundings.diagnostics);
  const names = new Set(given.filter((name) => name !== undefined));
  const built = list.flatMap((value, index) => {
    const path = ['steps', index];
    const step = buildStep(value, path, names, surroundings);
    return step ? [{ step, path }] : [];
  });
  for (const { step, path } of built) checkReferences(step, path, names, surroundings.diagnostics);
  return built.map(({ step }) => step);
}

/** Adds the step's name to `names` when it is derived. */
function buildStep(
  value: Json,
  path: Path,
  names: Set<string>,
  surroundings: Surroundings,
): Step | undefined {
  const { diagnostics } = surroundings;
  if (!isObject(value)) {
    diagnostics.error(
      path,
      `item ${Number(path.at(-1)) + 1} of "steps" must be a map`,
      'Write "- function: …"',
    );
    return undefined;
  }
  const kind = kindOf(value, path, diagnostics);
  const input = kind && check(stepKinds[kind], value, { path, diagnostics, aboutKey: aboutKeyOf(kind) });
  return (
    input &&
    assemble(kind, input, { ...surroundings, path, queryLanguage: languageOf(value, surroundings) }, names)
  );
}

/** A raw state keeps ASL's own default; every other step has the file's. */
function languageOf(step: JsonObject, surroundings: Surroundings): QueryLanguage {
  const raw = step.state;
  if (isObject(raw)) return raw.QueryLanguage === 'JSONata' ? 'JSONata' : 'JSONPath';
  return (step.queryLanguage as QueryLanguage | undefined) ?? surroundings.queryLanguage;
}

function assemble(kind: Kind, input: StepInput, context: Context, names: Set<string>): Step | undefined {
  const part = (partOf[kind] as (input: StepInput, context: Context) => Part | undefined)(input, context);
  return part && { ...commonOf(kind, input, part, context, names), ...part };
}

/** What a step may bring, whatever its kind. */
interface AnyInput {
  readonly name?: string;
  readonly comment?: string;
  readonly next?: string;
  readonly end?: boolean;
  readonly retry?: Parameters<typeof retryOf>[0];
  readonly catch?: Parameters<typeof catchOf>[0];
  readonly [key: string]: unknown;
}

function commonOf(
  kind: Kind,
  given: StepInput,
  part: Part,
  context: Context,
  names: Set<string>,
): StepCommon {
  const input = given as AnyInput;
  const name = input.name ?? deriveName(wishFor(part) ?? wishOf(kind, input), names);
  names.add(name);
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
    ...(input.comment !== undefined && { comment: input.comment }),
    queryLanguage: context.queryLanguage,
    ...(input.next !== undefined && { next: input.next }),
    end: input.end === true,
    fields: fieldsOf(kind, input, context),
    ...(input.retry && { retry: retryOf(input.retry) }),
    ...(input.catch && { catch: catchOf(input.catch, context) }),
  };
}

function wishFor(part: Part): string | undefined {
  return part.kind === 'function' && 'key' in part.function ? part.function.key : undefined;
}
