/** The Action: inputs → a command → outputs, summary and the job's verdict. */
import { endGroup, error as annotateError, saveState, setFailed, summary } from '@actions/core';
import { checkWorkflow } from '../commands/check.ts';
import { deployWorkflow } from '../commands/deploy.ts';
import { destroyWorkflow } from '../commands/destroy.ts';
import { planWorkflow } from '../commands/plan.ts';
import type { CommandContext } from '../commands/prepare.ts';
import { rollbackWorkflow } from '../commands/rollback.ts';
import { runWorkflow } from '../commands/run.ts';
import { formatProblem, messageOf, UserError, type Problem } from '../errors.ts';
import type { Connection } from '../aws/connection.ts';
import type { RunReport } from '../report/json.ts';
import { planLines } from '../report/plan.ts';
import { coloured } from '../report/style.ts';
import { runSummary } from '../report/summary.ts';
import { reasonFor, type Failure } from '../run/verdict.ts';
import { openAws, openLocal } from '../target.ts';
import { readInputs, type ActionInputs } from './inputs.ts';
import { printLines } from './log.ts';
import { setDeploymentOutputs, setPlanOutputs, setRunOutputs } from './outputs.ts';
import { actionReporter } from './reporter.ts';

/** Runs the Action; every outcome but success marks the job as failed. Never rejects. */
export async function runAction(signal: AbortSignal): Promise<void> {
  try {
    const inputs = await readInputs();
    await perform(inputs, signal);
  } catch (thrown) {
    endGroup();
    if (signal.aborted) setFailed('cancelled: the execution was stopped');
    else fail(thrown);
  }
}

async function perform(inputs: ActionInputs, signal: AbortSignal): Promise<void> {
  const { stage } = inputs;
  const context: CommandContext = {
    path: inputs.workflow,
    env: process.env,
    report: actionReporter(),
    signal,
    adopt: inputs.adopt,
    ...(stage !== undefined && { stage }),
  };
  if (inputs.command === 'check') {
    await checkWorkflow(context);
    return;
  }
  const note = (line: string): void => {
    context.report({ kind: 'warning', problem: { what: line, severity: 'warning' } });
  };
  const target = worksLocally(inputs) ? await openLocal(inputs.region, note) : openAws(inputs.region);
  try {
    await performAt(inputs, { ...context, platform: target.platform }, target.connection);
  } finally {
    await target.close();
  }
}

/** `auto` is AWS where there are credentials, else the embedded one; a variable that is empty is unset. */
function worksLocally({ target }: ActionInputs): boolean {
  return target === 'local' || (target === 'auto' && !process.env.AWS_ACCESS_KEY_ID);
}

async function performAt(
  inputs: ActionInputs,
  context: CommandContext,
  connection: Connection,
): Promise<void> {
  switch (inputs.command) {
    case 'run':
      return run(inputs, context, connection);
    case 'plan': {
      const plan = await planWorkflow({ ...context, connection });
      printLines(planLines(plan, coloured));
      endGroup();
      setPlanOutputs(plan);
      return;
    }
    case 'deploy': {
      const { plan, deployment } = await deployWorkflow({ ...context, connection });
      endGroup();
      setPlanOutputs(plan);
      setDeploymentOutputs(deployment);
      return;
    }
    case 'rollback': {
      const { from, to } = await rollbackWorkflow({ ...context, connection });
      printLines([`rolled back from ${from} to ${to}`]);
      return;
    }
    case 'destroy':
      await destroyWorkflow({ ...context, connection, confirm: async () => true });
      return;
    case 'check':
      return;
  }
}

async function run(inputs: ActionInputs, context: CommandContext, connection: Connection): Promise<void> {
  const result: RunReport = await runWorkflow({
    ...context,
    connection,
    timeLimitMs: inputs.timeLimitMs,
    ...(inputs.input !== undefined && { input: inputs.input }),
    onStarted: (executionArn) => {
      saveState('execution-arn', executionArn);
    },
  });
  setRunOutputs(result);
  await writeSummary(runSummary(result));
  if (!result.verdict.passed) reportFailure(result.verdict.failure);
}

/** Only the runner has a place for it. */
async function writeSummary(markdown: string): Promise<void> {
  if (process.env.GITHUB_STEP_SUMMARY) await summary.addRaw(`${markdown}\n`).write();
}

function reportFailure(failure: Failure): void {
  const { status, path, at } = failure;
  const where = path === undefined ? '' : ` at ${path}`;
  const message = `${status}${where}: ${reasonFor(failure)}`;
  if (at) {
    annotateError(message, { file: at.file, startLine: at.line, startColumn: at.column });
    process.exitCode = 1;
  } else setFailed(message);
}

function fail(thrown: unknown): void {
  if (thrown instanceof UserError) thrown.problems.forEach(annotateProblem);
  else setFailed(`This is a bug of Stepline: ${messageOf(thrown)}`);
  process.exitCode = 1;
}

function annotateProblem(problem: Problem): void {
  const { at } = problem;
  annotateError(
    formatProblem(problem),
    at ? { file: at.file, startLine: at.line, startColumn: at.column } : {},
  );
}
