/** `deploy`: deploy and promote without an execution. */
import type { Connection } from '../aws/connection.ts';
import { buildCandidate } from '../deploy/candidate.ts';
import type { Plan } from '../deploy/plan.ts';
import { promote, type Deployment } from '../deploy/promote.ts';
import { atBench, makeDeployPlan, readSources, type CommandContext } from './prepare.ts';

export interface DeployOptions extends CommandContext {
  readonly connection: Connection;
}

export interface DeployResult {
  readonly plan: Plan;
  readonly deployment: Deployment;
}

export async function deployWorkflow(options: DeployOptions): Promise<DeployResult> {
  const sources = await readSources(options);
  return atBench(options, options.connection, async (bench) => {
    const plan = await makeDeployPlan(options, bench, sources);
    const deployment = await promote(bench, await buildCandidate(bench, plan));
    bench.report({ kind: 'promoted', deployment });
    return { plan, deployment };
  });
}
