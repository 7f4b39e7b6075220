/** The way that most commands share: the file, checked → packages → blueprint at its target → plan. */
import { hostname } from 'node:os';
import { connect, type Connection } from '../aws/connection.ts';
import { explain } from '../aws/errors.ts';
import { systemClock } from '../clock.ts';
import type { Blueprint, Target } from '../compile/blueprint.ts';
import { compile } from '../compile/compile.ts';
import { requireOwnership } from '../deploy/ownership.ts';
import { withLease } from '../deploy/lease.ts';
import { leftoversOf, plan as makePlan, writesOf, type Plan } from '../deploy/plan.ts';
import { olderExecutions } from '../deploy/running.ts';
import { readStanding } from '../deploy/standing.ts';
import type { Workbench } from '../deploy/workbench.ts';
import type { Package } from '../package/package.ts';
import { packageFunction } from '../package/packageFunction.ts';
import type { Platform } from '../package/platform.ts';
import type { Reporter } from '../report/reporter.ts';
import { inOrder } from '../run/cases/inOrder.ts';
import { loadWorkflow } from '../workflow/load.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { judgeDefinition } from './verdict.ts';

/** What every command is given. */
export interface CommandContext {
  /** A workflow file, or a folder that holds workflow.yaml. */
  readonly path: string;
  readonly stage?: string;
  /** Take over functions and a state machine that stand under our names without our tags. */
  readonly adopt?: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly report: Reporter;
  readonly signal: AbortSignal;
  /** Where the functions are to run; without one (`check`) nothing is installed for them. */
  readonly platform?: Platform;
}

/** After a source that cannot be packaged, or is `/` by mistake, no other is begun. */
const packagedAtOnce = 8;

export interface Sources {
  readonly workflow: Workflow;
  /** By function key; none for images. */
  readonly packages: ReadonlyMap<string, Package>;
}

/**
 * Reads and packages; no network but where packages must be installed for a platform. Throws UserError with every problem
 * of the file.
 */
export async function readSources(context: CommandContext): Promise<Sources> {
  const { path, stage, env, signal, platform } = context;
  const workflow = await loadWorkflow(path, { env, ...(stage !== undefined && { stage }) });
  const { folder, artifacts } = workflow;
  const packages = await inOrder(
    workflow.functions.filter((spec) => spec.image === undefined),
    packagedAtOnce,
    async (spec) => {
      const source = { ...spec, folder, ...(artifacts && { artifacts }), ...(platform && { platform }) };
      return { key: spec.key, code: await packageFunction(source, signal) };
    },
    () => undefined,
  );
  return { workflow, packages: new Map(packages.map(({ key, code }) => [key, code])) };
}

/** The blueprint at a target, with its warnings reported. */
export function drawUp({ report }: CommandContext, { workflow }: Sources, target: Target): Blueprint {
  const blueprint = compile(workflow, target);
  for (const problem of blueprint.warnings) report({ kind: 'warning', problem });
  return blueprint;
}

/** Plans against what stands; reads only. Throws UserError rather than plan to touch what is not ours. */
export async function makeDeployPlan(
  context: CommandContext,
  bench: Workbench,
  sources: Sources,
): Promise<Plan> {
  const blueprint = drawUp(context, sources, bench.aws.target);
  const [, standing] = await Promise.all([
    judgeDefinition(bench, blueprint, sources.workflow),
    readStanding(bench.aws, blueprint, bench.signal),
  ]);
  const plan = makePlan(blueprint, sources.packages, standing);
  requireOwnership(plan, context.adopt ?? false);
  const pending = await reasonToWait(bench, plan);
  return pending === undefined ? plan : makePlan(blueprint, sources.packages, standing, pending);
}

/** Only where no promotion comes: after one, it is asked again, of what is older then. */
async function reasonToWait(bench: Workbench, plan: Plan): Promise<string | undefined> {
  const { change, standing, wanted } = plan.stateMachine;
  if (change.action !== 'keep' || !standing?.live || leftoversOf(plan).length === 0) return undefined;
  return olderExecutions(bench, wanted, standing.live.versionArn, standing.live.since);
}

/**
 * Plans, and works on the plan; while holding the stage, when there is something to change. Where some deploy held it
 * when the plan was made, the plan is made again.
 */
export async function onPlan<T>(
  context: CommandContext,
  bench: Workbench,
  sources: Sources,
  work: (bench: Workbench, plan: Plan) => Promise<T>,
): Promise<T> {
  const plan = await makeDeployPlan(context, bench, sources);
  if (writesOf(plan).length === 0 && !plan.leased) return begin(bench, plan);
  return withLease(bench, plan.blueprint, async (held) =>
    begin(held, plan.leased ? await makeDeployPlan(context, held, sources) : plan),
  );

  async function begin(at: Workbench, settled: Plan): Promise<T> {
    context.report({ kind: 'planned', plan: settled });
    return work(at, settled);
  }
}

/** Connects, works, and closes; errors of AWS come out explained. */
export async function atBench<T>(
  context: CommandContext,
  connection: Connection,
  work: (bench: Workbench) => Promise<T>,
): Promise<T> {
  const { report, signal } = context;
  try {
    const aws = await connect(connection, signal);
    try {
      return await work({ aws, clock: systemClock, signal, report, who: whoDeploys(context.env) });
    } finally {
      aws.close();
    }
  } catch (thrown) {
    throw explain(thrown);
  }
}

/** `ACTOR (run 123)` in a job, else `USER@HOST`; with the time. */
function whoDeploys(env: NodeJS.ProcessEnv): string {
  const { GITHUB_ACTOR: actor, GITHUB_RUN_ID: run } = env;
  const name = actor ? `${actor} run ${run ?? ''}` : `${env.USER ?? env.LOGNAME ?? 'somebody'}@${hostname()}`;
  return `${name} since ${new Date(systemClock.now()).toISOString()}`;
}
