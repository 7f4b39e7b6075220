/** `import`: a definition in ASL → a workflow.yaml. */
import { basename, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { importDefinition, type Import } from '../import/import.ts';
import type { Given } from '../import/workflow.ts';
import { isObject, type Json } from '../json.ts';
import { nameFrom } from '../workflow/name.ts';
import { readText } from '../workflow/read.ts';
import type { Locate } from '../workflow/workflow.ts';
import { parseDocument } from '../workflow/yaml/document.ts';

const fallback = 'imported';

/**
 * The workflow of a file that holds a definition, or what DescribeStateMachine answers: that has
 * the name and the type too. Throws UserError for a file that holds neither.
 */
export async function importFile(file: string): Promise<Import> {
  const { document, problems } = parseDocument(await readText(resolve(file), file), file);
  if (!document || problems.length > 0) throw new UserError(problems);
  return importDefinition(givenIn(document.value, file, document.locate));
}

function givenIn(value: Json, file: string, locate: Locate): Given {
  if (!isObject(value)) throw noDefinition(locate([]));
  const { definition, name, type } = value;
  if (typeof definition !== 'string') {
    if (!isObject(value.States)) throw noDefinition(locate([]));
    return { name: nameFrom(basename(file).split('.')[0] ?? '', fallback), definition: value };
  }
  const { document } = parseDocument(definition, file);
  if (!isObject(document?.value)) throw noDefinition(locate(['definition']));
  return {
    name: nameFrom(typeof name === 'string' ? name : '', fallback),
    ...(type === 'EXPRESS' && { type }),
    definition: document.value,
  };
}

function noDefinition(at: ReturnType<Locate>): UserError {
  const hint = 'Give a definition with "States", or what `aws stepfunctions describe-state-machine` prints';
  return new UserError({ what: 'this is no state machine in ASL', hint, at });
}
