/** Function URLs of an alias, and the statements that let them be called. */
import {
  AddPermissionCommand,
  CreateFunctionUrlConfigCommand,
  DeleteFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  GetPolicyCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionUrlConfigCommand,
  type AddPermissionCommandInput,
  type FunctionUrlConfig,
} from '@aws-sdk/client-lambda';
import { abortable, type Aws } from '../aws/connection.ts';
import { errorCode, orUndefined } from '../aws/errors.ts';
import { isBusy, untilAccepted } from '../aws/patience.ts';
import type { FunctionBlueprint } from '../compile/blueprint.ts';
import { liveAlias } from '../compile/function.ts';
import { canonicalJson, type Json } from '../json.ts';
import type { UrlSpec } from '../workflow/workflow.ts';
import { actionFor, type Change } from './change.ts';
import { carryOut, type Workbench } from './workbench.ts';

/** Marks a function whose `live` has a URL, so that others need not be asked for one. */
export const urlTag = 'stepline:url';

export interface StandingUrl {
  readonly url: string;
  readonly configuration: FunctionUrlConfig;
  /** Statements of the alias's policy that concern the URL. */
  readonly statements: readonly UrlStatement[];
}

/** A statement of a function's resource policy, as far as URLs go. */
interface UrlStatement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal: Json;
  readonly Action: string;
  readonly Condition?: Json;
}

export interface UrlPlan {
  readonly change: Change;
  readonly functionName: string;
  readonly functionArn: string;
  readonly key: string;
  readonly wanted?: UrlSpec;
  readonly standing?: StandingUrl;
}

export async function readUrl(
  aws: Aws,
  functionName: string,
  qualifier: string,
  signal: AbortSignal,
): Promise<StandingUrl | undefined> {
  const alias = { FunctionName: functionName, Qualifier: qualifier };
  const configuration = await orUndefined(
    aws.lambda.send(new GetFunctionUrlConfigCommand(alias), abortable(signal)),
  );
  if (!configuration) return undefined;
  const policy = await orUndefined(aws.lambda.send(new GetPolicyCommand(alias), abortable(signal)));
  const document = JSON.parse(policy?.Policy ?? '{"Statement":[]}') as { Statement: UrlStatement[] };
  return {
    url: configuration.FunctionUrl ?? '',
    configuration,
    statements: document.Statement.filter(({ Action }) => urlActions.has(Action)),
  };
}

const urlActions = new Set(['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction']);

/** Nothing wanted, nothing there: no plan. `isMarked` says that the function's tag tells of a URL. */
export function planUrl(
  wanted: FunctionBlueprint,
  standing: StandingUrl | undefined,
  isMarked: boolean,
): UrlPlan[] {
  if (!wanted.url && !standing && !isMarked) return [];
  const reasons = wanted.url ? reasonsToChange(wanted.url, standing) : ['no longer wanted'];
  const action = wanted.url ? actionFor(standing !== undefined, reasons) : 'delete';
  return [
    {
      change: { action, resource: 'function URL', name: wanted.name, reasons, at: wanted.at },
      functionName: wanted.name,
      functionArn: wanted.arn,
      key: wanted.key,
      ...(wanted.url && { wanted: wanted.url }),
      ...(standing && { standing }),
    },
  ];
}

function reasonsToChange(wanted: UrlSpec, standing: StandingUrl | undefined): string[] {
  if (!standing) return ['does not exist'];
  const { AuthType, InvokeMode, Cors } = standing.configuration;
  const reasons: string[] = [];
  if (AuthType !== wanted.auth) reasons.push(`auth ${AuthType ?? ''} → ${wanted.auth}`);
  if ((InvokeMode ?? 'BUFFERED') !== wanted.invokeMode) reasons.push(`invoke mode → ${wanted.invokeMode}`);
  const sameCors = canonicalJson((Cors ?? {}) as Json) === canonicalJson(corsOf(wanted));
  if (!sameCors) reasons.push('CORS differs');
  if (missingStatements(wanted, standing).length > 0) reasons.push('its public statements are incomplete');
  if (staleStatements(wanted, standing).length > 0) reasons.push('statements that are no longer wanted');
  return reasons;
}

function corsOf({ cors = {} }: UrlSpec) {
  return {
    ...(cors.allowOrigins && { AllowOrigins: [...cors.allowOrigins] }),
    ...(cors.allowMethods && { AllowMethods: [...cors.allowMethods] }),
    ...(cors.allowHeaders && { AllowHeaders: [...cors.allowHeaders] }),
    ...(cors.exposeHeaders && { ExposeHeaders: [...cors.exposeHeaders] }),
    ...(cors.allowCredentials !== undefined && { AllowCredentials: cors.allowCredentials }),
    ...(cors.maxAgeSeconds !== undefined && { MaxAge: cors.maxAgeSeconds }),
  };
}

interface PublicStatement {
  readonly permission: Omit<AddPermissionCommandInput, 'FunctionName' | 'Qualifier'>;
  /** The condition that Lambda writes into the policy for it. */
  readonly condition: Json;
}

/**
 * Since October 2025 a public URL needs both of them (Lambda developer guide, "Security and auth model for function
 * URLs"). The condition of the second keeps the function itself from being invoked by everybody.
 */
const publicStatements: readonly PublicStatement[] = [
  {
    permission: {
      StatementId: 'FunctionURLAllowPublicAccess',
      Action: 'lambda:InvokeFunctionUrl',
      Principal: '*',
      FunctionUrlAuthType: 'NONE',
    },
    condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
  },
  {
    permission: {
      StatementId: 'FunctionURLInvokeAllowPublicAccess',
      Action: 'lambda:InvokeFunction',
      Principal: '*',
      InvokedViaFunctionUrl: true,
    },
    condition: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } },
  },
];

/** Matched by content: consoles and other tools use other statement ids. */
function grants(statement: UrlStatement, { permission, condition }: PublicStatement): boolean {
  return (
    statement.Effect === 'Allow' &&
    statement.Action === permission.Action &&
    ['"*"', '{"AWS":"*"}'].includes(canonicalJson(statement.Principal)) &&
    canonicalJson(statement.Condition ?? {}) === canonicalJson(condition)
  );
}

function missingStatements(wanted: UrlSpec, standing: StandingUrl | undefined): PublicStatement[] {
  if (wanted.auth !== 'NONE') return [];
  return publicStatements.filter((one) => !standing?.statements.some((statement) => grants(statement, one)));
}

/** Public statements that stand although the URL is not, or no longer, public. */
function staleStatements(wanted: UrlSpec | undefined, standing: StandingUrl | undefined): UrlStatement[] {
  if (wanted?.auth === 'NONE') return [];
  return (standing?.statements ?? []).filter((statement) =>
    publicStatements.some((one) => grants(statement, one)),
  );
}

/** Which URL: the alias of a function that has it. */
export interface UrlOf {
  readonly functionName: string;
  readonly alias: string;
}

/** Brings the URL of `live` to what is wanted; its address, or undefined when there is to be none. */
export async function applyUrl(bench: Workbench, plan: UrlPlan): Promise<string | undefined> {
  const of: UrlOf = { functionName: plan.functionName, alias: liveAlias };
  const changed = await carryOut(bench, plan.change, async () => {
    // Marked while it may stand, so that whoever comes after an interruption finds it.
    if (plan.wanted && !plan.standing) await markUrl(bench, plan);
    const url = plan.wanted && (await putUrl(bench, of, plan.wanted, plan.standing));
    if (!plan.wanted) {
      await deleteUrl(bench, of);
      await unmarkUrl(bench, plan);
    }
    for (const stale of staleStatements(plan.wanted, plan.standing))
      await removePermission(bench, of, stale.Sid);
    return { url };
  });
  return changed ? changed.url : plan.standing?.url;
}

/** The URL's address, with its configuration and public statements as wanted. */
export async function putUrl(
  bench: Workbench,
  of: UrlOf,
  wanted: UrlSpec,
  standing: StandingUrl | undefined,
): Promise<string> {
  const url = await putConfiguration(bench, of, wanted, standing);
  // One after the other: Lambda refuses parallel changes of one policy.
  for (const { permission } of missingStatements(wanted, standing))
    await addPermission(bench, of, permission);
  return url;
}

async function putConfiguration(
  { aws: { lambda }, signal }: Workbench,
  { functionName, alias }: UrlOf,
  wanted: UrlSpec,
  standing: StandingUrl | undefined,
): Promise<string> {
  const input = {
    FunctionName: functionName,
    Qualifier: alias,
    AuthType: wanted.auth,
    InvokeMode: wanted.invokeMode,
    Cors: corsOf(wanted),
  };
  const update = async () => lambda.send(new UpdateFunctionUrlConfigCommand(input), abortable(signal));
  const create = async () => lambda.send(new CreateFunctionUrlConfigCommand(input), abortable(signal));
  // A creation whose answer was lost is repeated, and then finds what it made.
  const { FunctionUrl = '' } = await (standing ? update() : create().catch(ifConflict(update)));
  return FunctionUrl;
}

function ifConflict<T>(otherwise: () => Promise<T>): (thrown: unknown) => Promise<T> {
  return async (thrown) => {
    if (errorCode(thrown) !== 'ResourceConflictException') throw thrown;
    return otherwise();
  };
}

async function addPermission(
  bench: Workbench,
  { functionName, alias }: UrlOf,
  permission: PublicStatement['permission'],
): Promise<void> {
  const command = new AddPermissionCommand({ ...permission, FunctionName: functionName, Qualifier: alias });
  const send = async (): Promise<unknown> => bench.aws.lambda.send(command, abortable(bench.signal));
  await untilAccepted(bench, isBusy, send).catch(
    ifConflict(async () => {
      // The statement id stands: from a lost answer, or with another content, which goes.
      await removePermission(bench, { functionName, alias }, permission.StatementId ?? '');
      return send();
    }),
  );
}

async function removePermission(
  { aws, signal }: Workbench,
  { functionName, alias }: UrlOf,
  sid: string,
): Promise<void> {
  const command = new RemovePermissionCommand({
    FunctionName: functionName,
    Qualifier: alias,
    StatementId: sid,
  });
  await orUndefined(aws.lambda.send(command, abortable(signal)));
}

async function deleteUrl({ aws, signal }: Workbench, { functionName, alias }: UrlOf): Promise<void> {
  const command = new DeleteFunctionUrlConfigCommand({ FunctionName: functionName, Qualifier: alias });
  await orUndefined(aws.lambda.send(command, abortable(signal)));
}

/** Deletes a URL with its public statements: what stands for a candidate leaves nothing behind. */
export async function removeUrl(bench: Workbench, of: UrlOf): Promise<void> {
  await deleteUrl(bench, of);
  for (const { permission } of publicStatements)
    await removePermission(bench, of, permission.StatementId ?? '');
}

async function markUrl({ aws, signal }: Workbench, { functionArn }: UrlPlan): Promise<void> {
  const command = new TagResourceCommand({ Resource: functionArn, Tags: { [urlTag]: liveAlias } });
  await aws.lambda.send(command, abortable(signal));
}

async function unmarkUrl({ aws, signal }: Workbench, { functionArn }: UrlPlan): Promise<void> {
  const command = new UntagResourceCommand({ Resource: functionArn, TagKeys: [urlTag] });
  await aws.lambda.send(command, abortable(signal));
}
