import type { z } from 'zod';
import { isObject } from '../json.ts';
import type { Diagnostics } from './diagnostics.ts';
import { didYouMean } from './nearest.ts';
import { phrase, subject } from './phrase.ts';
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
  for (const issue of result.error.issues) report(issue, at.path, value, at);
  return undefined;
}

type Target = Parameters<typeof check>[2];

/** @param base where the value is that `issue.path` starts from. @param value that value. */
function report(issue: Issue, base: Path, value: unknown, target: Target): void {
  const path = [...base, ...(issue.path as Path)];
  const input = valueAt(value, issue.path as Path);
  if (issue.code === 'unrecognized_keys') reportKeys(issue, path, target);
  else if (issue.code === 'invalid_union') reportUnion(issue, path, input, target);
  else if (issue.code === 'invalid_key') reportKeyText(issue, path, target);
  else if (issue.code === 'invalid_type' && input === undefined) reportMissing(path, target);
  else reportValue(issue, path, input, target);
}

function reportValue(issue: Issue, path: Path, input: unknown, { diagnostics }: Target): void {
  const { what, hint } = phrase(issue, input);
  diagnostics.error(path, `${subject(path)} ${what}`, hint);
}

function reportMissing(path: Path, { diagnostics }: Target): void {
  diagnostics.error(path.slice(0, -1), `the key "${String(path.at(-1))}" is missing here`);
}

/** The message of such an issue is the list of the keys there are: see `map` in schema/map.ts. */
function reportKeys(issue: Issue & { code: 'unrecognized_keys' }, path: Path, target: Target): void {
  const known = issue.message.split(',');
  for (const key of issue.keys) {
    const { what, hint } = (path.length === target.path.length ? target.aboutKey?.(key) : undefined) ?? {
      what: `unknown key "${key}"`,
      hint: didYouMean(key, known, `The keys here are ${known.join(', ')}`),
    };
    target.diagnostics.errorAtKey([...path, key], what, hint);
  }
}

function reportKeyText(issue: Issue & { code: 'invalid_key' }, path: Path, { diagnostics }: Target): void {
  const [inner] = issue.issues;
  const { what, hint } = phrase({ ...issue, message: inner?.message ?? '' }, path.at(-1));
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
    for (const inner of fitting) report(inner, path, input, { ...target, path });
  } else reportValue(issue, path, input, target);
}

function isAboutType({ code, path }: Issue): boolean {
  return code === 'invalid_type' && path.length === 0;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((inner: unknown, step) => (inner as Record<string, unknown> | undefined)?.[step], value);
}
