/** The way that most commands share: the file, checked → packages → blueprint at its target → plan. */
import { connect, type Connection } from '../aws/connection.ts';
import { explain } from '../aws/errors.ts';
import { systemClock } from '../clock.ts';
import type { Blueprint, Target } from '../compile/blueprint.ts';
import { compile } from '../compile/compile.ts';
import { requireOwnership } from '../deploy/ownership.ts';
import { plan as makePlan, type Plan } from '../deploy/plan.ts';
import { readStanding } from '../deploy/standing.ts';
import type { Workbench } from '../deploy/workbench.ts';
import type { Package } from '../package/package.ts';
import { packageFunction } from '../package/packageFunction.ts';
import type { Reporter } from '../report/reporter.ts';
import { loadWorkflow } from '../workflow/load.ts';
import type { Workflow } from '../workflow/workflow.ts';

/** What every command is given. */
export interface CommandContext {
  /** A workflow file, or a folder that holds workflow.yaml. */
  readonly path: string;
  readonly stage?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly report: Reporter;
  readonly signal: AbortSignal;
}

export interface Sources {
  readonly workflow: Workflow;
  /** By function key. */
  readonly packages: ReadonlyMap<string, Package>;
}

/** Reads and packages; no network. Throws UserError with every problem of the file. */
export async function readSources({ path, stage, env, signal }: CommandContext): Promise<Sources> {
  const workflow = await loadWorkflow(path, { env, ...(stage !== undefined && { stage }) });
  const packages = await Promise.all(
    workflow.functions.map(async (spec) => {
      const source = { ...spec, folder: workflow.folder };
      return [spec.key, await packageFunction(source, signal)] as const;
    }),
  );
  return { workflow, packages: new Map(packages) };
}

/** The blueprint at a target, with its warnings reported. */
export function drawUp({ report }: CommandContext, { workflow }: Sources, target: Target): Blueprint {
  const blueprint = compile(workflow, target);
  for (const problem of blueprint.warnings) report({ kind: 'warning', problem });
  return blueprint;
}

/** Plans against what stands, and refuses to touch what is not ours. */
export async function makeDeployPlan(
  context: CommandContext,
  bench: Workbench,
  sources: Sources,
): Promise<Plan> {
  const blueprint = drawUp(context, sources, bench.aws.target);
  const standing = await readStanding(bench.aws, blueprint, bench.signal);
  const plan = makePlan(blueprint, sources.packages, standing);
  requireOwnership(plan);
  context.report({ kind: 'planned', plan });
  return plan;
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
      return await work({ aws, clock: systemClock, signal, report });
    } finally {
      aws.close();
    }
  } catch (thrown) {
    throw explain(thrown);
  }
}
