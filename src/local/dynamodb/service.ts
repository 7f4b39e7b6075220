/** DynamoDB: dynalite answers; this endpoint decides who may ask. */
import { decodeJson, encodeJsonError, jsonOperationName } from '../wire/json.ts';
import type { WireRequest, WireResponse } from '../wire/request.ts';
import { operation, type Call, type Operation, type OwnProtocolService } from '../service.ts';
import type { DynamoDbBackend } from './backend.ts';

const protocol = { jsonVersion: '1.0', targetPrefix: 'DynamoDB_20120810' } as const;

/** What dynalite has. */
const names = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetItem',
  'ListTables',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'TagResource',
  'UntagResource',
  'UpdateItem',
  'UpdateTable',
];

export const dynamoDbService: OwnProtocolService<DynamoDbBackend> = {
  signingName: 'dynamodb',
  protocol: 'own',
  operations: Object.fromEntries(names.map((name) => [name, relayed(name)])),
  decode: (request) => ({
    operationName: jsonOperationName(protocol, request),
    input: request,
    encode: (output) => output as WireResponse,
  }),
  encodeError: (error) => encodeJsonError(protocol, error),
};

function relayed(name: string): Operation<DynamoDbBackend> {
  return operation(async (backend: DynamoDbBackend, { caller, input, signal }: Call<WireRequest>) => {
    backend.requireAccess(caller, name, tablesOf(decodeJson(input.body)));
    return (await backend.tables(caller)).answer(input, signal);
  });
}

/** The tables that a request is about. */
function tablesOf({ TableName, ResourceArn, RequestItems }: Record<string, unknown>): readonly string[] {
  const named = [TableName, ResourceArn].filter((name) => typeof name === 'string');
  return [...named, ...Object.keys(RequestItems ?? {})];
}
