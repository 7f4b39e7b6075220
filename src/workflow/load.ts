import { stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { compose } from './compose.ts';
import { inOrder } from './diagnostics.ts';
import { withIncluded } from './include.ts';
import { readText } from './read.ts';
import { inStage } from './stages.ts';
import type { Workflow } from './workflow.ts';
import { parseDocument } from './yaml/document.ts';

export interface LoadOptions {
  /** Which of the workflow's deployments is meant: a part of all resource names. `dev` unless given. */
  readonly stage?: string;
  /** What `${env.NAME}` takes its values from. */
  readonly env: NodeJS.ProcessEnv;
  /** Absolute folder that `pathOrFolder` and the paths in messages start from; the current one unless given. */
  readonly cwd?: string;
}

const fileName = 'workflow.yaml';

/**
 * Reads and checks a workflow file, or the `workflow.yaml` of a folder, with all the sources that it names.
 * @throws {UserError} with everything that is wrong, in the order of the file.
 */
export async function loadWorkflow(pathOrFolder: string, options: LoadOptions): Promise<Workflow> {
  const { stage = 'dev', env, cwd = process.cwd() } = options;
  const file = await findFile(resolve(cwd, pathOrFolder), pathOrFolder);
  const shown = relative(cwd, file);
  const { document, problems } = parseDocument(await readText(file, shown), shown);
  if (!document) throw new UserError(problems);
  const whole = await withIncluded(document, { cwd });
  const found = [...problems, ...whole.problems];
  const composed = await compose(inStage(whole.document, stage), found, {
    folder: dirname(file),
    cwd,
    stage,
    env,
  });
  if (composed.workflow) return composed.workflow;
  throw new UserError(inOrder(composed.problems, shown));
}

async function findFile(path: string, shown: string): Promise<string> {
  const hint = `Give a workflow file, or a folder that holds ${fileName}`;
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UserError({ what: `there is no file or folder "${shown}"`, hint });
  if (!found.isDirectory()) return path;
  const file = join(path, fileName);
  if (await stat(file).catch(() => undefined)) return file;
  throw new UserError({ what: `there is no ${fileName} in "${shown}"`, hint });
}
