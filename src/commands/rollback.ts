/** `rollback`: move `live` back to the version before. */
import type { Connection } from '../aws/connection.ts';
import { compile } from '../compile/compile.ts';
import { withLease } from '../deploy/lease.ts';
import { rollback, type Rollback } from '../deploy/rollback.ts';
import { loadWorkflow } from '../workflow/load.ts';
import { atBench, type CommandContext } from './prepare.ts';

export interface RollbackOptions extends CommandContext {
  readonly connection: Connection;
}

export async function rollbackWorkflow(options: RollbackOptions): Promise<Rollback> {
  const { path, env, stage } = options;
  const workflow = await loadWorkflow(path, { env, ...(stage !== undefined && { stage }) });
  return atBench(options, options.connection, (bench) => {
    const blueprint = compile(workflow, bench.aws.target);
    return withLease(bench, blueprint, (held) => rollback(held, blueprint));
  });
}
