/**
 * AWS's own managed policies that roles of Lambda and Step Functions carry: AWS's documents, word for word (AWS managed
 * policy reference).
 */
import type { JsonObject } from '../../../json.ts';

export interface AwsManagedPolicy {
  readonly name: string;
  readonly path: '/' | '/service-role/';
  readonly version: string;
  /** When AWS published that version. */
  readonly published: string;
  readonly statements: readonly JsonObject[];
}

const writeLogs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

export const awsManagedPolicies: readonly AwsManagedPolicy[] = [
  {
    name: 'AWSLambdaBasicExecutionRole',
    path: '/service-role/',
    version: 'v1',
    published: '2015-04-09T15:03:43Z',
    statements: [{ Effect: 'Allow', Action: writeLogs, Resource: '*' }],
  },
  {
    name: 'AWSLambdaVPCAccessExecutionRole',
    path: '/service-role/',
    version: 'v3',
    published: '2024-01-05T22:38:26Z',
    statements: [
      {
        Sid: 'AWSLambdaVPCAccessExecutionPermissions',
        Effect: 'Allow',
        Action: [
          ...writeLogs,
          'ec2:CreateNetworkInterface',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DescribeSubnets',
          'ec2:DeleteNetworkInterface',
          'ec2:AssignPrivateIpAddresses',
          'ec2:UnassignPrivateIpAddresses',
        ],
        Resource: '*',
      },
    ],
  },
  {
    name: 'AWSLambdaSQSQueueExecutionRole',
    path: '/service-role/',
    version: 'v1',
    published: '2018-06-14T21:50:45Z',
    statements: [
      {
        Effect: 'Allow',
        Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', ...writeLogs],
        Resource: '*',
      },
    ],
  },
  {
    name: 'AWSLambdaDynamoDBExecutionRole',
    path: '/service-role/',
    version: 'v1',
    published: '2015-04-09T15:09:29Z',
    statements: [
      {
        Effect: 'Allow',
        Action: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
          ...writeLogs,
        ],
        Resource: '*',
      },
    ],
  },
  {
    name: 'AWSLambdaKinesisExecutionRole',
    path: '/service-role/',
    version: 'v2',
    published: '2018-11-19T20:09:24Z',
    statements: [
      {
        Effect: 'Allow',
        Action: [
          'kinesis:DescribeStream',
          'kinesis:DescribeStreamSummary',
          'kinesis:GetRecords',
          'kinesis:GetShardIterator',
          'kinesis:ListShards',
          'kinesis:ListStreams',
          'kinesis:SubscribeToShard',
          ...writeLogs,
        ],
        Resource: '*',
      },
    ],
  },
  {
    name: 'AWSLambdaRole',
    path: '/service-role/',
    version: 'v1',
    published: '2015-02-06T18:41:28Z',
    statements: [{ Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: ['*'] }],
  },
  {
    name: 'CloudWatchLambdaInsightsExecutionRolePolicy',
    path: '/',
    version: 'v1',
    published: '2020-10-07T19:27:06Z',
    statements: [
      { Effect: 'Allow', Action: 'logs:CreateLogGroup', Resource: '*' },
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: 'arn:aws:logs:*:*:log-group:/aws/lambda-insights:*',
      },
    ],
  },
  {
    name: 'AWSXRayDaemonWriteAccess',
    path: '/',
    version: 'v2',
    published: '2024-02-13T21:58:30Z',
    statements: [
      {
        Sid: 'AWSXRayDaemonWriteAccess',
        Effect: 'Allow',
        Action: [
          'xray:PutTraceSegments',
          'xray:PutTelemetryRecords',
          'xray:GetSamplingRules',
          'xray:GetSamplingTargets',
          'xray:GetSamplingStatisticSummaries',
        ],
        Resource: ['*'],
      },
    ],
  },
  {
    name: 'AWSStepFunctionsFullAccess',
    path: '/',
    version: 'v1',
    published: '2017-01-11T21:51:32Z',
    statements: [{ Effect: 'Allow', Action: 'states:*', Resource: '*' }],
  },
  {
    name: 'CloudWatchLogsFullAccess',
    path: '/',
    version: 'v3',
    published: '2025-05-20T17:07:06Z',
    statements: [
      {
        Action: ['logs:*', 'cloudwatch:GenerateQuery', 'cloudwatch:GenerateQueryResultsSummary'],
        Resource: '*',
        Effect: 'Allow',
        Sid: 'CloudWatchLogsFullAccess',
      },
    ],
  },
  {
    name: 'AmazonS3FullAccess',
    path: '/',
    version: 'v2',
    published: '2021-09-27T20:16:37Z',
    statements: [{ Effect: 'Allow', Action: ['s3:*', 's3-object-lambda:*'], Resource: '*' }],
  },
  {
    name: 'AmazonS3ReadOnlyAccess',
    path: '/',
    version: 'v3',
    published: '2023-08-10T21:31:39Z',
    statements: [
      {
        Effect: 'Allow',
        Action: ['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*'],
        Resource: '*',
      },
    ],
  },
  {
    name: 'AmazonSNSFullAccess',
    path: '/',
    version: 'v1',
    published: '2015-02-06T18:41:05Z',
    statements: [{ Action: ['sns:*'], Effect: 'Allow', Resource: '*' }],
  },
  {
    name: 'AmazonSQSFullAccess',
    path: '/',
    version: 'v1',
    published: '2015-02-06T18:41:07Z',
    statements: [{ Action: ['sqs:*'], Effect: 'Allow', Resource: '*' }],
  },
  {
    name: 'AdministratorAccess',
    path: '/',
    version: 'v1',
    published: '2015-02-06T18:39:46Z',
    statements: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  },
];
