import type { z } from 'zod';
import { isObject } from '../json.ts';
import type { Diagnostics } from './diagnostics.ts';
import { didYouMean, nearest } from './nearest.ts';
import { alternatives, phrase, subject } from './phrase.ts';
import type { Path } from './workflow.ts';

type Issue = z.core.$ZodIssue;

/** What to say about a key that a schema does not have. Undefined: the usual. */
export type AboutKey = (key: string) => { what: string; hint?: string } | undefined;

/** `value` as the schema's type, or undefined when it does not fit: then every fault is reported, with its place. */
export function check<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  at: { path: Path; diagnostics: Diagnostics; aboutKey?: AboutKey },
): z.infer<Schema> | undefined {
  // An empty message marks the issues that the schema itself has no words for.
  const result = schema.safeParse(value, { error: () => '' });
  if (result.success) return result.data;
  reportAll(result.error.issues, at.path, value, at);
  return undefined;
}

/** The same for a key: the last one of the path. */
export function checkKey(schema: z.ZodType, key: string, at: { path: Path; diagnostics: Diagnostics }): void {
  const issues = schema.safeParse(key, { error: () => '' }).error?.issues ?? [];
  for (const issue of issues) reportKeyText(issue, at.path, at);
}

type Target = Parameters<typeof check>[2];

/**
 * A rule over a whole map is not judged while its parts are wrong, and a key is not missing when it stands there misspelt.
 * @param base where the value is that the issues' paths start from. @param value that value.
 */
function reportAll(issues: readonly Issue[], base: Path, value: unknown, target: Target): void {
  const parts = issues.filter(({ code }) => code !== 'custom');
  const misspelt = new Set(issues.flatMap(misspeltKeys));
  for (const issue of issues) {
    const isRule =
      issue.code === 'custom' && parts.some(({ path }) => startsWith(path as Path, issue.path as Path));
    if (isRule || misspelt.has(issue.path.join('.'))) continue;
    report(issue, base, value, target);
  }
}

function report(issue: Issue, base: Path, value: unknown, target: Target): void {
  const path = [...base, ...(issue.path as Path)];
  const input = valueAt(value, issue.path as Path);
  if (input === undefined) reportMissing(issue, path, target);
  else if (issue.code === 'unrecognized_keys') reportKeys(issue, path, target);
  else if (issue.code === 'invalid_union') reportUnion(issue, path, input, target);
  else if (issue.code === 'invalid_key') reportKeyText(issue.issues[0] ?? issue, path, target);
  else reportValue(issue, path, input, target);
}

function reportValue(issue: Issue, path: Path, input: unknown, { diagnostics }: Target): void {
  const { what, hint } = phrase(issue, input);
  diagnostics.error(path, `${subject(path)} ${what}`, hint);
}

function reportMissing(issue: Issue, path: Path, { diagnostics }: Target): void {
  const hint = issue.code === 'invalid_value' ? `It is ${alternatives(issue.values.map(String))}` : undefined;
  diagnostics.error(path.slice(0, -1), `the key "${String(path.at(-1))}" is missing here`, hint);
}

function reportKeys(issue: Issue & { code: 'unrecognized_keys' }, path: Path, target: Target): void {
  const known = knownKeys(issue);
  for (const key of issue.keys) {
    const { what, hint } = (path.length === target.path.length ? target.aboutKey?.(key) : undefined) ?? {
      what: `unknown key "${key}"`,
      hint: hintFor(key, known),
    };
    target.diagnostics.errorAtKey([...path, key], what, hint);
  }
}

function reportKeyText(issue: Issue, path: Path, { diagnostics }: Target): void {
  const { what, hint } = phrase(issue, path.at(-1));
  diagnostics.errorAtKey(path, `${subject(path)} ${what}`, hint);
}

/** Of several forms, the one whose type fits explains what is wrong; when none fits, the union's own words do. */
function reportUnion(
  issue: Issue & { code: 'invalid_union' },
  path: Path,
  input: unknown,
  target: Target,
): void {
  const fitting = issue.errors.find((branch) => !branch.some(isAboutType));
  if (fitting && (isObject(input) || Array.isArray(input))) {
    reportAll(fitting, path, input, target);
  } else reportValue(issue, path, input, target);
}

/** The message of such an issue is the list of the keys there are: see `map` in schema/map.ts. */
function knownKeys(issue: Issue & { code: 'unrecognized_keys' }): string[] {
  return issue.message.split(',');
}

function misspeltKeys(issue: Issue): string[] {
  if (issue.code !== 'unrecognized_keys') return [];
  return issue.keys.flatMap((key) => {
    const meant = nearest(key, knownKeys(issue));
    return meant === undefined ? [] : [[...issue.path, meant].join('.')];
  });
}

function hintFor(key: string, known: readonly string[]): string {
  if (key === '<<') return 'YAML 1.2 has no merge keys. Repeat the keys, or use "defaults"';
  // A name that ends in Seconds in ASL drops it here.
  const meant = didYouMean(key.replace(/Seconds$/, ''), known);
  return meant ?? `The keys here are ${known.join(', ')}`;
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((step, index) => step === path[index]);
}

function isAboutType({ code, path }: Issue): boolean {
  return code === 'invalid_type' && path.length === 0;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((inner: unknown, step) => (inner as Record<string, unknown> | undefined)?.[step], value);
}
