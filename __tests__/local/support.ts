/** An embedded AWS for a test, and the SDK's clients of it. */
import { afterEach } from '@jest/globals';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../../src/clock.ts';
import { startLocalAws, type LocalAws, type LocalOptions } from '../../src/local/server.ts';

export const account = '111111111111';
export const region = 'us-east-1';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Clients {
  readonly endpoint: string;
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly logs: CloudWatchLogsClient;
  readonly tagging: ResourceGroupsTaggingAPIClient;
}

const running: LocalAws[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((aws) => aws.close()));
});

/** Starts an endpoint that ends with the test. */
export async function startAws(options: LocalOptions = {}): Promise<Clients> {
  const aws = await startLocalAws(options);
  running.push(aws);
  return clientsOf(aws.endpoint);
}

/** Starts an endpoint whose callers have to prove who they are: clients with the root's keys. */
export async function startEnforced(options: LocalOptions = {}): Promise<Clients> {
  const aws = await startLocalAws({ account, ...options, enforce: true });
  running.push(aws);
  return clientsOf(aws.endpoint, aws.root);
}

/** Clients with other keys or in another region. */
export function clientsOf(
  endpoint: string,
  keys: Keys = { accessKeyId: account, secretAccessKey: 'x' },
  where: string = region,
): Clients {
  const options = { endpoint, region: where, credentials: keys, maxAttempts: 1 };
  return {
    endpoint,
    iam: new IAMClient(options),
    sts: new STSClient(options),
    logs: new CloudWatchLogsClient(options),
    tagging: new ResourceGroupsTaggingAPIClient(options),
  };
}

/** A clock that moves only when told. */
export class SteppedClock implements Clock {
  #time: number;

  constructor(time = Date.UTC(2026, 10, 22, 12)) {
    this.#time = time;
  }

  now(): number {
    return this.#time;
  }

  advance(ms: number): void {
    this.#time += ms;
  }

  async sleep(ms: number): Promise<void> {
    this.advance(ms);
  }
}

/** What AWS's client throws: its code without the SDK's suffix is on the wire; here as the SDK names it. */
export interface Refusal {
  readonly name: string;
  readonly message: string;
  readonly status: number;
}

/** The refusal that a call ends with. Throws when it succeeds. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (thrown) {
    const { name, message, $metadata } = thrown as Error & { $metadata?: { httpStatusCode?: number } };
    return { name, message, status: $metadata?.httpStatusCode ?? 0 };
  }
  throw new Error('The call succeeded');
}

/** A trust policy for a service, or with other elements. */
export function trustOf(elements: object = { Principal: { Service: 'lambda.amazonaws.com' } }): string {
  return document({ Effect: 'Allow', Action: 'sts:AssumeRole', ...elements });
}

/** A policy document of statements. */
export function document(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
