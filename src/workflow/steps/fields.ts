import { isObject, type Json, type JsonObject } from '../../json.ts';
import { durationPattern, secondsOf } from '../duration.ts';
import type { Kind } from '../schema/steps.ts';
import type { QueryLanguage } from '../workflow.ts';
import { checkTemplate, isExpression, within, type Place } from './expression.ts';

/** Fields of ASL that a step passes on as they are, each with the query language that has it; undefined: both. */
const passedOn: Readonly<Record<string, QueryLanguage | undefined>> = {
  assign: undefined,
  arguments: 'JSONata',
  output: 'JSONata',
  inputPath: 'JSONPath',
  outputPath: 'JSONPath',
  parameters: 'JSONPath',
  resultPath: 'JSONPath',
  resultSelector: 'JSONPath',
  errorPath: 'JSONPath',
  causePath: 'JSONPath',
};

/** Those that are built at run time. */
const templates: ReadonlySet<string> = new Set([
  'assign',
  'arguments',
  'output',
  'parameters',
  'resultSelector',
]);

/** What to write instead of a field that only this language has. */
const insteadOf: Record<QueryLanguage, string> = {
  JSONata: 'Use inputPath, outputPath and resultPath, or take "queryLanguage: JSONPath" away',
  JSONPath: 'Use "output" and "assign", or say "queryLanguage: JSONPath"',
};

/**
 * What a step passes on to its state as it is. A fail step has it inside of `fail`, a raw state in its ASL, and the output
 * of a succeed step is its own business.
 */
export function fieldsOf(kind: Kind, input: Readonly<Record<string, unknown>>, place: Place): JsonObject {
  if (kind === 'state') return {};
  if (kind === 'fail') return aslFields(input.fail as JsonObject, within(place, 'fail'));
  const { Output, ...others } = {
    ...aslFields(input, place),
    ...limitFields(input, place),
    ...credentialFields(input, place),
  };
  return kind === 'succeed' || Output === undefined ? others : { Output, ...others };
}

/** The passed-on fields of `input` in ASL's capitals; those of the other query language are reported. */
export function aslFields(input: Readonly<Record<string, unknown>>, place: Place): JsonObject {
  const keys = Object.keys(input).filter((key) => key in passedOn && input[key] !== undefined);
  for (const key of keys) {
    if (!hasLanguage(key, input, place)) continue;
    if (templates.has(key)) checkTemplate(input[key], within(place, key));
  }
  return Object.fromEntries(keys.map((key) => [aslName(key), input[key] as Json]));
}

/** A limit that is an expression has a field of its own in JSONPath: `TimeoutSecondsPath`. */
function limitFields(input: Readonly<Record<string, unknown>>, place: Place): JsonObject {
  const [timeout, heartbeat] = [secondsIn(input.timeout), secondsIn(input.heartbeat)];
  if (timeout !== undefined && heartbeat !== undefined && heartbeat >= timeout) {
    place.diagnostics.error([...place.path, 'heartbeat'], '"heartbeat" must be shorter than "timeout"');
  }
  return Object.fromEntries(
    ['timeout', 'heartbeat'].flatMap((key) =>
      amountField(`${aslName(key)}Seconds`, secondsIn(input[key]) ?? input[key], within(place, key)),
    ),
  );
}

function secondsIn(text: unknown): number | undefined {
  return typeof text === 'string' && durationPattern.test(text) ? secondsOf(text) : undefined;
}

function credentialFields({ credentials }: Readonly<Record<string, unknown>>, place: Place): JsonObject {
  if (!isObject(credentials)) return {};
  const role = credentials.roleArn as string;
  const isPath = isExpression(role, within(place, 'credentials', 'roleArn')) && isJsonPath(place);
  return { Credentials: { [isPath ? 'RoleArn.$' : 'RoleArn']: role } };
}

/** Numbers of `input` under ASL's names; a path in JSONPath under the name that ends in `Path`. */
export function amountFields(
  input: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  place: Place,
): JsonObject {
  return Object.fromEntries(keys.flatMap((key) => amountField(aslName(key), input[key], within(place, key))));
}

function amountField(name: string, value: unknown, place: Place): [string, Json][] {
  if (typeof value === 'number') return [[name, value]];
  if (typeof value !== 'string') return [];
  return [[isExpression(value, place) && isJsonPath(place) ? `${name}Path` : name, value]];
}

function isJsonPath({ queryLanguage }: Place): boolean {
  return queryLanguage === 'JSONPath';
}

/** `numericEquals` -> `NumericEquals`, `csvHeaders` -> `CSVHeaders` */
export function aslName(key: string): string {
  return key.startsWith('csv') ? key.replace('csv', 'CSV') : key.charAt(0).toUpperCase() + key.slice(1);
}

/** A map with all its keys, and those of maps in it, in ASL's capitals. */
export function aslNames(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [aslName(key), isObject(item) ? aslNames(item) : item]),
  );
}

/** Whether the step's language has the key; one that only the other has is reported. */
function hasLanguage(
  key: string,
  input: Readonly<Record<string, unknown>>,
  { path, queryLanguage, diagnostics }: Place,
): boolean {
  const language = passedOn[key];
  if (language === undefined || language === queryLanguage) return true;
  const what = `"${key}" belongs to ${language}, and this step is in ${queryLanguage}`;
  diagnostics.errorAtKey([...path, key], what, hintFor(key, language, 'pass' in input));
  return false;
}

function hintFor(key: string, language: QueryLanguage, isPass: boolean): string {
  const plain = /^(error|cause)Path$/.exec(key)?.[1];
  if (plain !== undefined) return `Give "${plain}" an expression`;
  if (key === 'arguments') return 'In JSONPath it is "parameters"';
  return key === 'parameters' && !isPass ? 'In JSONata it is "arguments"' : insteadOf[language];
}
