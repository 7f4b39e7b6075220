/** Results → the Action's outputs. */
import { setOutput } from '@actions/core';
import type { Deployment } from '../deploy/promote.ts';
import { writesOf, type Plan } from '../deploy/plan.ts';
import type { RunReport } from '../report/json.ts';

export function setRunOutputs(result: RunReport): void {
  const { run, verdict, plan, deployment } = result;
  setOutput('status', run.status);
  setOutput('execution-arn', run.executionArn);
  if (run.output !== undefined) setOutput('output', JSON.stringify(run.output));
  if (!verdict.passed) {
    setOutput('failed-state', verdict.failure.state ?? '');
    setOutput('error', verdict.failure.error);
    setOutput('cause', verdict.failure.cause.message);
  }
  setPlanOutputs(plan);
  if (deployment) setDeploymentOutputs(deployment);
}

/** @param page path of the HTML page; the other files are beside it. */
export function setReport(page: string): void {
  setOutput('report', page);
}

export function setConsoleUrl(url: string): void {
  setOutput('console-url', url);
}

export function setPlanOutputs(plan: Plan): void {
  setOutput('changes', writesOf(plan).length);
}

export function setDeploymentOutputs({ stateMachineArn, functionUrls }: Deployment): void {
  setOutput('state-machine-arn', stateMachineArn);
  setOutput('function-urls', JSON.stringify(functionUrls));
}
