/** One command, carried out: its lines in the log, its outputs, its outcome. */
import { endGroup } from '@actions/core';
import type { Connection } from '../aws/connection.ts';
import { checkWorkflow } from '../commands/check.ts';
import { deployWorkflow } from '../commands/deploy.ts';
import { destroyWorkflow } from '../commands/destroy.ts';
import { planWorkflow } from '../commands/plan.ts';
import type { CommandContext } from '../commands/prepare.ts';
import {
  reportsIn,
  testReportsIn,
  testsWithoutSecrets,
  withoutSecrets,
  type WriteReports,
} from '../commands/reports.ts';
import { rollbackWorkflow } from '../commands/rollback.ts';
import { runWorkflow } from '../commands/run.ts';
import { testWorkflow, type TestResult } from '../commands/test.ts';
import { writesOf } from '../deploy/plan.ts';
import { consoleUrl } from '../report/consoleUrl.ts';
import type { RunReport } from '../report/json.ts';
import { code } from '../report/markdown.ts';
import { planLines, planMarkdown } from '../report/plan.ts';
import { coloured } from '../report/style.ts';
import { runView, urlList } from '../report/summary.ts';
import { testedLines } from '../report/tests/lines.ts';
import { testsView } from '../report/tests/view.ts';
import { countOf } from '../run/cases/case.ts';
import type { Redact } from '../secrets.ts';
import { openAws, openLocal, type OpenTarget } from '../target.ts';
import { annotateFailure, annotateTests } from './annotations.ts';
import { hasCredentials } from './credentials.ts';
import { subjectOf, type ActionInputs } from './inputs.ts';
import { printLines } from './log.ts';
import { passed, type Outcome } from './outcome.ts';
import { setConsoleUrl, setDeploymentOutputs, setPlanOutputs, setReport, setRunOutputs } from './outputs.ts';
import { forgetExecution, rememberExecution } from './post.ts';
import { actionReporter } from './reporter.ts';

export interface Performance {
  readonly inputs: ActionInputs;
  readonly signal: AbortSignal;
  readonly redact: Redact;
}

/** A command at a target. */
interface Task extends Performance {
  readonly context: CommandContext & { readonly connection: Connection };
  /** Whether it works on AWS itself, and not on an endpoint of somebody's own. */
  readonly isAws: boolean;
}

/** Throws what stands in the way of an outcome: UserError, the signal's reason, or a bug. */
export async function perform(performance: Performance): Promise<Outcome> {
  const { inputs, signal } = performance;
  const { stage } = inputs;
  const context: CommandContext = {
    path: inputs.workflow,
    env: process.env,
    report: actionReporter(),
    signal,
    adopt: inputs.adopt,
    ...(stage !== undefined && { stage }),
  };
  if (inputs.command === 'check') return check(inputs, context);
  const local = inputs.target === 'local' || (inputs.target === 'auto' && !hasCredentials(process.env));
  const target = local ? await openEmbedded(inputs, context) : openAws(inputs.region);
  const { connection, platform } = target;
  const isAws = !local && !process.env.AWS_ENDPOINT_URL;
  try {
    return await tasks[inputs.command]({
      ...performance,
      context: { ...context, connection, platform },
      isAws,
    });
  } finally {
    await target.close();
  }
}

/** Needs no AWS, whatever the target. */
async function check(inputs: ActionInputs, context: CommandContext): Promise<Outcome> {
  const { connection, close } = await openEmbedded(inputs, context);
  try {
    await checkWorkflow({ ...context, connection });
  } finally {
    await close();
  }
  return passed(subjectOf(inputs), 'has no mistakes');
}

function openEmbedded({ region }: ActionInputs, { report }: CommandContext): Promise<OpenTarget> {
  return openLocal(region, (what) => {
    report({ kind: 'warning', problem: { what, severity: 'warning' } });
  });
}

const tasks: Readonly<Record<Exclude<ActionInputs['command'], 'check'>, (task: Task) => Promise<Outcome>>> = {
  run,
  test,
  plan,
  deploy,
  rollback,
  destroy,
};

async function run({ inputs, context, isAws, redact }: Task): Promise<Outcome> {
  const writeReports = inputs.reportDir === undefined ? undefined : await reportsIn(inputs.reportDir);
  const result: RunReport = await runWorkflow({
    ...context,
    timeLimitMs: inputs.timeLimitMs,
    failOn: inputs.failOn,
    ...(inputs.input !== undefined && { input: inputs.input }),
    onStarted: (executionArn) => {
      if (context.connection.endpoint === undefined) rememberExecution(executionArn);
    },
  });
  forgetExecution();
  setRunOutputs(result);
  const url = isAws ? consoleUrl(result.run) : undefined;
  if (url !== undefined) setConsoleUrl(url);
  if (!result.verdict.passed) annotateFailure(result.verdict.failure);
  const shown = withoutSecrets(result, redact);
  if (writeReports) setReport(await writeReports(shown));
  return {
    ...runView(shown),
    status: result.verdict.passed ? 'passed' : 'failed',
    changes: writesOf(result.plan).length,
    ...(url !== undefined && { consoleUrl: url }),
  };
}

async function test(task: Task): Promise<Outcome> {
  const { inputs, context } = task;
  const writeReports = await testReports(inputs);
  const { filter, timeLimitMs } = inputs;
  const result = await testWorkflow({ ...context, timeLimitMs, ...(filter !== undefined && { filter }) });
  endGroup();
  setPlanOutputs(result.plan);
  return showTests(result, task, writeReports);
}

async function testReports({ reportDir }: ActionInputs): Promise<WriteReports<TestResult> | undefined> {
  return reportDir === undefined ? undefined : testReportsIn(reportDir);
}

/** Lines in the log, annotations and reports of tests; what they come to. */
async function showTests(
  result: TestResult,
  { inputs, redact }: Task,
  writeReports: WriteReports<TestResult> | undefined,
): Promise<Outcome> {
  printLines(testedLines(result, coloured));
  annotateTests(result.cases);
  const shown = testsWithoutSecrets(result, redact);
  if (writeReports) setReport(await writeReports(shown));
  return {
    ...testsView(subjectOf(inputs), shown),
    status: countOf(result.cases).failed > 0 ? 'failed' : 'passed',
    changes: writesOf(result.plan).length,
  };
}

async function plan({ inputs, context }: Task): Promise<Outcome> {
  const made = await planWorkflow(context);
  printLines(planLines(made, coloured));
  endGroup();
  setPlanOutputs(made);
  const count = writesOf(made).length;
  return passed(subjectOf(inputs), planGist(count), [planMarkdown(made)], count);
}

function planGist(count: number): string {
  if (count === 0) return 'stands as wanted';
  return `would make ${count === 1 ? '1 change' : `${count} changes`}`;
}

async function deploy(task: Task): Promise<Outcome> {
  const { inputs, context } = task;
  const { timeLimitMs } = inputs;
  const writeReports = inputs.test ? await testReports(inputs) : undefined;
  const {
    plan: made,
    tested,
    deployment,
  } = await deployWorkflow({
    ...context,
    ...(inputs.test && { test: { timeLimitMs } }),
  });
  endGroup();
  setPlanOutputs(made);
  const tests = tested && (await showTests({ plan: made, ...tested }, task, writeReports));
  if (tests && !deployment) return { ...tests, blocks: [...tests.blocks, planMarkdown(made)] };
  if (deployment) setDeploymentOutputs(deployment);
  const blocks = [planMarkdown(made), urlList(deployment?.functionUrls), ...(tests?.blocks ?? [])];
  return passed(subjectOf(inputs), 'is live', blocks.filter(Boolean), writesOf(made).length);
}

async function rollback({ inputs, context }: Task): Promise<Outcome> {
  const { from, to } = await rollbackWorkflow(context);
  printLines([`rolled back from ${from} to ${to}`]);
  return passed(subjectOf(inputs), 'was rolled back', [`From ${code(from)} to ${code(to)}`], 1);
}

async function destroy({ inputs, context }: Task): Promise<Outcome> {
  const { owned } = await destroyWorkflow({ ...context, confirm: async () => true });
  if (owned.length === 0) return passed(subjectOf(inputs), 'had nothing to delete');
  const list = owned.map(({ resource, name }) => `- **delete** ${resource} ${code(name)}`).join('\n');
  return passed(subjectOf(inputs), 'was deleted', [list], owned.length);
}
