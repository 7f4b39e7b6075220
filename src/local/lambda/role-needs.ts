/** What Lambda does in a function's name beside running it, and so asks of its role when it is configured. */
import type { LambdaBackend } from './backend.ts';
import type { Settings } from './model.ts';
import type { Place } from './names.ts';
import { invalidParameter } from './validation.ts';

interface Need {
  readonly action: string;
  readonly resource: string;
  /** `SendMessage on SQS`, as AWS calls it. */
  readonly call: string;
}

/** Throws InvalidParameterValueException for a role that lacks what the network or the dead letters need. */
export function checkRoleNeeds(
  { cloud }: LambdaBackend,
  place: Place,
  name: string,
  settings: Pick<Settings, 'Role' | 'VpcConfig' | 'DeadLetterConfig'>,
): void {
  const { region, account } = place;
  const service = 'lambda.amazonaws.com';
  const needs = needsOf(settings, place);
  if (needs.length === 0) return;
  const session = cloud.iam.assumeRoleAsService({
    roleArn: settings.Role,
    service,
    region,
    sessionName: name,
  });
  for (const { action, resource, call } of needs) {
    const request = { action, resource, resourceAccount: account };
    const isAllowed =
      session && cloud.iam.authorize({ principal: { kind: 'session', session }, ...request }).allowed;
    if (!isAllowed) {
      throw invalidParameter(`The provided execution role does not have permissions to call ${call}`);
    }
  }
}

function needsOf(
  { VpcConfig, DeadLetterConfig }: Pick<Settings, 'VpcConfig' | 'DeadLetterConfig'>,
  { partition, region, account }: Place,
): Need[] {
  const target = DeadLetterConfig?.TargetArn;
  const interfaces = `arn:${partition}:ec2:${region}:${account}:network-interface/*`;
  return [
    ...((VpcConfig?.SubnetIds ?? []).length > 0
      ? [
          {
            action: 'ec2:CreateNetworkInterface',
            resource: interfaces,
            call: 'CreateNetworkInterface on EC2',
          },
        ]
      : []),
    ...(target ? [deadLetterNeed(target)] : []),
  ];
}

function deadLetterNeed(resource: string): Need {
  return resource.split(':')[2] === 'sqs'
    ? { action: 'sqs:SendMessage', resource, call: 'SendMessage on SQS' }
    : { action: 'sns:Publish', resource, call: 'Publish on SNS' };
}
