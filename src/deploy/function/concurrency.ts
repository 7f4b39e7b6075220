/**
 * Reserved concurrency: of the function, not of a version. So it changes at promotion only, and a tag says of a function
 * that it has one: what GetFunction answers of an alias lacks it, and asking each function would cost a call of the 15 a
 * second.
 */
import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
  PutFunctionConcurrencyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-lambda';
import { abortable, type Aws } from '../../aws/connection.ts';
import { orUndefined } from '../../aws/errors.ts';
import type { FunctionBlueprint } from '../../compile/blueprint.ts';
import type { Change } from '../change.ts';
import { carryOut, type Workbench } from '../workbench.ts';
import type { StandingFunction } from './read.ts';

/** Marks a function that has reserved concurrency of ours. */
export const concurrencyTag = 'stepline:concurrency';

export interface ConcurrencyPlan {
  readonly change: Change;
  readonly functionName: string;
  readonly functionArn: string;
  /** Undefined: none is reserved. */
  readonly wanted: number | undefined;
  readonly standing: number | undefined;
}

/** Invocations at a time; undefined when none are reserved. */
export async function readConcurrency(
  aws: Aws,
  functionName: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const command = new GetFunctionConcurrencyCommand({ FunctionName: functionName });
  const answer = await orUndefined(aws.lambda.send(command, abortable(signal)));
  return answer?.ReservedConcurrentExecutions;
}

/** Nothing wanted, nothing there: no plan. A mark that is missing, or was left by an interruption, is put right. */
export function planConcurrency(
  { name, arn, at, reservedConcurrency: wanted }: FunctionBlueprint,
  found: Pick<StandingFunction, 'tags' | 'reservedConcurrency'> | undefined,
): ConcurrencyPlan[] {
  const { reservedConcurrency: standing, tags = {} } = found ?? {};
  const isMarked = concurrencyTag in tags;
  if (wanted === undefined && standing === undefined && !isMarked) return [];
  const reasons = reasonsToChange(wanted, standing, isMarked);
  const action = reasons.length === 0 ? 'keep' : actionOf(wanted, standing);
  const change: Change = { action, resource: 'concurrency', name, reasons, at };
  return [{ change, functionName: name, functionArn: arn, wanted, standing }];
}

function reasonsToChange(
  wanted: number | undefined,
  standing: number | undefined,
  isMarked: boolean,
): string[] {
  if (wanted !== standing) return [`reserved concurrency ${standing ?? 'none'} → ${wanted ?? 'none'}`];
  return isMarked === (wanted !== undefined) ? [] : ['its tag is not as it should be'];
}

function actionOf(wanted: number | undefined, standing: number | undefined): Change['action'] {
  if (wanted === undefined) return 'delete';
  return standing === undefined ? 'create' : 'update';
}

export async function applyConcurrency(bench: Workbench, plan: ConcurrencyPlan): Promise<void> {
  await carryOut(bench, plan.change, () => putConcurrency(bench, plan, plan.wanted));
}

/** Takes a function back to what was reserved for it before a promotion that failed. */
export async function restoreConcurrency(bench: Workbench, plan: ConcurrencyPlan): Promise<void> {
  if (plan.change.action !== 'keep') await putConcurrency(bench, plan, plan.standing);
}

/** Marked before, unmarked after: whoever comes after an interruption finds it. */
async function putConcurrency(
  { aws: { lambda }, signal }: Workbench,
  { functionName, functionArn }: ConcurrencyPlan,
  reserved: number | undefined,
): Promise<void> {
  const options = abortable(signal);
  if (reserved === undefined) {
    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: functionName }), options);
    await lambda.send(
      new UntagResourceCommand({ Resource: functionArn, TagKeys: [concurrencyTag] }),
      options,
    );
    return;
  }
  await lambda.send(
    new TagResourceCommand({ Resource: functionArn, Tags: { [concurrencyTag]: 'reserved' } }),
    options,
  );
  await lambda.send(
    new PutFunctionConcurrencyCommand({
      FunctionName: functionName,
      ReservedConcurrentExecutions: reserved,
    }),
    options,
  );
}
