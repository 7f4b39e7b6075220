/** Services that assume roles: what a trust policy has to say for CreateStateMachine to take the role. */
import { describe, expect, it } from '@jest/globals';
import { CreateRoleCommand, DeleteRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { account, document, refusal, startAws, SteppedClock, trustOf } from '../support.ts';

const region = 'us-west-2';
const roleArn = `arn:aws:iam::${account}:role/machine`;
const states = { Principal: { Service: 'states.amazonaws.com' } };

function createMachine(endpoint: string, name = 'orders'): Promise<unknown> {
  const credentials = { accessKeyId: account, secretAccessKey: 'x' };
  const client = new SFNClient({ endpoint, region, credentials, maxAttempts: 1 });
  const definition = '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}';
  return client.send(new CreateStateMachineCommand({ name, roleArn, definition }));
}

const notTrusted = {
  name: 'AccessDeniedException',
  message:
    'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
};

const when = (operator: string, key: string, value: string): object => ({
  ...states,
  Condition: { [operator]: { [key]: value } },
});

describe('the trust that Step Functions needs', () => {
  it.each<[string, string, boolean]>([
    ['the global principal', trustOf(states), true],
    ['the regional principal', trustOf({ Principal: { Service: 'states.us-west-2.amazonaws.com' } }), true],
    [
      'the principal of another region',
      trustOf({ Principal: { Service: 'states.us-east-1.amazonaws.com' } }),
      false,
    ],
    ['another service', trustOf(), false],
    [
      'one of two services',
      trustOf({ Principal: { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'] } }),
      true,
    ],
    ['the account alone', trustOf({ Principal: { AWS: account } }), false],
    ['another action', trustOf({ ...states, Action: 'sts:TagSession' }), false],
    ['any action of STS', trustOf({ ...states, Action: 'sts:*' }), true],
    ['from its account', trustOf(when('StringEquals', 'aws:SourceAccount', account)), true],
    ['from another account', trustOf(when('StringEquals', 'aws:SourceAccount', '222222222222')), false],
    [
      'for its machines',
      trustOf(when('ArnLike', 'aws:SourceArn', `arn:aws:states:*:${account}:stateMachine:*`)),
      true,
    ],
    [
      'for its machine',
      trustOf(when('ArnEquals', 'aws:SourceArn', `arn:aws:states:us-west-2:${account}:stateMachine:orders`)),
      true,
    ],
    [
      'for another machine',
      trustOf(when('ArnEquals', 'aws:SourceArn', `arn:aws:states:us-west-2:${account}:stateMachine:other`)),
      false,
    ],
    [
      'allowed and denied',
      document(
        { Effect: 'Allow', Action: 'sts:AssumeRole', ...states },
        { Effect: 'Deny', Action: 'sts:AssumeRole', ...states },
      ),
      false,
    ],
  ])('%s', async (_, AssumeRolePolicyDocument, trusted) => {
    const { iam, endpoint } = await startAws();
    await iam.send(new CreateRoleCommand({ RoleName: 'machine', AssumeRolePolicyDocument }));
    if (trusted) await expect(createMachine(endpoint)).resolves.toBeDefined();
    else expect(await refusal(createMachine(endpoint))).toMatchObject(notTrusted);
  });

  it('is missing where the role is', async () => {
    const { endpoint } = await startAws();
    expect(await refusal(createMachine(endpoint))).toMatchObject(notTrusted);
  });

  it('comes with the propagation of the role, and again with that of a change', async () => {
    const clock = new SteppedClock();
    const { iam, endpoint } = await startAws({ clock, propagationMs: 3000 });
    const role = { RoleName: 'machine' };
    await iam.send(new CreateRoleCommand({ ...role, AssumeRolePolicyDocument: trustOf() }));
    clock.advance(3000);
    await iam.send(new UpdateAssumeRolePolicyCommand({ ...role, PolicyDocument: trustOf(states) }));
    clock.advance(2999);
    expect(await refusal(createMachine(endpoint))).toMatchObject(notTrusted);
    clock.advance(1);
    await expect(createMachine(endpoint)).resolves.toBeDefined();
    await iam.send(new DeleteRoleCommand(role));
    expect(await refusal(createMachine(endpoint, 'other'))).toMatchObject(notTrusted);
  });
});
