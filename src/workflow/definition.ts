import { relative, resolve } from 'node:path';
import { UserError, type Problem } from '../errors.ts';
import { isObject, type Json } from '../json.ts';
import { Diagnostics } from './diagnostics.ts';
import { didYouMean } from './nearest.ts';
import { prefill, type FunctionReference, type Known } from './prefill.ts';
import { readText } from './read.ts';
import type { AslDefinition, Locate, Path } from './workflow.ts';
import { parseDocument } from './yaml/document.ts';

export interface Folders {
  /** Absolute folder that paths in the file start from. */
  readonly folder: string;
  /** Absolute folder that shown paths start from. */
  readonly cwd: string;
}

interface ReadDefinition {
  /** Absent when there is none, or none that can be read. */
  readonly definition?: AslDefinition;
  readonly references: readonly FunctionReference[];
  /** Where the references are judged, and what is wrong is reported. */
  readonly diagnostics: Diagnostics;
}

/**
 * The definition that `value` of the key `definition` is: ASL itself, or the path of a JSON or YAML file. What is wrong is
 * reported; a file that cannot be read, at the key.
 */
export async function readDefinition(
  value: Json | undefined,
  settings: Known & Folders,
  diagnostics: Diagnostics,
): Promise<ReadDefinition> {
  if (isObject(value)) return inline(value, diagnostics);
  if (typeof value !== 'string' || value === '') return { references: [], diagnostics };
  try {
    return await fromFile(value, settings);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const at = diagnostics.locate(['definition']);
    diagnostics.problems.push(...error.problems.map((problem) => ({ at, ...problem })));
    return { references: [], diagnostics };
  }
}

function inline(document: Json, diagnostics: Diagnostics): ReadDefinition {
  const locate: Locate = (path, excerpt) => diagnostics.locate(['definition', ...path], excerpt);
  const definition = { kind: 'asl', document, locate } as const;
  return { ...asl(definition, ['definition'], diagnostics), references: [], diagnostics };
}

async function fromFile(path: string, { folder, cwd, ...known }: Known & Folders): Promise<ReadDefinition> {
  const file = resolve(folder, path);
  const shown = relative(cwd, file);
  const { document, problems } = parseDocument(await readText(file, shown), shown);
  if (!document) throw new UserError(problems);
  const diagnostics = new Diagnostics(document, problems);
  const { value, references } = prefill(document.value, () => true, known, diagnostics);
  const locate: Locate = (place, excerpt) => diagnostics.locate(place, excerpt);
  return { ...asl({ kind: 'asl', document: value, locate }, [], diagnostics), references, diagnostics };
}

interface Unchecked extends Omit<AslDefinition, 'document'> {
  readonly document: Json;
}

/** Only what makes a document a state machine at all. */
function asl(
  { document, ...rest }: Unchecked,
  path: Path,
  diagnostics: Diagnostics,
): { definition?: AslDefinition } {
  const fault = faultOf(document);
  if (fault) diagnostics.error([...path, ...fault.path], fault.what, fault.hint);
  return isObject(document) ? { definition: { ...rest, document } } : {};
}

function faultOf(document: Json): (Pick<Problem, 'what' | 'hint'> & { path: Path }) | undefined {
  const { StartAt: start, States: states } = isObject(document) ? document : {};
  if (!isObject(states)) {
    return { path: ['States'], what: 'a definition needs "States", a map' };
  }
  if (typeof start !== 'string')
    return { path: ['StartAt'], what: 'a definition needs "StartAt", the name of a state' };
  if (Object.hasOwn(states, start)) return undefined;
  const hint = didYouMean(start, Object.keys(states));
  return { path: ['StartAt'], what: `there is no state "${start}"`, ...(hint !== undefined && { hint }) };
}
