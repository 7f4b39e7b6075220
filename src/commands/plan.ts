/** `plan`: what a deploy would do. Reads, writes nothing. */
import type { Connection } from '../aws/connection.ts';
import type { Plan } from '../deploy/plan.ts';
import { atBench, makeDeployPlan, readSources, type CommandContext } from './prepare.ts';

export interface PlanOptions extends CommandContext {
  readonly connection: Connection;
}

export async function planWorkflow(options: PlanOptions): Promise<Plan> {
  const sources = await readSources(options);
  return atBench(options, options.connection, async (bench) => {
    const plan = await makeDeployPlan(options, bench, sources);
    options.report({ kind: 'planned', plan });
    return plan;
  });
}
