/** `deploy`: deploy and promote without an execution. */
import type { Connection } from '../aws/connection.ts';
import { buildCandidate } from '../deploy/candidate.ts';
import type { Plan } from '../deploy/plan.ts';
import { promote, type Deployment } from '../deploy/promote.ts';
import { atBench, onPlan, readSources, type CommandContext } from './prepare.ts';

export interface DeployOptions extends CommandContext {
  readonly connection: Connection;
}

export interface DeployResult {
  readonly plan: Plan;
  readonly deployment: Deployment;
}

export async function deployWorkflow(options: DeployOptions): Promise<DeployResult> {
  const sources = await readSources(options);
  return atBench(options, options.connection, (bench) =>
    onPlan(options, bench, sources, async (held, plan) => {
      const candidate = await buildCandidate(held, plan);
      const deployment = await promote(held, candidate, sources.workflow.keep);
      options.report({ kind: 'promoted', deployment });
      return { plan, deployment };
    }),
  );
}
