/** `run`: deploy the candidate → execute it with the input → promote on success, discard on failure. */
import type { Connection } from '../aws/connection.ts';
import { buildCandidate, type Candidate } from '../deploy/candidate.ts';
import { discard } from '../deploy/discard.ts';
import type { Plan } from '../deploy/plan.ts';
import { promote, type Deployment } from '../deploy/promote.ts';
import type { Workbench } from '../deploy/workbench.ts';
import type { Json } from '../json.ts';
import { execute, type FailOn } from '../run/execute.ts';
import { lookInto } from '../run/failure.ts';
import type { Run } from '../run/run.ts';
import { judge, type Verdict } from '../run/verdict.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { withCandidateUrls } from './candidateInput.ts';
import { atBench, onPlan, readSources, type CommandContext } from './prepare.ts';

export interface RunOptions extends CommandContext {
  readonly connection: Connection;
  /** Instead of the file's `input`. */
  readonly input?: Json;
  readonly timeLimitMs: number;
  /** Whether an error that is caught fails the run too. Default: only what nothing catches. */
  readonly failOn?: FailOn;
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
  const { stateMachine, functions } = plan.blueprint;
  const verdict = await lookInto(bench, run, judge(run, stateMachine.positions), functions);
  bench.report({ kind: 'finished', run, verdict });
  if (!verdict.passed) {
    await discard(bench, candidate);
    return { plan, run, verdict };
  }
  const deployment = await promote(bench, candidate, workflow);
  bench.report({ kind: 'promoted', deployment });
  return { plan, run, verdict, deployment };
}

/** A candidate whose run was cancelled, or could not be judged, goes like one that failed. */
async function executeCandidate(
  bench: Workbench,
  candidate: Candidate,
  workflow: Workflow,
  options: RunOptions,
): Promise<Run> {
  try {
    const values = options.input === undefined ? [workflow.input] : [];
    return await withCandidateUrls(bench, candidate, values, (resolve) =>
      execute(bench, {
        stateMachineArn: candidate.stateMachineVersionArn,
        machine: candidate.plan.blueprint.stateMachine,
        input: options.input ?? resolve(workflow.input),
        timeLimitMs: options.timeLimitMs,
        ...(options.failOn && { failOn: options.failOn }),
        ...(options.onStarted && { onStarted: options.onStarted }),
      }),
    );
  } catch (thrown) {
    await discard(bench, candidate);
    throw thrown;
  }
}
