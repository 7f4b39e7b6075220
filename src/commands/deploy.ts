/** `deploy`: deploy and promote without an execution. */
import type { Connection } from '../aws/connection.ts';
import { buildCandidate, type Candidate } from '../deploy/candidate.ts';
import { discard } from '../deploy/discard.ts';
import { digestOf } from '../deploy/digest.ts';
import { writesOf, type Plan } from '../deploy/plan.ts';
import { promote, type Deployment } from '../deploy/promote.ts';
import type { Workbench } from '../deploy/workbench.ts';
import { exitCode, UserError } from '../errors.ts';
import { countOf } from '../run/cases/case.ts';
import type { Tested } from '../run/cases/perform.ts';
import type { TestSpec } from '../workflow/test.ts';
import { atBench, onPlan, readSources, type CommandContext } from './prepare.ts';
import { chosenTests, testCandidate } from './test.ts';

export interface DeployOptions extends CommandContext {
  readonly connection: Connection;
  /** Digest of the plan to carry out: exactly that, or nothing. */
  readonly digest?: string;
  /** Promote only if the workflow's tests pass, each execution within this time in milliseconds. */
  readonly test?: { readonly timeLimitMs: number };
}

export interface DeployResult {
  readonly plan: Plan;
  /** What came of the tests, when they were to be run. */
  readonly tested?: Tested;
  /** What is live now; undefined when a test failed. */
  readonly deployment?: Deployment;
}

export async function deployWorkflow(options: DeployOptions): Promise<DeployResult> {
  const sources = await readSources(options);
  const { timeLimitMs = 0 } = options.test ?? {};
  const specs = options.test && chosenTests(sources.workflow);
  return atBench(options, options.connection, (bench) =>
    onPlan(options, bench, sources, async (held, plan) => {
      requireSamePlan(plan, options.digest);
      const candidate = await buildCandidate(held, plan);
      const tested = specs && (await testOrDiscard(held, candidate, specs, timeLimitMs));
      if (tested && countOf(tested.cases).failed > 0) {
        await discard(held, candidate);
        return { plan, tested };
      }
      const deployment = await promote(held, candidate, sources.workflow);
      options.report({ kind: 'promoted', deployment });
      return { plan, deployment, ...(tested && { tested }) };
    }),
  );
}

/** A candidate whose tests could not be carried out goes like one that failed. */
async function testOrDiscard(
  bench: Workbench,
  candidate: Candidate,
  specs: readonly TestSpec[],
  timeLimitMs: number,
): Promise<Tested> {
  try {
    return await testCandidate(bench, candidate, specs, timeLimitMs);
  } catch (thrown) {
    await discard(bench, candidate);
    throw thrown;
  }
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
