/**
 * Policies that let AWS services write to log groups, as configurations for the logging of state machines make them. They
 * are kept and told back: what services write here needs none.
 */
import type {
  DeleteResourcePolicyRequest,
  DescribeResourcePoliciesRequest,
  DescribeResourcePoliciesResponse,
  PutResourcePolicyRequest,
  PutResourcePolicyResponse,
  ResourcePolicy,
} from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../errors.ts';
import { operation, type Call, type Wire } from '../service.ts';
import type { LogsBackend } from './backend.ts';
import { invalidParameter } from './errors.ts';
import { pageSize, required } from './input.ts';
import { pageAfter } from './page.ts';

/** Of an account in a region (CloudWatch Logs quotas). */
const mostPolicies = 10;
const mostCharacters = 5120;
/** What DescribeResourcePolicies answers at once (API reference). */
const mostPerPage = 50;

export const putResourcePolicy = operation(
  (
    backend: LogsBackend,
    { input, caller }: Call<Wire<PutResourcePolicyRequest>>,
  ): PutResourcePolicyResponse => {
    const policyName = required('policyName', input.policyName);
    const policyDocument = required('policyDocument', input.policyDocument);
    checkDocument(policyDocument);
    const { resourcePolicies } = backend.region(caller);
    if (!resourcePolicies.has(policyName) && resourcePolicies.size >= mostPolicies)
      throw new AwsError('LimitExceededException', 'Resource limit exceeded.');
    const lastUpdatedTime = backend.cloud.clock.now();
    const resourcePolicy: ResourcePolicy = { policyName, policyDocument, lastUpdatedTime };
    resourcePolicies.set(policyName, resourcePolicy);
    return { resourcePolicy };
  },
);

export const describeResourcePolicies = operation(
  (
    backend: LogsBackend,
    { input, caller }: Call<Wire<DescribeResourcePoliciesRequest>>,
  ): DescribeResourcePoliciesResponse => {
    const all = [...backend.region(caller).resourcePolicies].sort(([a], [b]) => (a < b ? -1 : 1));
    const { items, ...next } = pageAfter(all, ([name]) => name, {
      token: input.nextToken,
      size: pageSize(input.limit, mostPerPage),
    });
    return { resourcePolicies: items.map(([, policy]) => policy), ...next };
  },
);

export const deleteResourcePolicy = operation(
  (backend: LogsBackend, { input, caller }: Call<Wire<DeleteResourcePolicyRequest>>) => {
    const name = required('policyName', input.policyName);
    if (backend.region(caller).resourcePolicies.delete(name)) return {};
    throw new AwsError('ResourceNotFoundException', `Policy with name [${name}] does not exist.`);
  },
);

function checkDocument(text: string): void {
  if (text.length > mostCharacters)
    throw new AwsError('LimitExceededException', 'Resource policy size limit exceeded.');
  try {
    JSON.parse(text);
  } catch {
    throw invalidParameter('Syntax error in the provided policy document');
  }
}
