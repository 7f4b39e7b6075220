import {
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  paginateListRoles,
  type IAMClient,
  type Role,
} from '@aws-sdk/client-iam';
import type { Json, JsonObject } from '../../../src/json.ts';
import { byName, type Entry } from './entries.ts';

export async function dumpRoles(iam: IAMClient): Promise<JsonObject> {
  const entries: Promise<Entry>[] = [];
  for await (const { Roles = [] } of paginateListRoles({ client: iam }, {})) {
    entries.push(...Roles.map(({ RoleName = '' }) => dumpRole(iam, RoleName)));
  }
  return byName(entries);
}

/** A role may go between the list and here, where something still deletes it: then there is none. */
async function dumpRole(iam: IAMClient, RoleName: string): Promise<Entry> {
  const [role, inline, attached] = await Promise.all([
    iam.send(new GetRoleCommand({ RoleName })),
    iam.send(new ListRolePoliciesCommand({ RoleName })),
    iam.send(new ListAttachedRolePoliciesCommand({ RoleName })),
  ]);
  const policies = (inline.PolicyNames ?? []).map(async (PolicyName): Promise<Entry> => {
    const policy = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    return [PolicyName, documentOf(policy.PolicyDocument)];
  });
  return [
    RoleName,
    {
      ...settingsOf(role.Role),
      inline: await byName(policies),
      attached: (attached.AttachedPolicies ?? []).map(({ PolicyArn = '' }) => PolicyArn).sort(),
    },
  ];
}

function settingsOf(role: Role | undefined): JsonObject {
  return {
    path: role?.Path ?? null,
    description: role?.Description ?? null,
    trust: documentOf(role?.AssumeRolePolicyDocument),
    tags: Object.fromEntries((role?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
    boundary: role?.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
    maxSession: role?.MaxSessionDuration ?? null,
  };
}

function documentOf(text = 'null'): Json {
  return JSON.parse(decodeURIComponent(text)) as Json;
}
