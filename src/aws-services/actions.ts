/** Which actions IAM asks for when an operation is called. */
import { sdkService } from './sdk.ts';

/**
 * The IAM actions of an operation (`PutItem` of `dynamodb` → `dynamodb:PutItem`); undefined when they are not known, or
 * there is no such operation. IAM names an action as the operation is named, with the exceptions below.
 */
export function iamActionsOf(serviceName: string, operation: string): readonly string[] | undefined {
  const service = sdkService(serviceName);
  if (!service?.operations.has(operation)) return undefined;
  if (!service.withoutAction.has(operation)) return [`${service.prefix}:${operation}`];
  const names = exceptions[serviceName]?.[operation];
  return names?.split(' ').map((name) => (name.includes(':') ? name : `${service.prefix}:${name}`));
}

/** [service authorization reference; for S3: S3 user guide, "Required permissions for Amazon S3 API operations"] */
const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bedrockruntime: {
    Converse: 'InvokeModel',
    ConverseStream: 'InvokeModelWithResponseStream',
    InvokeModelWithBidirectionalStream: 'InvokeModel',
    StartAsyncInvoke: 'InvokeModel',
  },
  dynamodb: {
    BatchExecuteStatement: 'PartiQLSelect PartiQLInsert PartiQLUpdate PartiQLDelete',
    ExecuteStatement: 'PartiQLSelect PartiQLInsert PartiQLUpdate PartiQLDelete',
    ExecuteTransaction: 'PartiQLSelect PartiQLInsert PartiQLUpdate PartiQLDelete',
    TransactGetItems: 'GetItem',
    TransactWriteItems: 'ConditionCheckItem PutItem UpdateItem DeleteItem',
  },
  kms: { ReEncrypt: 'ReEncryptFrom ReEncryptTo' },
  lambda: { Invoke: 'InvokeFunction', InvokeWithResponseStream: 'InvokeFunction' },
  sns: { PublishBatch: 'Publish' },
  sqs: {
    ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
    DeleteMessageBatch: 'DeleteMessage',
    SendMessageBatch: 'SendMessage',
  },
  s3: {
    CompleteMultipartUpload: 'PutObject',
    CopyObject: 'GetObject PutObject',
    CreateMultipartUpload: 'PutObject',
    CreateSession: 's3express:CreateSession',
    DeleteBucketAnalyticsConfiguration: 'PutAnalyticsConfiguration',
    DeleteBucketCors: 'PutBucketCORS',
    DeleteBucketEncryption: 'PutEncryptionConfiguration',
    DeleteBucketIntelligentTieringConfiguration: 'PutIntelligentTieringConfiguration',
    DeleteBucketInventoryConfiguration: 'PutInventoryConfiguration',
    DeleteBucketLifecycle: 'PutLifecycleConfiguration',
    DeleteBucketMetricsConfiguration: 'PutMetricsConfiguration',
    DeleteBucketOwnershipControls: 'PutBucketOwnershipControls',
    DeleteBucketReplication: 'PutReplicationConfiguration',
    DeleteBucketTagging: 'PutBucketTagging',
    DeleteObjects: 'DeleteObject',
    DeletePublicAccessBlock: 'PutBucketPublicAccessBlock',
    GetBucketAccelerateConfiguration: 'GetAccelerateConfiguration',
    GetBucketAnalyticsConfiguration: 'GetAnalyticsConfiguration',
    GetBucketEncryption: 'GetEncryptionConfiguration',
    GetBucketIntelligentTieringConfiguration: 'GetIntelligentTieringConfiguration',
    GetBucketInventoryConfiguration: 'GetInventoryConfiguration',
    GetBucketLifecycle: 'GetLifecycleConfiguration',
    GetBucketLifecycleConfiguration: 'GetLifecycleConfiguration',
    GetBucketMetricsConfiguration: 'GetMetricsConfiguration',
    GetBucketNotificationConfiguration: 'GetBucketNotification',
    GetBucketReplication: 'GetReplicationConfiguration',
    GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
    GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
    HeadBucket: 'ListBucket',
    HeadObject: 'GetObject',
    ListBucketAnalyticsConfigurations: 'GetAnalyticsConfiguration',
    ListBucketIntelligentTieringConfigurations: 'GetIntelligentTieringConfiguration',
    ListBucketInventoryConfigurations: 'GetInventoryConfiguration',
    ListBucketMetricsConfigurations: 'GetMetricsConfiguration',
    ListBuckets: 'ListAllMyBuckets',
    ListDirectoryBuckets: 's3express:ListAllMyDirectoryBuckets',
    ListMultipartUploads: 'ListBucketMultipartUploads',
    ListObjects: 'ListBucket',
    ListObjectsV2: 'ListBucket',
    ListObjectVersions: 'ListBucketVersions',
    ListParts: 'ListMultipartUploadParts',
    PutBucketAccelerateConfiguration: 'PutAccelerateConfiguration',
    PutBucketAnalyticsConfiguration: 'PutAnalyticsConfiguration',
    PutBucketEncryption: 'PutEncryptionConfiguration',
    PutBucketIntelligentTieringConfiguration: 'PutIntelligentTieringConfiguration',
    PutBucketInventoryConfiguration: 'PutInventoryConfiguration',
    PutBucketLifecycle: 'PutLifecycleConfiguration',
    PutBucketLifecycleConfiguration: 'PutLifecycleConfiguration',
    PutBucketMetricsConfiguration: 'PutMetricsConfiguration',
    PutBucketNotificationConfiguration: 'PutBucketNotification',
    PutBucketReplication: 'PutReplicationConfiguration',
    PutObjectLockConfiguration: 'PutBucketObjectLockConfiguration',
    PutPublicAccessBlock: 'PutBucketPublicAccessBlock',
    SelectObjectContent: 'GetObject',
    UploadPart: 'PutObject',
    UploadPartCopy: 'GetObject PutObject',
  },
};
