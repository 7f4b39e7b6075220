/** All that Step Functions keeps for one account in one region. */
import type { Activity } from './activity.ts';
import { isVersion, parseStateMachineArn, requireArn, type Home } from './arn.ts';
import { activityDoesNotExist, executionDoesNotExist, stateMachineDoesNotExist } from './errors.ts';
import type { Execution } from './execution.ts';
import type { MapRunRecord } from './map-run.ts';
import type { StateMachine } from './state-machine.ts';

export class Region {
  readonly home: Home;
  /** All by ARN. */
  readonly stateMachines = new Map<string, StateMachine>();
  readonly executions = new Map<string, Execution>();
  readonly activities = new Map<string, Activity>();
  readonly mapRuns = new Map<string, MapRunRecord>();

  constructor({ partition, region, account }: Home) {
    this.home = { partition, region, account };
  }

  /** Throws InvalidArn, StateMachineDoesNotExist. A qualified ARN names no state machine. */
  stateMachine(arn: string): StateMachine {
    requireArn(arn, 'stateMachine');
    const machine = this.stateMachines.get(arn);
    if (!machine) throw stateMachineDoesNotExist(arn);
    return machine;
  }

  /** The state machine that an ARN, a version's or an alias's ARN belongs to; the qualifier must exist. */
  qualified(arn: string): { readonly machine: StateMachine; readonly qualifier?: string } {
    const reference = parseStateMachineArn(arn);
    const machine = this.stateMachines.get(reference.arn);
    if (!machine || !hasQualifier(machine, reference.qualifier)) throw stateMachineDoesNotExist(arn);
    return { machine, ...(reference.qualifier !== undefined && { qualifier: reference.qualifier }) };
  }

  /** Throws InvalidArn, ExecutionDoesNotExist. */
  execution(arn: string): Execution {
    requireArn(arn, 'execution');
    const execution = this.executions.get(arn);
    if (!execution) throw executionDoesNotExist(arn);
    return execution;
  }

  /** Throws InvalidArn, ActivityDoesNotExist. */
  activity(arn: string): Activity {
    requireArn(arn, 'activity');
    const activity = this.activities.get(arn);
    if (!activity) throw activityDoesNotExist(arn);
    return activity;
  }
}

function hasQualifier(machine: StateMachine, qualifier: string | undefined): boolean {
  if (qualifier === undefined) return true;
  return isVersion(qualifier) ? machine.versions.has(Number(qualifier)) : machine.aliases.has(qualifier);
}
