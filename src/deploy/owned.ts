/** Everything that a workflow and stage own: found by tag, and roles by their path. There is no state file. */
import { paginateGetResources } from '@aws-sdk/client-resource-groups-tagging-api';
import { ListRoleTagsCommand, type Role } from '@aws-sdk/client-iam';
import { abortable, type Aws } from '../aws/connection.ts';
import { orUndefined } from '../aws/errors.ts';
import type { ResourceKind } from './change.ts';
import { listRoles } from './role.ts';

export interface Owned {
  readonly resource: ResourceKind;
  readonly name: string;
  readonly arn: string;
}

export async function findOwned(
  aws: Aws,
  tags: Readonly<Record<string, string>>,
  rolePath: string,
  signal: AbortSignal,
): Promise<Owned[]> {
  const [tagged, roles] = await Promise.all([
    findTagged(aws, tags),
    listRoles(aws, rolePath).then((found) => taggedRoles(aws, [...found.values()], tags, signal)),
  ]);
  return [...tagged, ...roles];
}

/** Those of the roles that carry all of the tags: what somebody else has put under our path is not ours. */
export async function taggedRoles(
  aws: Aws,
  roles: readonly Role[],
  tags: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Owned[]> {
  const owned = await Promise.all(
    roles.map(async ({ RoleName: name = '', Arn: arn = '' }): Promise<Owned[]> => {
      const command = new ListRoleTagsCommand({ RoleName: name });
      const answer = await orUndefined(aws.iam.send(command, abortable(signal)));
      const carried = new Map(answer?.Tags?.map(({ Key, Value }) => [Key, Value]));
      const isOurs = Object.entries(tags).every(([key, value]) => carried.get(key) === value);
      return isOurs ? [{ resource: 'role', name, arn }] : [];
    }),
  );
  return owned.flat();
}

/** Functions, state machines and log groups that carry all of the tags. */
export async function findTagged(aws: Aws, tags: Readonly<Record<string, string>>): Promise<Owned[]> {
  const filters = Object.entries(tags).map(([Key, Value]) => ({ Key, Values: [Value] }));
  const found: Owned[] = [];
  for await (const page of paginateGetResources({ client: aws.tagging }, { TagFilters: filters })) {
    for (const { ResourceARN = '' } of page.ResourceTagMappingList ?? []) found.push(...ownedOf(ResourceARN));
  }
  return found;
}

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME`, `…:states:…:stateMachine:NAME`, `…:logs:…:log-group:NAME` */
function ownedOf(arn: string): Owned[] {
  const [, , , , , type = '', ...rest] = arn.split(':');
  const resource = resourceOf[type];
  return resource ? [{ resource, name: rest.filter((part) => part !== '*').join(':'), arn }] : [];
}

const resourceOf: Readonly<Record<string, ResourceKind>> = {
  function: 'function',
  stateMachine: 'state machine',
  'log-group': 'log group',
};
