import type { Blueprint, Target } from '../../src/compile/blueprint.ts';
import { compile } from '../../src/compile/compile.ts';
import { resolveReferences } from '../../src/compile/references.ts';
import type { JsonObject } from '../../src/json.ts';
import { load } from '../workflow/support.ts';

export const target: Target = { account: '123456789012', region: 'eu-west-1', partition: 'aws' };

/** A Node function that does nothing. */
export const js = 'export const handler = async () => null;\n';

/** The blueprint of a workflow; `files` stand beside it, as do the functions a.mjs and b.mjs. */
export async function blueprintOf(
  yaml: string,
  files: Readonly<Record<string, string>> = {},
  options: Parameters<typeof load>[2] & { readonly target?: Target } = {},
): Promise<Blueprint> {
  const workflow = await load(yaml, { 'a.mjs': js, 'b.mjs': js, ...files }, options);
  return compile(workflow, options.target ?? target);
}

/** The machine's definition with `<KEY>` for each function. */
export function definitionOf({ stateMachine }: Blueprint): JsonObject {
  return resolveReferences(stateMachine.definition, (key) => `<${key}>`) as JsonObject;
}

/** A workflow of these steps that has the functions a and b. */
export const withSteps = (steps: string, top = ''): string =>
  `name: w\n${top}functions: { a: { source: a.mjs }, b: { source: b.mjs } }\nsteps:\n${steps}`;

/** The state that a machine of these steps starts at. */
export async function firstState(steps: string, top = ''): Promise<JsonObject> {
  const { States, StartAt } = definitionOf(await blueprintOf(withSteps(steps, top)));
  return (States as JsonObject)[StartAt as string] as JsonObject;
}

/** Permissions of the machine's role as `SID: RESOURCES (REASON)`. */
export function grantsOf({ stateMachine }: Blueprint): string[] {
  return stateMachine.role.statements.map(
    ({ sid, resources, reason }) => `${sid}: ${resources.join(' ')} (${reason})`,
  );
}
