import type { CreatePolicyRequest, CreatePolicyResponse } from '@aws-sdk/client-iam';
import type { Caller } from '../../caller.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { alreadyExists } from '../errors.ts';
import { checked, limited } from '../input.ts';
import type { OwnPolicy } from '../model.ts';
import { tagList, withTags } from '../tags.ts';
import { idPrefix, uniqueId } from '../unique-id.ts';
import { acceptDocument } from './accept.ts';
import { describePolicy } from './describe.ts';

type Input = Wire<CreatePolicyRequest>;

export const createPolicy = operation(
  (backend: IamBackend, { input, caller }: Call<Input>): CreatePolicyResponse => {
    const account = backend.account(caller.account);
    const policy = buildPolicy(backend, caller, input);
    if (account.findOwnPolicy(policy.name)) {
      throw alreadyExists(`A policy called ${policy.name} already exists. Duplicate names are not allowed.`);
    }
    account.addPolicy(policy);
    const { tags } = policy;
    return { Policy: { ...describePolicy(account, policy), ...(tags.size > 0 && { Tags: tagList(tags) }) } };
  },
);

function buildPolicy(backend: IamBackend, caller: Caller, input: Input): OwnPolicy {
  const name = checked('name', 'policyName', input.PolicyName);
  const path = checked('path', 'path', input.Path ?? '/');
  const document = acceptDocument(input.PolicyDocument);
  const created = new Date(backend.cloud.clock.now());
  return {
    name,
    path,
    id: uniqueId(idPrefix.policy),
    arn: `arn:${caller.partition}:iam::${caller.account}:policy${path}${name}`,
    created,
    updated: created,
    description: limited('description', input.Description, 1000),
    tags: withTags(new Map(), input.Tags),
    versions: new Map([['v1', { id: 'v1', created, document }]]),
    versionsMade: 1,
    defaultVersion: 'v1',
    document: backend.propagating(document),
  };
}
