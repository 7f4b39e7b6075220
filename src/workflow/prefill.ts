import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Diagnostics } from './diagnostics.ts';
import { didYouMean } from './nearest.ts';
import { hasOpenReference, inert, referencesIn, settled, substituteSome } from './substitute.ts';
import type { Path } from './workflow.ts';

/** A `${functions.…}` that waits for the list of functions to be judged. */
export interface FunctionReference {
  readonly name: string;
  readonly path: Path;
}

export interface Known {
  readonly stage: string;
  readonly env: NodeJS.ProcessEnv;
  /** What `${values.NAME}` stands for, settled; undefined inside of the values themselves. */
  readonly values?: ReadonlyMap<string, string>;
}

/** Characters that all that is filled into a document may add to it. */
const largestGrowth = 2_000_000;

const plainNames = ['stage', 'region', 'account', 'partition'];

/**
 * `document` with `${stage}`, `${env.NAME}` and `${values.NAME}` filled in wherever `isOpen` says that a text takes substitutions. The
 * names that only the target knows stay; unknown and missing ones are reported.
 */
export function prefill(
  document: Json,
  isOpen: (path: Path) => boolean,
  known: Known,
  diagnostics: Diagnostics,
): { value: Json; references: FunctionReference[] } {
  const references: FunctionReference[] = [];
  let room = largestGrowth;
  const fill = (name: string): string | undefined => {
    const value = valueOf(name, known);
    room -= value?.length ?? 0;
    return room < 0 ? undefined : value;
  };
  const value = mapTexts(document, [], (text, path) => {
    if (!isOpen(path) || !text.includes('${')) return text;
    if (hasOpenReference(text)) diagnostics.error(path, 'a "${" is never closed', escapeHint);
    for (const name of referencesIn(text)) {
      if (name.startsWith('functions.') && known.values) references.push({ name, path });
      else checkName(name, path, known, diagnostics);
    }
    if (room < 0) return text;
    const filled = substituteSome(text, fill);
    if (room < 0) diagnostics.error(path, 'the values up to here make the file larger than can be read');
    return filled;
  });
  return { value, references };
}

/** What stands under `values`, with what is known filled in, settled; and the same settings with these values. */
export function withValues<Given extends Known>(
  document: Json,
  given: Given,
  diagnostics: Diagnostics,
): Given & Required<Known> {
  const values = isObject(document) && isObject(document.values) ? document.values : {};
  const filled = prefill({ values }, () => true, given, diagnostics).value as { values: JsonObject };
  const texts = Object.entries(filled.values).map(
    ([name, value]) => [name, settled(typeof value === 'string' ? value : '')] as const,
  );
  return { ...given, values: new Map(texts) };
}

/** Which texts of a workflow.yaml take substitutions. Keys never do, and neither do the names of steps. */
export function takesSubstitutions(path: Path): boolean {
  const [top, , field] = path;
  if (top === 'functions') return openInFunctions.has(String(field)) || openInDefaults.has(String(field));
  if (top === 'defaults') return openInDefaults.has(String(field));
  if (top === 'steps') return !isStepName(path.slice(2));
  if (top === 'tests') return isOpenInTests(path.slice(2));
  return openAtTop.has(String(top));
}

/** @param path where a text is in its step, or in one inside of it. */
function isStepName([key, ...rest]: Path): boolean {
  if (key === 'name') return true;
  const inner = key === 'map' ? rest : key === 'parallel' ? rest.slice(1) : [];
  return inner[0] === 'steps' && isStepName(inner.slice(2));
}

/** @param path where a text is in its test. What names steps, and conditions, stay as they are. */
function isOpenInTests([key, member]: Path): boolean {
  if (key !== 'expect') return key === 'input' || key === 'mock';
  return member === 'output' || member === 'error' || member === 'cause';
}

const openInFunctions = new Set(['permissions', 'description', 'url', 'image']);
const openInDefaults = new Set(['environment', 'layers', 'vpc', 'deadLetter', 'logs', 'kmsKey', 'role']);
const openAtTop = new Set([
  'description',
  'definition',
  'input',
  'logging',
  'role',
  'permissions',
  'permissionsBoundary',
  'artifacts',
]);

const escapeHint = 'Write "$${" for a plain "${"';

function checkName(name: string, path: Path, known: Known, diagnostics: Diagnostics): void {
  const { env, values, stage } = known;
  const variable = variableOf(name);
  const value = valueNameOf(name);
  if (!values && /^(values|functions)\./.test(name)) {
    const what = `a value cannot hold "\${${name}}"`;
    diagnostics.error(
      path,
      what,
      'It may hold ${env.NAME}, ${stage}, ${region}, ${account} and ${partition}',
    );
    return;
  }
  if (value !== undefined && values) {
    if (values.has(value)) return;
    const hint = () =>
      didYouMean(value, values.keys(), `Add it under "values", or under "stages.${stage}.values"`);
    diagnostics.error(path, `the stage "${stage}" has no value "${value}"`, hint);
    return;
  }
  if (variable !== undefined) {
    if (Object.hasOwn(env, variable)) return;
    const what = `the environment variable "${variable}" is not set`;
    diagnostics.error(path, what, 'Set it where Stepline runs, or correct the name');
  } else if (!plainNames.includes(name)) {
    diagnostics.error(path, `nothing is known by "\${${name}}"`, hintFor(name, known));
  }
}

function hintFor(name: string, { env, values }: Known): string {
  if (name.startsWith('{')) return 'GitHub fills in ${{ … }} in its own files only. Use ${env.NAME}';
  if (values?.has(name)) return `Did you mean "values.${name}"?`;
  if (Object.hasOwn(env, name)) return `Did you mean "env.${name}"?`;
  return didYouMean(name, plainNames) ?? escapeHint;
}

/** Fit to be put in. */
function valueOf(name: string, { stage, env, values }: Known): string | undefined {
  if (name === 'stage') return inert(stage);
  const value = valueNameOf(name);
  if (value !== undefined) return values?.get(value);
  const variable = variableOf(name);
  return variable !== undefined && Object.hasOwn(env, variable) ? inert(env[variable] ?? '') : undefined;
}

function valueNameOf(name: string): string | undefined {
  return name.startsWith('values.') ? name.slice('values.'.length) : undefined;
}

function variableOf(name: string): string | undefined {
  return name.startsWith('env.') ? name.slice('env.'.length) : undefined;
}

function mapTexts(value: Json, path: Path, change: (text: string, path: Path) => string): Json {
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item, index) => mapTexts(item, [...path, index], change));
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, mapTexts(item, [...path, key], change)]);
  return Object.fromEntries(entries) as Json;
}
