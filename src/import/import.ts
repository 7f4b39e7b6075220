/**
 * A definition in ASL → a workflow.yaml of steps that compiles to the very same machine. For each state there are steps that
 * may stand for it; which of them give it back exactly, compiling tells, and the last of them is the state itself.
 */
import { compileDefinition } from '../compile/asl/definition.ts';
import type { Position } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { compose } from '../workflow/compose.ts';
import type { Path } from '../workflow/workflow.ts';
import { parseDocument, type LocatedDocument } from '../workflow/yaml/document.ts';
import { differences } from './compare.ts';
import { asItIs, keyOfPath, workflowOf, type Given, type Imported, type ImportedStep } from './workflow.ts';
import { print } from './yaml.ts';

export interface Import {
  /** The workflow.yaml. */
  readonly text: string;
  readonly steps: number;
  /** Steps that are states as they were; all of them where the definition stays whole. */
  readonly raw: number;
}

/** Never throws: what no steps can express stays as it is, mistakes included, for `check` to tell of. */
export async function importDefinition(given: Given): Promise<Import> {
  const tried = new Map<string, number>();
  for (;;) {
    const imported = workflowOf(given, tried);
    const text = print(imported.value);
    const wrong = await mismatches(given.definition, text, imported);
    const raw = imported.steps.filter(({ isRaw }) => isRaw);
    if (wrong.length === 0) return { text, steps: imported.steps.length, raw: raw.length };
    const hopeless = wrong.some((path) => !imported.steps.some(({ from, isRaw }) => !isRaw && from === path));
    if (hopeless) return { text: print(asItIs(given)), steps: 0, raw: 0 };
    for (const path of wrong) tried.set(keyOfPath(path), (tried.get(keyOfPath(path)) ?? 0) + 1);
  }
}

/** The states that the text does not give back; the empty path where it is no state's matter. */
async function mismatches(definition: JsonObject, text: string, { steps }: Imported): Promise<Path[]> {
  const { document, problems: unreadable } = parseDocument(text, 'workflow.yaml');
  if (!document) return [[]];
  const { workflow, problems } = await compose(document, unreadable, nowhere);
  const found = workflow
    ? differences(definition, compileDefinition(workflow, anywhere))
    : problems.map(({ at }) => stepAt(at, document, steps)?.from ?? []);
  const byKey = new Map(steps.map(({ from }) => [keyOfPath(from), from]));
  return [...new Set(found.map((path) => byKey.get(keyOfPath(path)) ?? []))];
}

/** Definitions have their ARNs in them, and name no files and variables. */
const nowhere = { folder: '/', cwd: '/', stage: 'dev', env: {} };
const anywhere = { account: '123456789012', region: 'us-east-1', partition: 'aws' };

/** The step that a position is in: the last one that begins before it. */
function stepAt(
  at: Position | undefined,
  document: LocatedDocument,
  steps: readonly ImportedStep[],
): ImportedStep | undefined {
  if (!at) return undefined;
  return steps.findLast(({ path }) => {
    const { line, column } = document.locate(path);
    return line < at.line || (line === at.line && column <= at.column);
  });
}
