import { expect, it } from '@jest/globals';
import {
  CreateLogGroupCommand,
  DeleteResourcePolicyCommand,
  DescribeResourcePoliciesCommand,
  ListTagsLogGroupCommand,
  PutResourcePolicyCommand,
  TagLogGroupCommand,
  UntagLogGroupCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { document, refusal, startAws, type Clients } from '../support.ts';

const policyDocument = document({
  Effect: 'Allow',
  Principal: { Service: 'delivery.logs.amazonaws.com' },
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: '*',
});

async function names({ logs }: Clients): Promise<(string | undefined)[]> {
  const { resourcePolicies = [] } = await logs.send(new DescribeResourcePoliciesCommand({}));
  return resourcePolicies.map(({ policyName }) => policyName);
}

it('keeps policies by name, replaces and deletes them', async () => {
  const aws = await startAws();
  for (const policyName of ['b', 'a', 'b'])
    await aws.logs.send(new PutResourcePolicyCommand({ policyName, policyDocument }));
  expect(await names(aws)).toEqual(['a', 'b']);
  await aws.logs.send(new DeleteResourcePolicyCommand({ policyName: 'a' }));
  expect(await names(aws)).toEqual(['b']);
});

it('refuses an eleventh, one that is no JSON, and to delete what is not there', async () => {
  const { logs } = await startAws();
  const put = (policyName: string, text = policyDocument): Promise<unknown> =>
    logs.send(new PutResourcePolicyCommand({ policyName, policyDocument: text }));
  for (let number = 0; number < 10; number++) await put(`p${number}`);
  expect((await refusal(put('p10'))).name).toBe('LimitExceededException');
  expect((await refusal(put('p0', '{'))).name).toBe('InvalidParameterException');
  const gone = refusal(logs.send(new DeleteResourcePolicyCommand({ policyName: 'none' })));
  expect(await gone).toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Policy with name [none] does not exist.',
  });
});

/* eslint-disable @typescript-eslint/no-deprecated -- what older clients call is what this is about */
it('tags a group by its name, as older clients do', async () => {
  const { logs } = await startAws();
  const group = { logGroupName: 'g' };
  await logs.send(new CreateLogGroupCommand(group));
  await logs.send(new TagLogGroupCommand({ ...group, tags: { a: '1', b: '2' } }));
  await logs.send(new UntagLogGroupCommand({ ...group, tags: ['a'] }));
  expect((await logs.send(new ListTagsLogGroupCommand(group))).tags).toEqual({ b: '2' });
});
