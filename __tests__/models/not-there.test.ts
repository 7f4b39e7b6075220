/** Whatever else AWS's clients can ask for is refused by its name. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as states from '@aws-sdk/client-sfn';
import * as sts from '@aws-sdk/client-sts';
import * as tagging from '@aws-sdk/client-resource-groups-tagging-api';
import { operationsOf } from '../../scripts/shapes/clients.ts';
import { services } from '../../src/local/registry.ts';
import { startLocalAws, type LocalAws } from '../../src/local/server.ts';
import { form, send, type RawRequest } from '../local/wire/raw.ts';

let aws: LocalAws;

beforeAll(async () => {
  aws = await startLocalAws();
});

afterAll(() => aws.close());

/** As an SDK exports it: its kind (9), and what it is called over HTTP where the protocol is REST. */
type OperationShape = readonly [9, namespace: string, name: string, 0 | { http?: readonly string[] }];

function shapesOf(sdk: Readonly<Record<string, unknown>>): readonly OperationShape[] {
  return Object.values(sdk).filter((value) => Array.isArray(value) && value[0] === 9) as OperationShape[];
}

/** The least that a request for the operation is. */
function requestOf(service: string, [, , name, traits]: OperationShape): RawRequest {
  const found = services.find(({ signingName }) => signingName === service)!;
  if (found.protocol === 'query') return { service, ...form({ Action: name }) };
  if (found.protocol === 'json')
    return { service, headers: { 'x-amz-target': `${found.targetPrefix}.${name}` }, body: '{}' };
  const [method = '', path = ''] = traits === 0 ? [] : (traits.http ?? []);
  return { service, method, path: path.replace(/\{\w+\+?\}/g, 'a') };
}

describe('an operation that is not there', () => {
  it.each<[string, Readonly<Record<string, unknown>>]>(
    Object.entries({ iam, sts, lambda, logs, states, tagging }),
  )('of %s is named', async (service, sdk) => {
    const here = operationsOf(services.find(({ signingName }) => signingName === service)!);
    for (const shape of shapesOf(sdk).filter(([, , name]) => !here.includes(name))) {
      const { status, body } = await send(aws.endpoint, requestOf(service, shape));
      expect(body).toContain(`no operation ${service}:${shape[2]}. `);
      expect(status).toBe(501);
    }
  });

  it.each<[string, RawRequest, string]>([
    ['JSON', { headers: { 'x-amz-target': 'TrentService.ListKeys' }, body: '{}' }, 'ListKeys'],
    ['a form', form({ Action: 'DescribeVpcs' }), 'DescribeVpcs'],
    ['REST', { method: 'GET', path: '/v2/apis' }, 'GET /v2/apis'],
  ])('of a service that is not there either, asked for in %s', async (_, request, name) => {
    const { status, body } = await send(aws.endpoint, { service: 'other', ...request });
    expect(status).toBe(501);
    expect(body).toContain(`no service other: it cannot do ${name}`);
  });
});
