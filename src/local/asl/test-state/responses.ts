import type { Shape, Structure } from './shape.ts';

const string: Shape = { kind: 'string' };
const number: Shape = { kind: 'number' };
const boolean: Shape = { kind: 'boolean' };
const any: Shape = { kind: 'any' };
const list = (of: Shape): Shape => ({ kind: 'list', of });
const map = (of: Shape): Shape => ({ kind: 'map', of });
const among = (...values: readonly string[]): Shape => ({ kind: 'string', values });
const atLeast = (least: number): Shape => ({ kind: 'number', least });
const structure = (members: Record<string, Shape>, required: readonly string[] = []): Structure => ({
  kind: 'structure',
  members,
  required,
});

const capacity = {
  CapacityUnits: number,
  ReadCapacityUnits: number,
  WriteCapacityUnits: number,
};
const consumed = structure({
  ...capacity,
  TableName: string,
  Table: structure(capacity),
  LocalSecondaryIndexes: map(structure(capacity)),
  GlobalSecondaryIndexes: map(structure(capacity)),
});
const written = structure({
  Attributes: map(structure({})),
  ConsumedCapacity: consumed,
  ItemCollectionMetrics: structure({ SizeEstimateRangeGB: list(number) }),
});

const execution = structure(
  {
    ...{ ExecutionArn: string, StateMachineArn: string, Name: string, Status: string },
    ...{ StartDate: string, StopDate: string, Input: string, Output: any, Error: string, Cause: string },
    ...{ TraceHeader: string, RedriveCount: number, RedriveStatus: string },
  },
  ['ExecutionArn', 'StartDate'],
);

const storageClass = among(
  ...['STANDARD', 'REDUCED_REDUNDANCY', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER'],
  ...['DEEP_ARCHIVE', 'OUTPOSTS', 'GLACIER_IR', 'SNOW', 'EXPRESS_ONEZONE'],
);

const object = structure({
  ...{
    AcceptRanges: string,
    CacheControl: string,
    ContentType: string,
    ContentEncoding: string,
    ETag: string,
  },
  ...{ ContentLength: number, MissingMeta: number, PartsCount: number, TagCount: number },
  ...{ LastModified: string, Expiration: string, VersionId: string, DeleteMarker: boolean },
  Metadata: map(string),
  StorageClass: storageClass,
});

const configuration = structure({
  ...{
    FunctionName: string,
    FunctionArn: string,
    Runtime: string,
    Role: string,
    Handler: string,
    Version: string,
  },
  ...{ CodeSize: number, CodeSha256: string, LastModified: string, RevisionId: string, Description: string },
  Timeout: atLeast(1),
  MemorySize: atLeast(128),
  State: among('Pending', 'Active', 'Inactive', 'Failed'),
  PackageType: among('Zip', 'Image'),
  Architectures: list(among('x86_64', 'arm64')),
});

const invocation = structure({
  StatusCode: number,
  ExecutedVersion: string,
  FunctionError: string,
  LogResult: string,
});

const message = structure({ MessageId: string, SequenceNumber: string, MD5OfMessageBody: string });

/**
 * What calls answer, by service and action: those of the optimised integrations and the commonest of the SDK's. A mock of any other
 * call is taken as it is. From the services' API references.
 */
export const responses: Readonly<Record<string, Structure>> = {
  'lambda:invoke': invocation,
  'states:startExecution': execution,
  'sns:publish': message,
  'sqs:sendMessage': message,
  'events:putEvents': structure({
    FailedEntryCount: number,
    Entries: list(structure({ EventId: string, ErrorCode: string, ErrorMessage: string })),
  }),
  'dynamodb:putItem': written,
  'dynamodb:updateItem': written,
  'dynamodb:deleteItem': written,
  'dynamodb:getItem': structure({ Item: map(structure({})), ConsumedCapacity: consumed }),
  's3:getObject': object,
  's3:headObject': object,
  's3:putObject': structure({ ETag: string, Expiration: string, VersionId: string, Size: number }),
  'kms:encrypt': structure({
    CiphertextBlob: { kind: 'string', least: 1 },
    KeyId: string,
    EncryptionAlgorithm: string,
  }),
  'kms:decrypt': structure({
    Plaintext: { kind: 'string', least: 1 },
    KeyId: string,
    EncryptionAlgorithm: string,
  }),
  'lambda:getFunction': structure({
    Configuration: configuration,
    Code: structure({ RepositoryType: string, Location: string, ImageUri: string }),
    Tags: map(string),
  }),
  'lambda:getFunctionConfiguration': configuration,
  'sfn:startExecution': execution,
  'sfn:describeExecution': execution,
};
