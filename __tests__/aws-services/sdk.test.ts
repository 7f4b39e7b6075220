import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { iamActionsOf } from '../../src/aws-services/actions.ts';
import { sdkService, sdkServiceNames } from '../../src/aws-services/sdk.ts';
import { root } from '../support/spawn.ts';

describe('the table of services', () => {
  it.each([
    ['a service', 'dynamodb', 'dynamodb', 'PutItem'],
    ['a service with another prefix', 'cloudwatchlogs', 'logs', 'PutLogEvents'],
    ['Step Functions itself', 'sfn', 'states', 'SendTaskSuccess'],
    ['a service that the model calls "Config Service"', 'config', 'config', 'PutConfigRule'],
    [
      'a service that the model calls "Database Migration Service"',
      'databasemigration',
      'dms',
      'StartReplicationTask',
    ],
  ])('has %s', (_, name, prefix, operation) => {
    expect(sdkService(name)).toMatchObject({ name, prefix });
    expect(sdkService(name)?.operations.has(operation)).toBe(true);
  });

  it('has no service of another name', () => {
    expect(sdkService('configservice')).toBeUndefined();
    expect(sdkService('')).toBeUndefined();
  });

  it('knows more than 400 services and 18,000 operations', () => {
    const operations = sdkServiceNames().flatMap((name) => [...(sdkService(name)?.operations ?? [])]);
    expect(sdkServiceNames().length).toBeGreaterThan(400);
    expect(operations.length).toBeGreaterThan(18_000);
    expect(operations.filter((one) => !/^[A-Z][A-Za-z0-9]+$/.test(one))).toEqual([]);
  });
});

describe('the actions of an operation are', () => {
  it.each([
    ['named as it is', 'dynamodb', 'PutItem', ['dynamodb:PutItem']],
    ["the service's in IAM", 'cloudwatchlogs', 'PutLogEvents', ['logs:PutLogEvents']],
    ['of another name', 'lambda', 'Invoke', ['lambda:InvokeFunction']],
    ['several', 's3', 'CopyObject', ['s3:GetObject', 's3:PutObject']],
    ['of another prefix', 's3', 'CreateSession', ['s3express:CreateSession']],
    ['unknown', 'cloudhsm', 'CreateHapg', undefined],
    ['none when it does not exist', 'dynamodb', 'PutItems', undefined],
    ['none when its service does not exist', 'dynamo', 'PutItem', undefined],
  ])('%s', (_, service, operation, actions) => {
    expect(iamActionsOf(service, operation)).toEqual(actions);
  });
});

/** The data that the table was generated from lies outside of the repository. */
const facts = join(root, '../shared/facts/aws-services.json');

interface Fact {
  readonly serviceId: string;
  readonly prefix: string;
  readonly operations: readonly string[];
  readonly notActions?: readonly string[];
}

/** As the table has it. */
function tabled({ serviceId }: Fact): Fact {
  const name = serviceId.toLowerCase().replace(/[^a-z0-9]/g, '');
  const { prefix = '', operations, withoutAction } = sdkService(name.replace(/service$/, '')) ?? {};
  const notActions = [...(withoutAction ?? [])];
  return {
    serviceId,
    prefix,
    operations: [...(operations ?? [])],
    ...(notActions.length > 0 && { notActions }),
  };
}

(existsSync(facts) ? it : it.skip)('the table says what the data says that it comes from', () => {
  const known = JSON.parse(readFileSync(facts, 'utf8')) as Record<string, Fact>;
  const services = Object.values(known);
  expect(services.map(tabled)).toEqual(services);
  expect(sdkServiceNames()).toHaveLength(services.length);
});
