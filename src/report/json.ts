/** Results as documents for machines. */
import type { Deployment } from '../deploy/promote.ts';
import { changesOf, writesOf, type Plan } from '../deploy/plan.ts';
import { digestOf } from '../deploy/digest.ts';
import { formatPosition, type Position } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { inDefinition, pathOf, type Attempt, type Run, type StateVisit } from '../run/run.ts';
import type { Failure, Verdict } from '../run/verdict.ts';
import { documentVersion } from './schema/parts.ts';

export interface RunReport {
  readonly plan: Plan;
  readonly run: Run;
  readonly verdict: Verdict;
  readonly deployment?: Deployment;
}

/** What `runDocumentSchema` describes. Times are ISO 8601, durations milliseconds. */
export function runDocument({ plan, run, verdict, deployment }: RunReport): JsonObject {
  const { positions } = plan.blueprint.stateMachine;
  return {
    version: documentVersion,
    status: run.status,
    passed: verdict.passed,
    executionArn: run.executionArn,
    startedAt: new Date(run.startedAt).toISOString(),
    ...(run.stoppedAt !== undefined && { stoppedAt: new Date(run.stoppedAt).toISOString() }),
    durationMs: (run.stoppedAt ?? run.startedAt) - run.startedAt,
    input: run.input,
    ...(run.output !== undefined && { output: run.output }),
    ...(!verdict.passed && { failure: failureDocument(verdict.failure) }),
    states: run.states.map((visit) => stateDocument(visit, positions.get(inDefinition(visit).name))),
    ...planDocument(plan),
    ...(deployment && deploymentDocument(deployment)),
  };
}

function failureDocument(failure: Failure): JsonObject {
  const { status, state, path, error, cause, attempts, at, source, logLines } = failure;
  return {
    status,
    ...(state !== undefined && { state }),
    ...(path !== undefined && { path }),
    error,
    message: cause.message,
    trace: cause.trace,
    ...(cause.requestId !== undefined && { requestId: cause.requestId }),
    attempts,
    ...(at && { at: formatPosition(at) }),
    ...(source && { source: formatPosition(source) }),
    ...(logLines && { logLines }),
  };
}

function stateDocument(visit: StateVisit, at: Position | undefined): JsonObject {
  const {
    name,
    type,
    outcome,
    enteredAt,
    exitedAt,
    input,
    output,
    attempts,
    error,
    cause,
    items,
    executionArn,
  } = visit;
  return {
    name,
    path: pathOf(visit),
    type,
    outcome,
    enteredAt: new Date(enteredAt).toISOString(),
    ...(exitedAt !== undefined && { durationMs: exitedAt - enteredAt }),
    attempts: attempts.length,
    attemptDetails: attempts.map(attemptDocument),
    ...(items && { items: { ...items } }),
    ...(executionArn !== undefined && { executionArn }),
    ...(at && { at: formatPosition(at) }),
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}

function attemptDocument({
  startedAt,
  endedAt,
  outcome,
  functionName,
  childArn,
  error,
  cause,
}: Attempt): JsonObject {
  return {
    outcome,
    startedAt: new Date(startedAt).toISOString(),
    ...(endedAt !== undefined && { durationMs: endedAt - startedAt }),
    ...(functionName !== undefined && { functionName }),
    ...(childArn !== undefined && { childArn }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}

export function planDocument(plan: Plan): JsonObject {
  return {
    workflow: plan.blueprint.workflow,
    stage: plan.blueprint.stage,
    digest: digestOf(plan),
    changeCount: writesOf(plan).length,
    ...(plan.pending !== undefined && { pending: plan.pending }),
    changes: changesOf(plan).map(({ action, resource, name, reasons }) => ({
      action,
      resource,
      name,
      reasons,
    })),
  };
}

export function deploymentDocument({ stateMachineArn, functionUrls }: Deployment): JsonObject {
  return { stateMachineArn, functionUrls };
}
