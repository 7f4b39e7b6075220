/** What the operations of services take, as the SDK's clients know it. */
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as events from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as states from '@aws-sdk/client-sfn';
import * as sts from '@aws-sdk/client-sts';
import * as tagging from '@aws-sdk/client-resource-groups-tagging-api';
import { NormalizedSchema } from '@smithy/core/schema';
import type { Service } from '../../src/local/service.ts';

type Client = Readonly<Record<string, unknown>>;

/** By signing name. */
const clients: Readonly<Record<string, Client>> = {
  dynamodb,
  events,
  iam,
  lambda,
  logs,
  sns,
  sqs,
  states,
  sts,
  tagging,
};

export type Schema = NormalizedSchema;

/** The schema of an operation's input; undefined for what is no operation of AWS's. */
export function inputOf({ signingName }: Service<never>, operation: string): Schema | undefined {
  const schema = clients[signingName]?.[`${operation}$`] as readonly unknown[] | undefined;
  return schema && NormalizedSchema.of(schema[4] as Parameters<typeof NormalizedSchema.of>[0]);
}

/** The names of a service's operations. */
export function operationsOf(service: Service<never>): readonly string[] {
  return service.protocol === 'rest'
    ? service.routes.map(({ name }) => name)
    : Object.keys(service.operations);
}
