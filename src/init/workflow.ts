/** Functions → the text of a workflow.yaml that calls them one after the other. */
import { Document, isMap, isScalar } from 'yaml';
import type { Json, JsonObject } from '../json.ts';
import type { FoundFunction } from './project.ts';

/** What a workflow begins with. */
export interface Start {
  readonly functions: readonly FoundFunction[];
  readonly input?: Json;
  readonly tests?: readonly Json[];
}

/** Name of the file that the first line tells editors of, beside the workflow. */
export const schemaFile = 'workflow.schema.json';

export function workflowText(name: string, { functions, input = {}, tests }: Start): string {
  const [first, ...others] = new Set(functions.map(({ runtime }) => runtime));
  const shared = others.length === 0 ? first : undefined;
  const document = new Document({
    name,
    ...(shared && { defaults: { function: { runtime: shared } } }),
    functions: Object.fromEntries(functions.map((one) => [one.key, settings(one, shared)])),
    steps: functions.map(({ key }) => ({ function: key })),
    input,
    ...(tests && { tests }),
  });
  document.commentBefore = ` yaml-language-server: $schema=./${schemaFile}`;
  const { contents } = document;
  // A blank line before each part, but none between the name and what is of it.
  for (const { key } of isMap(contents) ? contents.items.slice(1) : []) {
    if (isScalar(key)) key.spaceBefore = true;
  }
  return document.toString({ lineWidth: 110, singleQuote: true });
}

function settings({ source, handler, runtime }: FoundFunction, shared: string | undefined): JsonObject {
  return { source, ...(handler !== undefined && { handler }), ...(runtime !== shared && { runtime }) };
}
