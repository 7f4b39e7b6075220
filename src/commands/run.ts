/** `run`: deploy the candidate → execute it with the input → promote on success, discard on failure. */
import type { Connection } from '../aws/connection.ts';
import { resolveTarget } from '../compile/resolve.ts';
import { buildCandidate, type Candidate } from '../deploy/candidate.ts';
import { discard } from '../deploy/discard.ts';
import type { Plan } from '../deploy/plan.ts';
import { promote, type Deployment } from '../deploy/promote.ts';
import type { Workbench } from '../deploy/workbench.ts';
import { UserError } from '../errors.ts';
import type { Json } from '../json.ts';
import { execute } from '../run/execute.ts';
import type { Run } from '../run/run.ts';
import { judge, type Verdict } from '../run/verdict.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { atBench, onPlan, readSources, type CommandContext } from './prepare.ts';

export interface RunOptions extends CommandContext {
  readonly connection: Connection;
  /** Instead of the file's `input`. */
  readonly input?: Json;
  readonly timeLimitMs: number;
  readonly onStarted?: (executionArn: string) => void;
}

export interface RunResult {
  readonly plan: Plan;
  readonly run: Run;
  readonly verdict: Verdict;
  /** What is live now; undefined when the run failed. */
  readonly deployment?: Deployment;
}

export async function runWorkflow(options: RunOptions): Promise<RunResult> {
  const sources = await readSources(options);
  refuseExpress(sources.workflow);
  return atBench(options, options.connection, (bench) =>
    onPlan(options, bench, sources, (held, plan) => runPlan(held, plan, sources.workflow, options)),
  );
}

async function runPlan(
  bench: Workbench,
  plan: Plan,
  workflow: Workflow,
  options: RunOptions,
): Promise<RunResult> {
  const candidate = await buildCandidate(bench, plan);
  const run = await executeCandidate(bench, candidate, workflow, options);
  const verdict = judge(run, plan.blueprint.stateMachine.positions);
  bench.report({ kind: 'finished', run, verdict });
  if (!verdict.passed) {
    await discard(bench, candidate);
    return { plan, run, verdict };
  }
  const deployment = await promote(bench, candidate, workflow.keep);
  bench.report({ kind: 'promoted', deployment });
  return { plan, run, verdict, deployment };
}

/** An express workflow has no history to follow (DescribeExecution and GetExecutionHistory refuse it). */
function refuseExpress({ type, locate }: Workflow): void {
  if (type !== 'EXPRESS') return;
  throw new UserError({
    what: 'an express workflow cannot be run and judged yet',
    hint: 'Use type: STANDARD, or `stepline deploy`, which promotes without an execution',
    at: locate(['type']),
  });
}

/** A candidate whose run was cancelled, or could not be judged, goes like one that failed. */
async function executeCandidate(
  bench: Workbench,
  candidate: Candidate,
  workflow: Workflow,
  { input = workflow.input, timeLimitMs, onStarted }: RunOptions,
): Promise<Run> {
  const arnOf = (key: string): string => {
    const found = candidate.plan.functions.find(({ wanted }) => wanted.blueprint.key === key);
    return `${found?.wanted.blueprint.arn ?? ''}:${candidate.functionVersions.get(key) ?? ''}`;
  };
  try {
    return await execute(bench, {
      stateMachineArn: candidate.stateMachineVersionArn,
      input: resolveTarget(input, bench.aws.target, arnOf),
      timeLimitMs,
      ...(onStarted && { onStarted }),
    });
  } catch (thrown) {
    await discard(bench, candidate);
    throw thrown;
  }
}
