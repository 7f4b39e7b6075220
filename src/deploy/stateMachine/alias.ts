/** The alias `live` of a state machine: which version it executes, or which two while a promotion shifts weight. */
import {
  CreateStateMachineAliasCommand,
  DeleteStateMachineAliasCommand,
  UpdateStateMachineAliasCommand,
} from '@aws-sdk/client-sfn';
import { abortable } from '../../aws/connection.ts';
import { orUndefined } from '../../aws/errors.ts';
import { liveAlias } from '../../compile/function.ts';
import { exitCode, UserError } from '../../errors.ts';
import type { Workbench } from '../workbench.ts';
import { liveVersionOf, readLiveAlias } from './read.ts';

/** ARN of a version and its share of executions, in percent; shares add up to 100. */
export interface Route {
  readonly versionArn: string;
  readonly percent: number;
}

/**
 * Lets `live` execute `versionArn`, if it still executes what it executed when the plan was made (undefined: nothing).
 * A state machine's alias has no revision: what AWS offers is to look right before.
 */
export async function moveLiveStateMachine(
  bench: Workbench,
  stateMachineArn: string,
  routes: readonly Route[],
  planned: string | undefined,
): Promise<void> {
  const alias = await readLiveAlias(bench.aws, stateMachineArn, bench.signal);
  const current = liveVersionOf(alias);
  if (current !== planned && !routes.some(({ versionArn }) => versionArn === current)) {
    throw promotedMeanwhile(stateMachineArn, current);
  }
  await putRoutes(bench, stateMachineArn, routes, alias !== undefined);
}

/**
 * Takes `live` back from `versionArn` to what it executed before; removes it where it executed nothing. What does not
 * execute that version was not moved by us, and stays.
 */
export async function moveLiveStateMachineBack(
  bench: Workbench,
  stateMachineArn: string,
  versionArn: string,
  planned: string | undefined,
): Promise<void> {
  const { routingConfiguration = [] } = (await readLiveAlias(bench.aws, stateMachineArn, bench.signal)) ?? {};
  if (!routingConfiguration.some(({ stateMachineVersionArn }) => stateMachineVersionArn === versionArn))
    return;
  if (planned !== undefined) {
    await putRoutes(bench, stateMachineArn, [{ versionArn: planned, percent: 100 }], true);
    return;
  }
  const command = new DeleteStateMachineAliasCommand({
    stateMachineAliasArn: `${stateMachineArn}:${liveAlias}`,
  });
  await orUndefined(bench.aws.sfn.send(command, abortable(bench.signal)));
}

async function putRoutes(
  { aws: { sfn }, signal }: Workbench,
  stateMachineArn: string,
  routes: readonly Route[],
  stands: boolean,
): Promise<void> {
  const routingConfiguration = routes.map(({ versionArn, percent }) => ({
    stateMachineVersionArn: versionArn,
    weight: percent,
  }));
  const stateMachineAliasArn = `${stateMachineArn}:${liveAlias}`;
  if (stands) {
    const command = new UpdateStateMachineAliasCommand({ stateMachineAliasArn, routingConfiguration });
    await sfn.send(command, abortable(signal));
  } else {
    const command = new CreateStateMachineAliasCommand({ name: liveAlias, routingConfiguration });
    await sfn.send(command, abortable(signal));
  }
}

function promotedMeanwhile(stateMachineArn: string, versionArn: string | undefined): UserError {
  return new UserError(
    {
      what: `somebody else promoted ${versionArn ?? 'nothing'} of ${stateMachineArn} while this deploy was under way`,
      hint: 'Look at what is live now, and deploy again',
    },
    exitCode.refused,
  );
}
