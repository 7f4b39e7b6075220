/** `run`: deploy the candidate → execute it with the input → promote on success, discard on failure. */
import type { Connection } from '../aws/connection.ts';
import { mapStrings } from '../compile/references.ts';
import { resolveTarget } from '../compile/resolve.ts';
import { buildCandidate, type Candidate } from '../deploy/candidate.ts';
import { openCandidateUrls } from '../deploy/candidateUrls.ts';
import { discard } from '../deploy/discard.ts';
import type { Plan } from '../deploy/plan.ts';
import { promote, type Deployment } from '../deploy/promote.ts';
import type { Workbench } from '../deploy/workbench.ts';
import type { Json } from '../json.ts';
import { execute, type FailOn } from '../run/execute.ts';
import { lookInto } from '../run/failure.ts';
import type { Run } from '../run/run.ts';
import { judge, type Verdict } from '../run/verdict.ts';
import { referencesIn } from '../workflow/substitute.ts';
import type { Workflow } from '../workflow/workflow.ts';
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
    const asked = options.input === undefined ? urlsAskedFor(workflow.input) : new Set<string>();
    const { urls, close } = await openCandidateUrls(bench, candidate, asked);
    try {
      return await execute(bench, {
        stateMachineArn: candidate.stateMachineVersionArn,
        machine: candidate.plan.blueprint.stateMachine,
        input: options.input ?? resolveInput(workflow.input, bench, candidate, urls),
        timeLimitMs: options.timeLimitMs,
        ...(options.failOn && { failOn: options.failOn }),
        ...(options.onStarted && { onStarted: options.onStarted }),
      });
    } finally {
      await close();
    }
  } catch (thrown) {
    await discard(bench, candidate);
    throw thrown;
  }
}

/** Keys of the functions whose URL the input names: `${functions.KEY.url}`. */
function urlsAskedFor(input: Json): Set<string> {
  const keys = new Set<string>();
  mapStrings(input, (text) => {
    for (const name of referencesIn(text)) {
      const [, key] = /^functions\.(.+)\.url$/.exec(name) ?? [];
      if (key !== undefined) keys.add(key);
    }
    return text;
  });
  return keys;
}

/** `${functions.KEY}` is the candidate's version, `${functions.KEY.url}` its URL. */
function resolveInput(
  input: Json,
  { aws }: Workbench,
  { plan, functionVersions }: Candidate,
  urls: ReadonlyMap<string, string>,
): Json {
  const arns = new Map(plan.functions.map(({ wanted: { blueprint } }) => [blueprint.key, blueprint.arn]));
  return resolveTarget(input, aws.target, (name) => {
    const url = name.endsWith('.url') ? urls.get(name.slice(0, -'.url'.length)) : undefined;
    return url ?? `${arns.get(name) ?? ''}:${functionVersions.get(name) ?? ''}`;
  });
}
