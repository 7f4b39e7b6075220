import type { Json, JsonObject } from '../../json.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { Kind } from '../schema/steps.ts';
import type { Path, QueryLanguage } from '../workflow.ts';

/** Fields of ASL that a step passes on as they are, each with the query language that has it; undefined: both. */
const passedOn: Readonly<Record<string, QueryLanguage | undefined>> = {
  assign: undefined,
  output: 'JSONata',
  inputPath: 'JSONPath',
  outputPath: 'JSONPath',
  parameters: 'JSONPath',
  resultPath: 'JSONPath',
  resultSelector: 'JSONPath',
  errorPath: 'JSONPath',
  causePath: 'JSONPath',
};

/** What to write instead of a field that only this language has. */
const insteadOf: Record<QueryLanguage, string> = {
  JSONata: 'Use inputPath, outputPath and resultPath, or take "queryLanguage: JSONPath" away',
  JSONPath: 'Use "output" and "assign", or say "queryLanguage: JSONPath"',
};

/** Where a map of the file is, and the language its step speaks. */
export interface Place {
  readonly path: Path;
  readonly queryLanguage: QueryLanguage;
  readonly diagnostics: Diagnostics;
}

/**
 * What a step passes on to its state as it is. A fail step has it inside of `fail`, a raw state in its ASL, and the output
 * of a succeed step is its own business.
 */
export function fieldsOf(kind: Kind, input: Readonly<Record<string, unknown>>, place: Place): JsonObject {
  if (kind === 'state') return {};
  if (kind === 'fail') {
    return aslFields(input.fail as JsonObject, { ...place, path: [...place.path, 'fail'] });
  }
  const { Output, ...others } = { ...aslFields(input, place), ...limitFields(input, place) };
  return kind === 'succeed' || Output === undefined ? others : { Output, ...others };
}

/** The passed-on fields of `input` in ASL's capitals; those of the other query language are reported. */
export function aslFields(input: Readonly<Record<string, unknown>>, place: Place): JsonObject {
  const keys = Object.keys(input).filter((key) => key in passedOn && input[key] !== undefined);
  for (const key of keys) checkLanguage(key, passedOn[key], place);
  return Object.fromEntries(keys.map((key) => [aslName(key), input[key] as Json]));
}

/** A time limit that is an expression is a field of ASL: `TimeoutSeconds` in JSONata, `TimeoutSecondsPath` in JSONPath. */
function limitFields(input: Readonly<Record<string, unknown>>, place: Place): JsonObject {
  const limits = ['timeout', 'heartbeat'].flatMap((key) => {
    const text = input[key];
    if (typeof text !== 'string' || !isExpression(text, { ...place, path: [...place.path, key] })) return [];
    return [[`${aslName(key)}Seconds${place.queryLanguage === 'JSONPath' ? 'Path' : ''}`, text]];
  });
  return Object.fromEntries(limits) as JsonObject;
}

/** `numericEquals` -> `NumericEquals` */
export function aslName(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}

/** Reports a key that only the other query language has. */
function checkLanguage(
  key: string,
  language: QueryLanguage | undefined,
  { path, queryLanguage, diagnostics }: Place,
): void {
  if (language === undefined || language === queryLanguage) return;
  const what = `"${key}" belongs to ${language}, and this step is in ${queryLanguage}`;
  const plain = /^(error|cause)Path$/.exec(key)?.[1];
  diagnostics.errorAtKey([...path, key], what, plain ? `Give "${plain}" an expression` : insteadOf[language]);
}

/** Whether text is an expression of the step's language; one of the other language is reported. */
export function isExpression(text: string, place: Place): boolean {
  const language = /^\s*\{%/.test(text) ? 'JSONata' : text.startsWith('$') ? 'JSONPath' : undefined;
  if (language === undefined) return false;
  if (language !== place.queryLanguage) {
    const what = `"${text}" is ${language}, and this step is in ${place.queryLanguage}`;
    const hint = place.queryLanguage === 'JSONata' ? "Write '{% … %}'" : 'Write a path such as $.seconds';
    place.diagnostics.error(place.path, what, hint);
  }
  return true;
}
