import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../../src/errors.ts';
import { loadWorkflow, type LoadOptions } from '../../src/workflow/load.ts';
import type { Step } from '../../src/workflow/step.ts';
import type { Workflow } from '../../src/workflow/workflow.ts';

/** Files of a folder by their paths. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** The smallest Python function. */
export const python = 'def handler(event, context): pass\n';

/** A name, and the steps from line 3 on. */
export const steps = (list: string): string => `name: x\nsteps:\n${list}`;

/** A workflow that does nothing, and further keys from line 3 on. */
export const keys = (others: string): string => `name: x\nsteps: [{ pass: }]\n${others}`;

/** An existing function's ARN, for steps whose function does not matter. */
export const arn = 'arn:aws:lambda:us-east-1:123456789012:function:f';

/** Reads a workflow from a folder that holds it and `files`. */
export async function load(
  yaml: string,
  files: Files = {},
  options: Partial<LoadOptions> = {},
): Promise<Workflow> {
  const folder = mkdtempSync(join(tmpdir(), 'stepline-workflow-'));
  try {
    for (const [path, content] of Object.entries({ 'workflow.yaml': yaml, ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return await loadWorkflow('.', { env: {}, cwd: folder, ...options });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a person is told about a workflow with mistakes: one line each. */
export async function mistakesIn(...workflow: Parameters<typeof load>): Promise<string[]> {
  try {
    await load(...workflow);
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n');
    throw error;
  }
  return [];
}

/** Why a row is there, the lines that are to be said, and the workflow. */
export type Mistake = readonly [why: string, says: readonly string[], ...workflow: Parameters<typeof load>];

/** The steps of a workflow that has no mistakes. */
export async function stepsOf(...workflow: Parameters<typeof load>): Promise<readonly Step[]> {
  const { definition } = await load(...workflow);
  if (definition.kind !== 'steps') throw new Error('this workflow has a definition');
  return definition.steps;
}
