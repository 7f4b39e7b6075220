import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Kind } from '../schema/steps.ts';
import type { QueryLanguage } from '../workflow.ts';
import { limitFields } from './amounts.ts';
import { aslName } from './aslNames.ts';
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

function credentialFields({ credentials }: Readonly<Record<string, unknown>>, place: Place): JsonObject {
  if (!isObject(credentials)) return {};
  const role = credentials.roleArn as string;
  const isPath =
    isExpression(role, within(place, 'credentials', 'roleArn')) && place.queryLanguage === 'JSONPath';
  return { Credentials: { [isPath ? 'RoleArn.$' : 'RoleArn']: role } };
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
