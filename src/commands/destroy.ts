/** `destroy`: delete everything that a workflow and stage own. */
import type { Connection } from '../aws/connection.ts';
import { ownershipTags } from '../compile/compile.ts';
import { namesFor } from '../compile/names.ts';
import { remove } from '../deploy/removal.ts';
import { findOwned, type Owned } from '../deploy/owned.ts';
import { loadWorkflow } from '../workflow/load.ts';
import { atBench, type CommandContext } from './prepare.ts';

export interface DestroyOptions extends CommandContext {
  readonly connection: Connection;
  /** Asked with what would be deleted, when there is anything; nothing is deleted unless it answers true. */
  readonly confirm: (owned: readonly Owned[]) => Promise<boolean>;
}

export interface DestroyResult {
  readonly owned: readonly Owned[];
  readonly destroyed: boolean;
}

export async function destroyWorkflow(options: DestroyOptions): Promise<DestroyResult> {
  const { path, env, stage } = options;
  const workflow = await loadWorkflow(path, { env, ...(stage !== undefined && { stage }) });
  return atBench(options, options.connection, async (bench) => {
    const { rolePath } = namesFor(workflow.name, workflow.stage, bench.aws.target);
    const owned = await findOwned(bench.aws, ownershipTags(workflow), rolePath, bench.signal);
    const destroyed = owned.length > 0 && (await options.confirm(owned));
    if (destroyed) await remove(bench, owned);
    return { owned, destroyed };
  });
}
