import type { ExecutionListItem, ListExecutionsInput, ListExecutionsOutput } from '@aws-sdk/client-sfn';
import { operation, type Call, type Wire } from '../../service.ts';
import { isVersion } from '../arn.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, oneOf, text } from '../constraints.ts';
import { resourceNotFound, typeNotSupported, validationException } from '../errors.ts';
import type { Execution } from '../execution.ts';
import { page, pageMembers } from '../page.ts';
import type { Region } from '../region.ts';

type Input = Wire<ListExecutionsInput>;

/** Newest first: of a state machine, a version, an alias or a map run. */
export const listExecutions = operation(
  (backend: StatesBackend, { input, caller }: Call<Input>): ListExecutionsOutput => {
    checkMembers(input, {
      ...pageMembers(3096),
      stateMachineArn: text(1, 256),
      mapRunArn: text(1, 2000),
      statusFilter: oneOf('SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'),
      redriveFilter: oneOf('REDRIVEN', 'NOT_REDRIVEN'),
    });
    const executions = candidates(backend.region(caller), input).filter((execution) =>
      matches(execution, input),
    );
    const { items, nextToken } = page(executions.reverse(), input, true);
    return { executions: items.map(listItem), nextToken };
  },
);

/** Oldest first. */
function candidates(region: Region, { stateMachineArn, mapRunArn }: Input): readonly Execution[] {
  if ((stateMachineArn === undefined) === (mapRunArn === undefined)) {
    throw validationException('Must specify either a state machine ARN or a Map Run ARN');
  }
  if (mapRunArn !== undefined) {
    const mapRun = region.mapRuns.get(mapRunArn);
    if (!mapRun) throw resourceNotFound(mapRunArn);
    return mapRun.children;
  }
  const { machine, qualifier } = region.qualified(stateMachineArn ?? '');
  if (machine.type === 'EXPRESS') throw typeNotSupported();
  return [...region.executions.values()].filter(
    ({ launch }) =>
      launch.machine.arn === machine.arn && (qualifier === undefined || wasStartedAs(launch, qualifier)),
  );
}

function wasStartedAs({ versionArn, aliasArn }: Execution['launch'], qualifier: string): boolean {
  return (isVersion(qualifier) ? versionArn : aliasArn)?.split(':').at(-1) === qualifier;
}

function matches({ status, redriveCount }: Execution, { statusFilter, redriveFilter }: Input): boolean {
  const redriven = redriveCount > 0 ? 'REDRIVEN' : 'NOT_REDRIVEN';
  return (
    (statusFilter === undefined || status === statusFilter) &&
    (redriveFilter === undefined || redriven === redriveFilter)
  );
}

function listItem({ launch, status, stopDate, redriveCount, redriveDate }: Execution): ExecutionListItem {
  return {
    executionArn: launch.arn,
    stateMachineArn: launch.machine.arn,
    stateMachineVersionArn: launch.versionArn,
    stateMachineAliasArn: launch.aliasArn,
    mapRunArn: launch.mapRunArn,
    itemCount: launch.itemCount,
    name: launch.name,
    status,
    startDate: new Date(launch.startDate),
    stopDate: stopDate === undefined ? undefined : new Date(stopDate),
    redriveCount,
    redriveDate: redriveDate === undefined ? undefined : new Date(redriveDate),
  };
}
