import { z } from 'zod';
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
      .describe('Ids of the subnets'),
    securityGroups: z
      .array(identifier('the id of a security group', 'sg-[0-9a-zA-Z]+'))
      .min(1)
      .max(5)
      .describe('Ids of the security groups'),
  },
  '{ subnets: [ID], securityGroups: [ID] }',
).describe("The function's network");

/** What a function may have besides its code, by itself or from `defaults`. */
export const awsSettings = {
  // "Cannot reference more than 5 layers." [Lambda].
  layers: z.array(layer).max(5).describe('ARNs of layer versions, the first one below').optional(),
  ephemeralStorage: z
    .int({ error: ({ input }) => (typeof input === 'number' ? undefined : 'must be a number of megabytes') })
    .min(512)
    .max(10_240)
    .describe('Megabytes of /tmp; 512 unless given')
    .optional(),
  vpc: vpc.optional(),
  deadLetter: deadLetter.describe('Queue or topic that takes events which failed asynchronously').optional(),
  logs: functionLogs.optional(),
  tracing: z.boolean().describe('Whether X-Ray traces invocations; false unless given').optional(),
  kmsKey: kmsKey.describe('KMS key that encrypts the environment').optional(),
  role: roleArn
    .describe('Role of your own, instead of one that Stepline makes; Stepline never changes it')
    .optional(),
};

/** The image's own entry point may be replaced in parts [botocore 1.43 lambda ImageConfig]. */
const imageMap = map(
  {
    uri: identifier(
      'the URI of an image in ECR',
      String.raw`\S+\.dkr\.ecr[.-]\S+\/\S+(:\S+|@sha256:[0-9a-f]{64})`,
    ).describe('ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY@sha256:DIGEST, or with :TAG'),
    command: z.array(text()).max(1500).describe("Instead of the image's CMD").optional(),
    entryPoint: z.array(text()).max(1500).describe("Instead of the image's ENTRYPOINT").optional(),
    workingDirectory: text(1000).describe("Instead of the image's WORKDIR").optional(),
  },
  '{ uri: URI }',
);

export const image = imageMap.describe('A container image instead of a source');

export type ImageInput = z.infer<typeof image>;
