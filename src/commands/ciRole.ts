/** `plan --ci-role`: what the CI's own role must allow, and whom it must trust. Looks at nothing that stands. */
import type { Connection } from '../aws/connection.ts';
import { ciRole, type CiRole } from '../compile/ciRole/ciRole.ts';
import type { Jobs, Repository } from '../compile/ciRole/trust.ts';
import { loadWorkflow } from '../workflow/load.ts';
import { atBench, type CommandContext } from './prepare.ts';

export interface CiRoleOptions extends CommandContext {
  readonly connection: Connection;
  readonly repository: Repository;
  readonly jobs: Jobs;
}

export async function planCiRole(options: CiRoleOptions): Promise<CiRole> {
  const { path, env, stage, connection, repository, jobs } = options;
  const workflow = await loadWorkflow(path, { env, ...(stage !== undefined && { stage }) });
  return atBench(options, connection, ({ aws }) =>
    Promise.resolve(ciRole(workflow, aws.target, repository, jobs)),
  );
}
