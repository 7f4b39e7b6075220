/** IAM roles: read, plan, apply. Each has one inline policy. */
import {
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  paginateListRoles,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
  type CreateRoleCommandInput,
  type Role,
} from '@aws-sdk/client-iam';
import { abortable, type Aws } from '../aws/connection.ts';
import { errorCode, orUndefined } from '../aws/errors.ts';
import { isFreshRoleMissing, untilAccepted } from '../aws/patience.ts';
import type { RoleBlueprint, Statement } from '../compile/blueprint.ts';
import { statementDocument } from '../compile/iam/policy.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { actionFor, type Change } from './change.ts';
import { beyond, normalised, policyText, requirePolicySize, withoutSid, wordsOf } from './grants.ts';
import { carryOut, type Workbench } from './workbench.ts';

/** The one inline policy of each role. */
const policyName = 'stepline';

export interface StandingRole {
  readonly arn: string;
  readonly path: string;
  readonly trust: Json;
  /** ARN of the policy that bounds it, as far as it was asked for: only where one is wanted. */
  readonly permissionsBoundary?: string;
  /** Statements of the inline policy; none when there is no policy. */
  readonly statements: readonly Json[];
}

export interface RolePlan {
  readonly change: Change;
  readonly wanted: RoleBlueprint;
  readonly standing?: StandingRole;
}

/**
 * The wanted roles that stand, by name. `ours` are those under our path; a name that is not among them is asked for by
 * itself, since it may stand elsewhere; so is one that is to be bounded, since lists do not tell boundaries.
 */
export async function readRoles(
  aws: Aws,
  ours: ReadonlyMap<string, Role>,
  wanted: readonly RoleBlueprint[],
  signal: AbortSignal,
): Promise<Map<string, StandingRole>> {
  const found = await Promise.all(
    wanted.map(async ({ name, permissionsBoundary }) => {
      const listed = permissionsBoundary === undefined ? ours.get(name) : undefined;
      const role = listed ?? (await getRole(aws, name, signal));
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
  const statements = isObject(document) ? document.Statement : [];
  const boundary = role.PermissionsBoundary?.PermissionsBoundaryArn;
  return {
    arn: role.Arn ?? '',
    path: role.Path ?? '/',
    trust: parseDocument(role.AssumeRolePolicyDocument),
    ...(boundary !== undefined && { permissionsBoundary: boundary }),
    statements: Array.isArray(statements) ? (statements as readonly Json[]) : [],
  };
}

/** IAM answers documents percent-encoded. */
function parseDocument(text: string | undefined): Json {
  return text === undefined ? null : (JSON.parse(decodeURIComponent(text)) as Json);
}

/** Throws UserError when the policy would be too large for IAM, be it only while a candidate stands. */
export function planRole(wanted: RoleBlueprint, standing: StandingRole | undefined): RolePlan {
  const reasons = standing
    ? differences(wanted, standing)
    : ['does not exist', ...wanted.statements.map(grantOf)];
  const change: Change = {
    action: actionFor(standing !== undefined, reasons),
    resource: 'role',
    name: wanted.name,
    reasons,
  };
  const plan = { change, wanted, ...(standing && { standing }) };
  requirePolicySize(wanted.name, union(plan));
  return plan;
}

function differences(wanted: RoleBlueprint, standing: StandingRole): string[] {
  const reasons: string[] = [];
  if (normalised(wanted.trust) !== normalised(standing.trust)) reasons.push('trust policy differs');
  if (!isBounded(wanted, standing)) {
    const { permissionsBoundary: from = 'none' } = standing;
    reasons.push(`permissions boundary ${from} → ${wanted.permissionsBoundary ?? ''}`);
  }
  const granted = wanted.statements.flatMap((statement) =>
    beyond([statementDocument(statement)], standing.statements).map(
      (more) => `grant ${wordsOf(more)} (${statement.reason})`,
    ),
  );
  const revoked = beyond(standing.statements, wantedStatements(wanted));
  return [...reasons, ...granted, ...revoked.map((statement) => `revoke ${wordsOf(statement)}`)];
}

/** A boundary that the file does not name stays: to loosen one is its owner's business. */
function isBounded({ permissionsBoundary: wanted }: RoleBlueprint, standing: StandingRole): boolean {
  return wanted === undefined || wanted === standing.permissionsBoundary;
}

/** `grant ACTIONS on RESOURCES (step Charge)` */
export function grantOf(statement: Statement): string {
  return `grant ${wordsOf(statementDocument(statement))} (${statement.reason})`;
}

function wantedStatements({ statements }: RoleBlueprint): readonly JsonObject[] {
  return statements.map(statementDocument);
}

/** Whether the role allows something that the new version does not need. */
export function isToNarrow({ wanted, standing }: RolePlan): boolean {
  return beyond(standing?.statements ?? [], wantedStatements(wanted)).length > 0;
}

/** Whether the role is missing, or lacks something that the new version needs. */
export function isToWiden(plan: RolePlan): boolean {
  const { standing, wanted } = plan;
  if (!standing || !trustsAsWanted(plan) || !isBounded(wanted, standing)) return true;
  return lacksGrants(plan);
}

function lacksGrants({ wanted, standing }: RolePlan): boolean {
  return beyond(wantedStatements(wanted), standing?.statements ?? []).length > 0;
}

/** Makes the role, or widens it: while a candidate stands, the role allows what the old and the new version need. */
export async function widenRole(
  bench: Workbench,
  plan: RolePlan,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  if (!isToWiden(plan)) return;
  const { change, wanted, standing } = plan;
  await carryOut(bench, change, async () => {
    if (!standing) await createRole(bench, wanted, tags);
    else await updateRole(bench, plan, standing);
    if (lacksGrants(plan)) await putStatements(bench, wanted.name, union(plan));
  });
}

/** The boundary first: the deploy itself may be allowed to change bounded roles alone. */
async function updateRole(bench: Workbench, plan: RolePlan, standing: StandingRole): Promise<void> {
  if (!isBounded(plan.wanted, standing)) await putBoundary(bench, plan.wanted);
  if (!trustsAsWanted(plan)) await updateTrust(bench, plan.wanted);
}

function trustsAsWanted({ wanted, standing }: RolePlan): boolean {
  return standing !== undefined && normalised(wanted.trust) === normalised(standing.trust);
}

/** After a promotion, when nothing old runs: only what the new version needs. */
export async function narrowRole(bench: Workbench, plan: RolePlan): Promise<void> {
  if (!isToNarrow(plan)) return;
  const change: Change = { ...plan.change, action: 'update', reasons: ['only what the new version needs'] };
  await carryOut(bench, change, () => putStatements(bench, plan.wanted.name, wantedStatements(plan.wanted)));
}

/** After a failure: only what the old version needs. */
export async function restoreRole(bench: Workbench, plan: RolePlan): Promise<void> {
  const { standing, wanted } = plan;
  if (!standing || !lacksGrants(plan)) return;
  await putStatements(bench, wanted.name, standing.statements);
}

/** What the old version needs beyond the new one goes soon, so it does without its Sids. */
function union({ wanted, standing }: RolePlan): readonly Json[] {
  const statements = wantedStatements(wanted);
  return [...statements, ...beyond(standing?.statements ?? [], statements).map(withoutSid)];
}

async function createRole(
  { aws, signal }: Workbench,
  wanted: RoleBlueprint,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  const command = new CreateRoleCommand(creationOf(wanted, tags));
  try {
    await aws.iam.send(command, abortable(signal));
  } catch (thrown) {
    // A creation whose answer was lost is repeated, and then finds what it made: ours by its path.
    if (!errorCode(thrown)?.startsWith('EntityAlreadyExists')) throw thrown;
    const standing = await getRole(aws, wanted.name, signal);
    if (standing?.Path !== wanted.path) throw thrown;
  }
}

/** A role without permissions, as CreateRole takes it. */
export function creationOf(
  wanted: RoleBlueprint,
  tags: Readonly<Record<string, string>>,
): CreateRoleCommandInput {
  const { name, path, description, trust, permissionsBoundary } = wanted;
  return {
    RoleName: name,
    Path: path,
    Description: description,
    AssumeRolePolicyDocument: JSON.stringify(trust),
    ...(permissionsBoundary !== undefined && { PermissionsBoundary: permissionsBoundary }),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

async function putBoundary({ aws, signal }: Workbench, wanted: RoleBlueprint): Promise<void> {
  const command = new PutRolePermissionsBoundaryCommand({
    RoleName: wanted.name,
    PermissionsBoundary: wanted.permissionsBoundary,
  });
  await aws.iam.send(command, abortable(signal));
}

async function updateTrust(bench: Workbench, wanted: RoleBlueprint): Promise<void> {
  const command = new UpdateAssumeRolePolicyCommand({
    RoleName: wanted.name,
    PolicyDocument: JSON.stringify(wanted.trust),
  });
  await bench.aws.iam.send(command, abortable(bench.signal));
}

/** No statements, no policy: a state machine that calls nothing needs none, and IAM takes no empty one. */
async function putStatements(bench: Workbench, role: string, statements: readonly Json[]): Promise<void> {
  const { iam } = bench.aws;
  const policy = { RoleName: role, PolicyName: policyName };
  if (statements.length === 0) {
    await orUndefined(iam.send(new DeleteRolePolicyCommand(policy), abortable(bench.signal)));
    return;
  }
  const command = new PutRolePolicyCommand({ ...policy, PolicyDocument: policyText(statements) });
  await untilAccepted(bench, isFreshRoleMissing, () => iam.send(command, abortable(bench.signal)));
}
