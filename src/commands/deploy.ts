/** `deploy`: deploy and promote without an execution. */
import type { Connection } from '../aws/connection.ts';
import { buildCandidate } from '../deploy/candidate.ts';
import { digestOf } from '../deploy/digest.ts';
import { writesOf, type Plan } from '../deploy/plan.ts';
import { promote, type Deployment } from '../deploy/promote.ts';
import { exitCode, UserError } from '../errors.ts';
import { atBench, onPlan, readSources, type CommandContext } from './prepare.ts';

export interface DeployOptions extends CommandContext {
  readonly connection: Connection;
  /** Digest of the plan to carry out: exactly that, or nothing. */
  readonly digest?: string;
}

export interface DeployResult {
  readonly plan: Plan;
  readonly deployment: Deployment;
}

export async function deployWorkflow(options: DeployOptions): Promise<DeployResult> {
  const sources = await readSources(options);
  return atBench(options, options.connection, (bench) =>
    onPlan(options, bench, sources, async (held, plan) => {
      requireSamePlan(plan, options.digest);
      const candidate = await buildCandidate(held, plan);
      const deployment = await promote(held, candidate, sources.workflow);
      options.report({ kind: 'promoted', deployment });
      return { plan, deployment };
    }),
  );
}

function requireSamePlan(plan: Plan, digest: string | undefined): void {
  if (digest === undefined || digestOf(plan) === digest) return;
  const now = writesOf(plan).map(({ action, resource, name }) => `${action} ${resource} ${name}`);
  throw new UserError(
    {
      what: `the world, or the workflow, has changed since the plan was made; now it would be: ${now.join(', ') || 'no changes'}`,
      hint: 'Look at a new plan, and deploy that one',
    },
    exitCode.refused,
  );
}
