/** Every operation of the services that are ours answers, once it succeeds and once for nothing, as the SDK's model has it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as iamSdk from '@aws-sdk/client-iam';
import * as lambdaSdk from '@aws-sdk/client-lambda';
import * as logsSdk from '@aws-sdk/client-cloudwatch-logs';
import * as statesSdk from '@aws-sdk/client-sfn';
import * as stsSdk from '@aws-sdk/client-sts';
import * as taggingSdk from '@aws-sdk/client-resource-groups-tagging-api';
import { setTimeout as sleep } from 'node:timers/promises';
import { Answers, watch } from '../../scripts/models/watch.ts';
import { operationsOf } from '../../scripts/shapes/clients.ts';
import { services } from '../../src/local/registry.ts';
import { startLocalAws, type LocalAws } from '../../src/local/server.ts';
import { zipOf } from '../local/lambda/support.ts';
import {
  account,
  iam,
  iamAfter,
  logs,
  logsAfter,
  refusing,
  region,
  sts,
  tagging,
  type Stop,
} from './tour.ts';
import { active, lambda } from './tour-lambda.ts';
import { states } from './tour-states.ts';

type Sdk = Readonly<Record<string, unknown>>;
type Answer = Readonly<Record<string, unknown>>;

/** By signing name: what the package exports, its client, and what the service calls itself. */
const sdks: Readonly<Record<string, readonly [Sdk, client: string, serviceId: string]>> = {
  iam: [iamSdk, 'IAMClient', 'IAM'],
  sts: [stsSdk, 'STSClient', 'STS'],
  lambda: [lambdaSdk, 'LambdaClient', 'Lambda'],
  states: [statesSdk, 'SFNClient', 'SFN'],
  logs: [logsSdk, 'CloudWatchLogsClient', 'CloudWatch Logs'],
  tagging: [taggingSdk, 'ResourceGroupsTaggingAPIClient', 'Resource Groups Tagging API'],
};

let aws: LocalAws;
let zip: Buffer;

beforeAll(async () => {
  aws = await startLocalAws();
  zip = await zipOf({ 'index.mjs': 'export const handler = async () => 1;' });
});

afterAll(() => aws.close());

function itinerary(): readonly (readonly [service: string, stops: readonly Stop[]])[] {
  return [
    ['iam', iam],
    ['sts', sts],
    ['logs', logs],
    ['tagging', tagging],
    ['lambda', lambda(zip)],
    ['states', states],
    ['logs', logsAfter],
    ['iam', iamAfter],
  ];
}

/** A client of a service whose answers are watched; calls by the operation's name. */
function callerOf(service: string, as: string, answers: Answers) {
  const [sdk, name] = sdks[service]!;
  const Client = sdk[name] as new (options: object) => { send(command: object): Promise<Answer> };
  const client = new Client({
    endpoint: aws.endpoint,
    region,
    credentials: { accessKeyId: as, secretAccessKey: 'x' },
    maxAttempts: 1,
    disableHostPrefix: true,
  });
  watch(client, sdk, answers);
  return (operation: string, input: object): Promise<Answer> => {
    const Command = sdk[`${operation}Command`] as new (input: object) => object;
    return client.send(new Command(input));
  };
}

/** Calls stop by stop, and again where what a stop waits for is not there yet. */
async function travel(service: string, stops: readonly Stop[], answers: Answers): Promise<void> {
  const call = callerOf(service, account, answers);
  const latest = new Map<string, Answer>();
  for (const [operation, input = {}] of stops) {
    const members = typeof input === 'function' ? input((name) => latest.get(name) ?? {}) : input;
    let answer = await call(operation, members);
    while (isUnderWay(operation, answer)) {
      await sleep(10);
      answer = await call(operation, members);
    }
    latest.set(operation, answer);
  }
}

function isUnderWay(operation: string, { State, LastUpdateStatus, status, mapRuns }: Answer): boolean {
  if (operation === active) return State !== 'Active' || LastUpdateStatus !== 'Successful';
  if (operation === 'ListMapRuns') return (mapRuns as readonly object[]).length === 0;
  return operation === 'DescribeExecution' && status === 'RUNNING';
}

describe('every operation', () => {
  const answers = new Answers();

  it('answers what its model has', async () => {
    for (const [service, stops] of itinerary()) await travel(service, stops, answers);
    expect([...answers.problems.keys()]).toEqual([]);
  });

  it.each(Object.entries(sdks))('of %s was called', (signingName, [sdk, , serviceId]) => {
    const service = services.find((one) => one.signingName === signingName)!;
    const operations = operationsOf(service).filter(
      (name) => `${name}Command` in sdk && !refusing.includes(name),
    );
    expect(operations.filter((name) => !answers.operations.has(`${serviceId}:${name}`))).toEqual([]);
  });

  it('refuses, where there is nothing, with an error that its model has', async () => {
    const refusals = new Answers();
    for (const [service, stops] of itinerary()) {
      const call = callerOf(service, '222222222222', refusals);
      // What was found out on the way is a member of the account that there is.
      const fixed = stops.flatMap(([operation, input = {}]) =>
        typeof input === 'function' || operation === 'GetActivityTask' ? [] : [[operation, input] as const],
      );
      for (const [operation, input] of fixed.toReversed())
        await call(operation, input).catch(() => undefined);
    }
    expect([...refusals.problems.keys()]).toEqual([]);
    expect(refusals.total - refusals.operations.size).toBeGreaterThan(70);
  });
});
