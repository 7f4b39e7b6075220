/** The services of the embedded AWS, put together. */
import type { Clock } from '../clock.ts';
import type { Cloud, CloudOptions } from './cloud.ts';
import type { Mounted } from './dispatch.ts';
import { IamBackend } from './iam/backend.ts';
import { iamService } from './iam/service.ts';
import { LambdaBackend } from './lambda/backend.ts';
import { lambdaService } from './lambda/service.ts';
import { LogsBackend } from './logs/backend.ts';
import { logsService } from './logs/service.ts';
import { StatesBackend } from './states/backend.ts';
import { statesService } from './states/service.ts';
import { stsService } from './sts/service.ts';
import { taggingService } from './tagging/service.ts';

/** Hands its mounted service to a visitor: so that services over different state can stand in one table. */
export type MountedService = <Result>(visit: <Backend>(mounted: Mounted<Backend>) => Result) => Result;

export interface Services {
  readonly cloud: Cloud;
  /** By signing name. */
  readonly mounted: ReadonlyMap<string, MountedService>;
}

export interface Premises {
  readonly options: CloudOptions;
  readonly clock: Clock;
  readonly endpoint: string;
}

export function mountServices(premises: Premises): Services {
  const cloud = buildCloud(premises);
  const { iam, lambda, states, logs } = cloud;
  return {
    cloud,
    mounted: new Map([
      [iamService.signingName, mount({ service: iamService, backend: iam })],
      [stsService.signingName, mount({ service: stsService, backend: iam })],
      [lambdaService.signingName, mount({ service: lambdaService, backend: lambda })],
      [statesService.signingName, mount({ service: statesService, backend: states })],
      [logsService.signingName, mount({ service: logsService, backend: logs })],
      [taggingService.signingName, mount({ service: taggingService, backend: cloud })],
    ]),
  };
}

function mount<Backend>(mounted: Mounted<Backend>): MountedService {
  return (visit) => visit(mounted);
}

/** The concrete services; each sees the others through `Cloud` alone. */
interface Backends extends Cloud {
  readonly iam: IamBackend;
  readonly lambda: LambdaBackend;
  readonly states: StatesBackend;
  readonly logs: LogsBackend;
}

function buildCloud(premises: Premises): Backends {
  const cloud: Backends = {
    ...premises,
    get iam() {
      return iam;
    },
    get lambda() {
      return lambda;
    },
    get states() {
      return states;
    },
    get logs() {
      return logs;
    },
    close: async () => {
      await states.close();
      await lambda.close();
    },
  };
  const iam = new IamBackend(cloud);
  const logs = new LogsBackend(cloud);
  const lambda = new LambdaBackend(cloud);
  const states = new StatesBackend(cloud);
  return cloud;
}
