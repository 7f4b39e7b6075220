/** Publishes the wanted version of the state machine, while `live` executes what it executed. */
import {
  CreateStateMachineCommand,
  DeleteStateMachineVersionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { abortable } from '../../aws/connection.ts';
import { orUndefined } from '../../aws/errors.ts';
import { isDeleting, isPropagation, untilAccepted } from '../../aws/patience.ts';
import type { StateMachineBlueprint } from '../../compile/blueprint.ts';
import type { FunctionPlan } from '../function/plan.ts';
import { carryOut, type Workbench } from '../workbench.ts';
import { resolveDefinition } from './definition.ts';
import type { StateMachinePlan } from './plan.ts';

/** ARN of the published version; of the one that stands when nothing changes. Versions of functions come by key. */
export async function publishStateMachine(
  bench: Workbench,
  { change, wanted, standing }: StateMachinePlan,
  functions: readonly FunctionPlan[],
  versions: ReadonlyMap<string, string>,
  tags: Readonly<Record<string, string>>,
): Promise<string> {
  const published = await carryOut(bench, change, async () => {
    const definition = JSON.stringify(resolveDefinition(wanted, functions, versions));
    const send = () =>
      standing ? update(bench, wanted, definition) : create(bench, wanted, definition, tags);
    return untilAccepted(bench, (thrown) => isPropagation(thrown) || isDeleting(thrown), send);
  });
  return published ?? standing?.live?.versionArn ?? '';
}

/** Idempotent: a creation whose answer was lost is repeated, and answers what it made. */
async function create(
  { aws, signal }: Workbench,
  wanted: StateMachineBlueprint,
  definition: string,
  tags: Readonly<Record<string, string>>,
): Promise<string> {
  const command = new CreateStateMachineCommand({
    name: wanted.name,
    type: wanted.type,
    roleArn: wanted.role.arn,
    definition,
    publish: true,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  });
  const created = await aws.sfn.send(command, abortable(signal));
  return created.stateMachineVersionArn ?? '';
}

async function update(
  { aws, signal }: Workbench,
  wanted: StateMachineBlueprint,
  definition: string,
): Promise<string> {
  const command = new UpdateStateMachineCommand({
    stateMachineArn: wanted.arn,
    roleArn: wanted.role.arn,
    definition,
    publish: true,
  });
  const updated = await aws.sfn.send(command, abortable(signal));
  return updated.stateMachineVersionArn ?? '';
}

/** Deletes the version of a candidate that failed, unless it is what `live` executes. */
export async function discardStateMachine(
  bench: Workbench,
  { change, standing }: StateMachinePlan,
  versionArn: string,
): Promise<void> {
  if (change.action === 'keep' || standing?.live?.versionArn === versionArn) return;
  await deleteStateMachineVersion(bench, versionArn);
}

export async function deleteStateMachineVersion(
  { aws, signal }: Workbench,
  versionArn: string,
): Promise<void> {
  const command = new DeleteStateMachineVersionCommand({ stateMachineVersionArn: versionArn });
  await orUndefined(aws.sfn.send(command, abortable(signal)));
}
