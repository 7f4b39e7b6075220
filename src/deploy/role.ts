/** IAM roles: read, plan, apply. Each has one inline policy. */
import {
  CreateRoleCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  paginateListRoles,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
  type Role,
} from '@aws-sdk/client-iam';
import { abortable, type Aws } from '../aws/connection.ts';
import { orUndefined } from '../aws/errors.ts';
import { isFreshRoleMissing, untilAccepted } from '../aws/patience.ts';
import type { RoleBlueprint, Statement } from '../compile/blueprint.ts';
import { policyDocument } from '../compile/iam/policy.ts';
import { canonicalJson, isObject, type Json, type JsonObject } from '../json.ts';
import { actionFor, type Change } from './plan.ts';
import { carryOut, type Workbench } from './workbench.ts';

/** The one inline policy of each role. */
const policyName = 'stepline';

export interface StandingRole {
  readonly arn: string;
  readonly path: string;
  readonly trust: Json;
  /** Statements of the inline policy; none when there is no policy. */
  readonly statements: readonly Json[];
}

export interface RolePlan {
  readonly change: Change;
  readonly wanted: RoleBlueprint;
  readonly standing?: StandingRole;
}

/**
 * The wanted roles that stand, by name. One ListRoles by path finds those that are ours; a name that is not among
 * them is asked for by itself, since it may stand elsewhere.
 */
export async function readRoles(
  aws: Aws,
  rolePath: string,
  wanted: readonly RoleBlueprint[],
  signal: AbortSignal,
): Promise<Map<string, StandingRole>> {
  const ours = await listRoles(aws, rolePath);
  const found = await Promise.all(
    wanted.map(async ({ name }) => {
      const role = ours.get(name) ?? (await getRole(aws, name, signal));
      return role && ([name, await describe(aws, role, signal)] as const);
    }),
  );
  return new Map(found.filter((entry) => entry !== undefined));
}

/** All roles under a path, by name. */
export async function listRoles(aws: Aws, rolePath: string): Promise<Map<string, Role>> {
  const roles = new Map<string, Role>();
  for await (const page of paginateListRoles({ client: aws.iam }, { PathPrefix: rolePath })) {
    for (const role of page.Roles ?? []) roles.set(role.RoleName ?? '', role);
  }
  return roles;
}

async function getRole(aws: Aws, name: string, signal: AbortSignal): Promise<Role | undefined> {
  const answer = await orUndefined(aws.iam.send(new GetRoleCommand({ RoleName: name }), abortable(signal)));
  return answer?.Role;
}

async function describe(aws: Aws, role: Role, signal: AbortSignal): Promise<StandingRole> {
  const command = new GetRolePolicyCommand({ RoleName: role.RoleName, PolicyName: policyName });
  const policy = await orUndefined(aws.iam.send(command, abortable(signal)));
  const document = parseDocument(policy?.PolicyDocument);
  const statements = isObject(document) ? document['Statement'] : [];
  return {
    arn: role.Arn ?? '',
    path: role.Path ?? '/',
    trust: parseDocument(role.AssumeRolePolicyDocument),
    statements: Array.isArray(statements) ? (statements as readonly Json[]) : [],
  };
}

/** IAM answers documents percent-encoded. */
function parseDocument(text: string | undefined): Json {
  return text === undefined ? null : (JSON.parse(decodeURIComponent(text)) as Json);
}

export function planRole(wanted: RoleBlueprint, standing: StandingRole | undefined): RolePlan {
  const reasons = standing ? differences(wanted, standing) : ['does not exist'];
  const change: Change = {
    action: actionFor(standing !== undefined, reasons),
    resource: 'role',
    name: wanted.name,
    reasons,
  };
  return { change, wanted, ...(standing && { standing }) };
}

function differences(wanted: RoleBlueprint, standing: StandingRole): string[] {
  const reasons: string[] = [];
  if (normalised(wanted.trust) !== normalised(standing.trust)) reasons.push('trust policy differs');
  const now = new Set(standing.statements.map(normalised));
  const then = new Map(
    wantedStatements(wanted).map((json, index) => [normalised(json), wanted.statements[index]]),
  );
  for (const [text, statement] of then)
    if (!now.has(text)) reasons.push(`grant ${describeStatement(statement)}`);
  for (const text of now) if (!then.has(text)) reasons.push(`revoke ${sidOf(text)}`);
  return reasons;
}

function describeStatement(statement: Statement | undefined): string {
  return statement ? `${statement.actions.join(', ')} (${statement.reason})` : '';
}

function sidOf(statement: string): string {
  return (JSON.parse(statement) as { Sid?: string }).Sid ?? 'a statement';
}

function wantedStatements({ statements }: RoleBlueprint): readonly JsonObject[] {
  return policyDocument(statements)['Statement'] as readonly JsonObject[];
}

/** IAM may answer a list of one as a single text: compared, both are the same. */
function normalised(document: Json): string {
  return canonicalJson(unlisted(document));
}

function unlisted(value: Json): Json {
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map(unlisted);
    return items.length === 1 && typeof items[0] === 'string' ? items[0] : items;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unlisted(member)]));
}

/** Makes the role, or widens it: while a candidate stands, the role allows what the old and the new version need. */
export async function widenRole(
  bench: Workbench,
  plan: RolePlan,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  await carryOut(bench, plan.change, async () => {
    if (!plan.standing) await createRole(bench, plan.wanted, tags);
    else await updateTrust(bench, plan.wanted, plan.standing);
    await putStatements(bench, plan.wanted.name, union(plan));
  });
}

/** After a promotion: only what the new version needs. */
export async function narrowRole(bench: Workbench, plan: RolePlan): Promise<void> {
  if (plan.change.action !== 'update') return;
  const wanted = wantedStatements(plan.wanted);
  if (union(plan).length > wanted.length) await putStatements(bench, plan.wanted.name, wanted);
}

/** After a failure: only what the old version needs. */
export async function restoreRole(bench: Workbench, { change, wanted, standing }: RolePlan): Promise<void> {
  if (change.action === 'update' && standing && standing.statements.length > 0) {
    await putStatements(bench, wanted.name, standing.statements);
  }
}

function union({ wanted, standing }: RolePlan): readonly Json[] {
  const statements = wantedStatements(wanted);
  const known = new Set(statements.map(normalised));
  const old = (standing?.statements ?? []).filter((statement) => !known.has(normalised(statement)));
  // A Sid stands once in a policy; the old statements go soon, so they do without.
  return [...statements, ...old.map(withoutSid)];
}

function withoutSid(statement: Json): Json {
  if (!isObject(statement)) return statement;
  const { Sid: _sid, ...rest } = statement;
  return rest;
}

async function createRole(
  { aws, signal }: Workbench,
  wanted: RoleBlueprint,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  const command = new CreateRoleCommand({
    RoleName: wanted.name,
    Path: wanted.path,
    Description: wanted.description,
    AssumeRolePolicyDocument: JSON.stringify(wanted.trust),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  });
  await aws.iam.send(command, abortable(signal));
}

async function updateTrust(bench: Workbench, wanted: RoleBlueprint, standing: StandingRole): Promise<void> {
  if (normalised(wanted.trust) === normalised(standing.trust)) return;
  const command = new UpdateAssumeRolePolicyCommand({
    RoleName: wanted.name,
    PolicyDocument: JSON.stringify(wanted.trust),
  });
  await bench.aws.iam.send(command, abortable(bench.signal));
}

/** A state machine that calls nothing needs no policy: IAM takes no empty one. */
async function putStatements(bench: Workbench, role: string, statements: readonly Json[]): Promise<void> {
  if (statements.length === 0) return;
  const command = new PutRolePolicyCommand({
    RoleName: role,
    PolicyName: policyName,
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
  });
  await untilAccepted(bench, isFreshRoleMissing, () => bench.aws.iam.send(command, abortable(bench.signal)));
}
