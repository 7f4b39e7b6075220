/** Map runs as they are kept. One that ran when the endpoint ended comes back aborted. */
import type { MapRunLimits } from '../../asl/index.ts';
import type { Found, Thing } from '../../data/thing.ts';
import type { Home } from '../arn.ts';
import type { StatesBackend } from '../backend.ts';
import type { Execution } from '../execution.ts';
import { MapRunRecord, type KeptMapRun } from '../map-run.ts';
import type { Region } from '../region.ts';
import { ExecutionRole } from '../role.ts';
import type { Identity } from '../state-machine.ts';
import type { Children } from './executions.ts';

interface StoredMapRun extends KeptMapRun {
  readonly home: Home;
  /** ARN of the execution whose state it is. */
  readonly parent: string;
  readonly machine: Identity;
  readonly limits: MapRunLimits;
}

export function* thingsOfMapRuns({ home, mapRuns }: Region): Iterable<Thing> {
  for (const mapRun of mapRuns.values())
    yield { kind: 'states.map-run', id: mapRun.arn, value: () => stored(home, mapRun) };
}

export function restoreMapRuns(backend: StatesBackend, found: Found, children: Children): void {
  for (const kept of found.all<StoredMapRun>('states.map-run').values()) {
    const { executions, mapRuns } = backend.region(kept.home);
    const parent = executions.get(kept.parent);
    if (!parent) continue;
    const mapRun = restored(backend, kept, parent);
    mapRun.children.push(...(children.get(kept.arn) ?? []));
    if (mapRun.status === 'RUNNING') mapRun.close('ABORTED');
    mapRuns.set(mapRun.arn, mapRun);
  }
}

function stored(home: Home, mapRun: MapRunRecord): StoredMapRun {
  const { arn, parent, startDate, stopDate, status, items, machine } = mapRun;
  return {
    home,
    arn,
    parent: parent.arn,
    startDate,
    stopDate,
    status,
    items,
    machine,
    limits: mapRun.limits(),
  };
}

/** It starts no child any more: of what these would need, some is made up of what is at hand. */
function restored(backend: StatesBackend, kept: StoredMapRun, parent: Execution): MapRunRecord {
  const { home, machine, limits } = kept;
  const { revision, program, machine: own } = parent.launch;
  const { account, region } = home;
  const role = new ExecutionRole(backend.cloud, {
    roleArn: revision.roleArn,
    stateMachineArn: own.arn,
    account,
    region,
  });
  const label = machine.name.slice(own.name.length + 1);
  const request = { label, program, executionType: machine.type, limits };
  return new MapRunRecord(backend.executor, { home, parent, role, request }, kept);
}
