/** The services of the embedded AWS, put together. */
import type { Clock, ExecutionClock } from '../clock.ts';
import type { Cloud, CloudOptions } from './cloud.ts';
import type { Keeper } from './data/thing.ts';
import type { Mounted } from './dispatch.ts';
import { DynamoDbBackend } from './dynamodb/backend.ts';
import { dynamoDbKeeper } from './dynamodb/keeper.ts';
import { dynamoDbService } from './dynamodb/service.ts';
import { EventsBackend } from './events/backend.ts';
import { eventsKeeper } from './events/keeper.ts';
import { eventsService } from './events/service.ts';
import { IamBackend } from './iam/backend.ts';
import { iamKeeper } from './iam/keeper.ts';
import { iamService } from './iam/service.ts';
import { LambdaBackend } from './lambda/backend.ts';
import { lambdaKeeper } from './lambda/kept/keeper.ts';
import { lambdaService } from './lambda/service.ts';
import { LogsBackend } from './logs/backend.ts';
import { logsKeeper } from './logs/keeper.ts';
import { logsService } from './logs/service.ts';
import { S3Backend } from './s3/backend.ts';
import { s3Keeper } from './s3/keeper.ts';
import { s3Service } from './s3/service.ts';
import { SnsBackend } from './sns/backend.ts';
import { snsKeeper } from './sns/keeper.ts';
import { snsService } from './sns/service.ts';
import { SqsBackend } from './sqs/backend.ts';
import { sqsKeeper } from './sqs/keeper.ts';
import { sqsService } from './sqs/service.ts';
import { StatesBackend } from './states/backend.ts';
import { statesKeeper } from './states/kept/keeper.ts';
import { statesService } from './states/service.ts';
import { stsService } from './sts/service.ts';
import { taggingService } from './tagging/service.ts';

/** Hands its mounted service to a visitor: so that services over different state can stand in one table. */
export type MountedService = <Result>(visit: <Backend>(mounted: Mounted<Backend>) => Result) => Result;

export interface Services {
  readonly cloud: Cloud;
  /** By signing name. */
  readonly mounted: ReadonlyMap<string, MountedService>;
  /** Each comes behind those that it needs when it is restored. */
  readonly keepers: readonly Keeper[];
}

export interface Premises {
  readonly options: CloudOptions;
  readonly clock: Clock;
  readonly executionClock: ExecutionClock;
  readonly endpoint: string;
  /** See Cloud. */
  readonly changed: () => void;
}

export function mountServices(premises: Premises): Services {
  const mounted = new Map<string, MountedService>();
  const cloud = buildCloud(premises, (name) => mounted.has(name));
  const { iam, lambda, states, logs, queues, topics, buses, objects, dynamoDb } = cloud;
  const table = [
    [iamService.signingName, mount({ service: iamService, backend: iam })],
    [stsService.signingName, mount({ service: stsService, backend: iam })],
    [lambdaService.signingName, mount({ service: lambdaService, backend: lambda })],
    [statesService.signingName, mount({ service: statesService, backend: states })],
    [logsService.signingName, mount({ service: logsService, backend: logs })],
    [taggingService.signingName, mount({ service: taggingService, backend: cloud })],
    [sqsService.signingName, mount({ service: sqsService, backend: queues })],
    [snsService.signingName, mount({ service: snsService, backend: topics })],
    [eventsService.signingName, mount({ service: eventsService, backend: buses })],
    [s3Service.signingName, mount({ service: s3Service, backend: objects })],
    [dynamoDbService.signingName, mount({ service: dynamoDbService, backend: dynamoDb })],
  ] as const;
  for (const [name, service] of table) mounted.set(name, service);
  const keepers = [
    iamKeeper(iam),
    logsKeeper(logs),
    sqsKeeper(queues),
    snsKeeper(topics),
    eventsKeeper(buses),
    s3Keeper(objects),
    dynamoDbKeeper(dynamoDb),
    statesKeeper(states),
    lambdaKeeper(lambda),
  ];
  return { cloud, mounted, keepers };
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
  readonly queues: SqsBackend;
  readonly topics: SnsBackend;
  readonly buses: EventsBackend;
  readonly objects: S3Backend;
  readonly dynamoDb: DynamoDbBackend;
}

function buildCloud(premises: Premises, has: Cloud['has']): Backends {
  const cloud: Backends = {
    ...premises,
    has,
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
    get queues() {
      return queues;
    },
    get topics() {
      return topics;
    },
    get buses() {
      return buses;
    },
    get objects() {
      return objects;
    },
    get dynamoDb() {
      return dynamoDb;
    },
    close: async () => {
      await states.close();
      await lambda.close();
      await dynamoDb.close();
    },
  };
  const iam = new IamBackend(cloud);
  const logs = new LogsBackend(cloud);
  const lambda = new LambdaBackend(cloud);
  const states = new StatesBackend(cloud);
  const queues = new SqsBackend(cloud);
  const topics = new SnsBackend(cloud);
  const buses = new EventsBackend(cloud);
  const objects = new S3Backend(cloud);
  const dynamoDb = new DynamoDbBackend(cloud);
  return cloud;
}
