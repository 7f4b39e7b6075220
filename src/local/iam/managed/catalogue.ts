/** AWS's managed policies as policies like any other. */
import { createHash } from 'node:crypto';
import { acceptManagedPolicy } from '../document/identity.ts';
import type { ManagedPolicy } from '../model.ts';
import { idPrefix } from '../unique-id.ts';
import { awsManagedPolicies, type AwsManagedPolicy } from './documents.ts';

const catalogue = new Map(
  awsManagedPolicies.map((policy) => [`${policy.path}${policy.name}`.slice(1), managedPolicy(policy)]),
);

/** Whether the ARN is that of a policy of AWS's own, here or not. */
export function isAwsManaged(arn: string): boolean {
  return /^arn:aws[^:]*:iam::aws:policy\//.test(arn);
}

/** The policy of an ARN such as `arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole`. */
export function awsManagedPolicy(arn: string): ManagedPolicy | undefined {
  const [, name = ''] = /^arn:aws[^:]*:iam::aws:policy\/(.+)$/.exec(arn) ?? [];
  const policy = catalogue.get(name);
  return policy && { ...policy, arn };
}

/** All of them, in the order of their names, with the ARNs of a partition. */
export function allAwsManagedPolicies(partition: string): readonly ManagedPolicy[] {
  return [...catalogue]
    .map(([name, policy]) => ({ ...policy, arn: `arn:${partition}:iam::aws:policy/${name}` }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function managedPolicy({ name, path, version, published, statements }: AwsManagedPolicy): ManagedPolicy {
  const document = acceptManagedPolicy(
    JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 4),
  );
  const created = new Date(published);
  return {
    name,
    path,
    // The same at every start: another id would be another policy.
    id: idPrefix.policy + createHash('sha256').update(name).digest('hex').slice(0, 17).toUpperCase(),
    arn: `arn:aws:iam::aws:policy${path}${name}`,
    created,
    updated: created,
    description: undefined,
    tags: new Map(),
    versions: new Map([[version, { id: version, created, document }]]),
    defaultVersion: version,
    document: { seen: () => document },
  };
}
