import { z } from 'zod';
import { about } from './about.ts';
import { arn, identifier, roleArn } from './arn.ts';
import { functionLogs } from './logs.ts';
import { map } from './map.ts';
import { text } from './text.ts';

const layer = arn(
  'a version of a layer',
  'arn:PARTITION:lambda:REGION:ACCOUNT:layer:NAME:VERSION',
  'lambda',
  String.raw`layer:[^:]+:(\d+|\$\{[^}]+\})`,
);

const deadLetter = arn(
  'an SQS queue or an SNS topic',
  'arn:PARTITION:sqs:REGION:ACCOUNT:NAME, or with sns',
  'sqs|sns',
  String.raw`[^:]+`,
);

const kmsKey = arn('a KMS key', 'arn:PARTITION:kms:REGION:ACCOUNT:key/ID', 'kms', String.raw`key/\S+`);

/** Limits of [botocore 1.43 lambda SubnetIds, SecurityGroupIds]. */
const vpc = map(
  {
    subnets: z
      .array(identifier('the id of a subnet', 'subnet-[0-9a-z]+'))
      .min(1)
      .max(16)
      .meta(about('Ids of the subnets', ['subnet-0123456789abcdef0'])),
    securityGroups: z
      .array(identifier('the id of a security group', 'sg-[0-9a-zA-Z]+'))
      .min(1)
      .max(5)
      .meta(about('Ids of the security groups', ['sg-0123456789abcdef0'])),
  },
  '{ subnets: [ID], securityGroups: [ID] }',
).describe("The function's network");

/** What a function may have besides its code, by itself or from `defaults`. */
export const awsSettings = {
  // "Cannot reference more than 5 layers." [Lambda].
  layers: z
    .array(layer)
    .max(5)
    .meta(
      about('ARNs of layer versions, the first one below', [
        'arn:aws:lambda:us-east-1:123456789012:layer:tools:1',
      ]),
    )
    .optional(),
  ephemeralStorage: z
    .int({ error: ({ input }) => (typeof input === 'number' ? undefined : 'must be a number of megabytes') })
    .min(512)
    .max(10_240)
    .meta(about('Megabytes of /tmp; 512 unless given', 1024))
    .optional(),
  vpc: vpc.optional(),
  deadLetter: deadLetter
    .meta(
      about(
        'Queue or topic that takes events which failed asynchronously',
        'arn:aws:sqs:us-east-1:123456789012:failed',
      ),
    )
    .optional(),
  logs: functionLogs.optional(),
  tracing: z.boolean().describe('Whether X-Ray traces invocations; false unless given').optional(),
  kmsKey: kmsKey
    .meta(
      about(
        'KMS key that encrypts the environment',
        'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      ),
    )
    .optional(),
  role: roleArn
    .meta(
      about(
        'Role of your own, instead of one that Stepline makes; Stepline never changes it',
        'arn:aws:iam::123456789012:role/charge',
      ),
    )
    .optional(),
};

/** The image's own entry point may be replaced in parts [botocore 1.43 lambda ImageConfig]. */
const imageMap = map(
  {
    uri: identifier(
      'the URI of an image in ECR',
      String.raw`\S+\.dkr\.ecr[.-]\S+\/\S+(:\S+|@sha256:[0-9a-f]{64})`,
    ).meta(
      about(
        'ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY@sha256:DIGEST, or with :TAG',
        '123456789012.dkr.ecr.us-east-1.amazonaws.com/charge:1',
      ),
    ),
    command: z
      .array(text())
      .max(1500)
      .meta(about("Instead of the image's CMD", ['app.handler']))
      .optional(),
    entryPoint: z
      .array(text())
      .max(1500)
      .meta(about("Instead of the image's ENTRYPOINT", ['/lambda-entrypoint.sh']))
      .optional(),
    workingDirectory: text(1000).meta(about("Instead of the image's WORKDIR", '/var/task')).optional(),
  },
  '{ uri: URI }',
);

export const image = imageMap.describe('A container image instead of a source');
