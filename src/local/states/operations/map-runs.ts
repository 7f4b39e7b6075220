/** Map runs: list, describe, and change the limits of one that goes on. */
import type {
  DescribeMapRunInput,
  DescribeMapRunOutput,
  ListMapRunsInput,
  ListMapRunsOutput,
  UpdateMapRunInput,
  UpdateMapRunOutput,
} from '@aws-sdk/client-sfn';
import { operation, type Call, type Wire } from '../../service.ts';
import { requireArn } from '../arn.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, number, required, text } from '../constraints.ts';
import { resourceNotFound, validationException } from '../errors.ts';
import type { MapRunRecord } from '../map-run.ts';
import { page, pageMembers } from '../page.ts';
import type { Region } from '../region.ts';

export const listMapRuns = operation(
  (backend: StatesBackend, { input, caller }: Call<Wire<ListMapRunsInput>>): ListMapRunsOutput => {
    checkMembers(input, { ...pageMembers(), executionArn: required(text(1, 256)) });
    const region = backend.region(caller);
    const parent = region.execution(input.executionArn ?? '');
    const runs = [...region.mapRuns.values()].filter((run) => run.parent === parent).reverse();
    const { items, nextToken } = page(runs, input, true);
    return {
      mapRuns: items.map((run) => ({
        executionArn: parent.arn,
        mapRunArn: run.arn,
        stateMachineArn: run.machine.arn,
        startDate: new Date(run.startDate),
        stopDate: run.stopDate === undefined ? undefined : new Date(run.stopDate),
      })),
      nextToken,
    };
  },
);

export const describeMapRun = operation(
  (backend: StatesBackend, { input, caller }: Call<Wire<DescribeMapRunInput>>): DescribeMapRunOutput => {
    checkMembers(input, { mapRunArn: required(text(1, 2000)) });
    const run = findMapRun(backend.region(caller), input.mapRunArn);
    const { executionCounts, itemCounts } = run.counts();
    return {
      mapRunArn: run.arn,
      executionArn: run.parent.arn,
      status: run.status,
      startDate: new Date(run.startDate),
      stopDate: run.stopDate === undefined ? undefined : new Date(run.stopDate),
      ...run.limits(),
      itemCounts,
      executionCounts,
      redriveCount: 0,
    };
  },
);

/** Takes effect with the next child that starts or ends. */
export const updateMapRun = operation(
  (backend: StatesBackend, { input, caller }: Call<Wire<UpdateMapRunInput>>): UpdateMapRunOutput => {
    checkMembers(input, {
      mapRunArn: required(text(1, 2000)),
      maxConcurrency: number(0),
      toleratedFailureCount: number(0),
      toleratedFailurePercentage: number(0, 100),
    });
    const run = findMapRun(backend.region(caller), input.mapRunArn);
    if (run.status !== 'RUNNING') throw validationException('Map Run is not running and cannot be updated');
    run.limit(input);
    return {};
  },
);

function findMapRun(region: Region, arn = ''): MapRunRecord {
  requireArn(arn, 'mapRun');
  const run = region.mapRuns.get(arn);
  if (!run) throw resourceNotFound(arn);
  return run;
}
