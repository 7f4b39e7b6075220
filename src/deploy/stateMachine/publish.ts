/** Publishes the wanted version of the state machine, while `live` executes what it executed. */
import {
  CreateStateMachineCommand,
  DeleteStateMachineVersionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { abortable } from '../../aws/connection.ts';
import { orUndefined } from '../../aws/errors.ts';
import {
  isDeleting,
  isLogDestinationRefused,
  logDestinationBoundMs,
  untilAccepted,
} from '../../aws/patience.ts';
import type { StateMachineBlueprint } from '../../compile/blueprint.ts';
import { exitCode, UserError } from '../../errors.ts';
import type { FunctionPlan } from '../function/plan.ts';
import { carryOut, type Workbench } from '../workbench.ts';
import { untilTrusted } from '../propagation.ts';
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
    return untilLogging(bench, wanted, () =>
      untilTrusted(bench, { roleArn: wanted.role.arn, service: 'states.amazonaws.com' }, () =>
        untilAccepted(bench, isDeleting, send),
      ),
    );
  });
  return published ?? standing?.live?.versionArn ?? '';
}

/**
 * A role that was allowed to deliver logs a moment ago is refused the log destination for some seconds; one that a
 * boundary or an organisation's policy denies it, for ever, in the same words. So this is waited for less long.
 */
async function untilLogging<T>(
  bench: Workbench,
  { role, logging }: StateMachineBlueprint,
  send: () => Promise<T>,
): Promise<T> {
  try {
    return await untilAccepted(bench, isLogDestinationRefused, send, logDestinationBoundMs);
  } catch (thrown) {
    if (!isLogDestinationRefused(thrown)) throw thrown;
    throw new UserError(
      {
        what: `the role ${role.arn} may not deliver logs to ${logging.logGroup ?? 'the log group'}`,
        hint: role.isGiven
          ? 'Allow it logs:*Delivery*, logs:PutResourcePolicy, logs:Describe* on *, or take "logging" out'
          : 'Its policy allows it: look for a permissions boundary or a policy of the organisation that denies logs:CreateLogDelivery',
      },
      exitCode.refused,
    );
  }
}

/** What an update is not told it leaves alone, so that the empty values are said too: they clear. */
function settings({ role, logging, tracing }: StateMachineBlueprint) {
  const { level, includeExecutionData, logGroupArn } = logging;
  const destinations = logGroupArn === undefined ? [] : [{ cloudWatchLogsLogGroup: { logGroupArn } }];
  return {
    roleArn: role.arn,
    loggingConfiguration: { level, includeExecutionData, destinations },
    tracingConfiguration: { enabled: tracing },
  };
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
    ...settings(wanted),
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
    ...settings(wanted),
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
