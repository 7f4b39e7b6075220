/** Function URLs of the alias `live`, and the statements that let them be called. */
import {
  AddPermissionCommand,
  CreateFunctionUrlConfigCommand,
  DeleteFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  GetPolicyCommand,
  RemovePermissionCommand,
  UpdateFunctionUrlConfigCommand,
  type AddPermissionCommandInput,
  type FunctionUrlConfig,
} from '@aws-sdk/client-lambda';
import { abortable, type Aws } from '../aws/connection.ts';
import { orUndefined } from '../aws/errors.ts';
import { isBusyOrPropagating, untilAccepted } from '../aws/patience.ts';
import type { FunctionBlueprint } from '../compile/blueprint.ts';
import { liveAlias } from '../compile/function.ts';
import { canonicalJson, type Json } from '../json.ts';
import type { UrlSpec } from '../workflow/workflow.ts';
import { actionFor, type Change } from './plan.ts';
import { carryOut, type Workbench } from './workbench.ts';

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
  readonly key: string;
  readonly wanted?: UrlSpec;
  readonly standing?: StandingUrl;
}

export async function readUrl(
  aws: Aws,
  functionName: string,
  signal: AbortSignal,
): Promise<StandingUrl | undefined> {
  const alias = { FunctionName: functionName, Qualifier: liveAlias };
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

/** Nothing wanted, nothing there: no plan. */
export function planUrl(wanted: FunctionBlueprint, standing: StandingUrl | undefined): UrlPlan[] {
  if (!wanted.url && !standing) return [];
  const reasons = wanted.url ? reasonsToChange(wanted.url, standing) : ['no longer wanted'];
  const action = wanted.url ? actionFor(standing !== undefined, reasons) : 'delete';
  return [
    {
      change: { action, resource: 'function URL', name: wanted.name, reasons, at: wanted.at },
      functionName: wanted.name,
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

/** Brings the URL of `live` to what is wanted; its address, or undefined when there is to be none. */
export async function applyUrl(bench: Workbench, plan: UrlPlan): Promise<string | undefined> {
  const changed = await carryOut(bench, plan.change, async () => {
    const url = plan.wanted ? await putUrl(bench, plan, plan.wanted) : await deleteUrl(bench, plan);
    for (const stale of staleStatements(plan.wanted, plan.standing)) {
      await removePermission(bench, plan, stale.Sid);
    }
    return { url };
  });
  return changed ? changed.url : plan.standing?.url;
}

async function putUrl(bench: Workbench, plan: UrlPlan, wanted: UrlSpec): Promise<string | undefined> {
  const input = {
    FunctionName: plan.functionName,
    Qualifier: liveAlias,
    AuthType: wanted.auth,
    InvokeMode: wanted.invokeMode,
    Cors: corsOf(wanted),
  };
  const command = plan.standing
    ? new UpdateFunctionUrlConfigCommand(input)
    : new CreateFunctionUrlConfigCommand(input);
  const { lambda } = bench.aws;
  const answer =
    command instanceof UpdateFunctionUrlConfigCommand
      ? await lambda.send(command, abortable(bench.signal))
      : await lambda.send(command, abortable(bench.signal));
  // One after the other: Lambda refuses parallel changes of one policy.
  for (const { permission } of missingStatements(wanted, plan.standing))
    await addPermission(bench, plan, permission);
  return answer.FunctionUrl;
}

async function addPermission(
  bench: Workbench,
  { functionName }: UrlPlan,
  permission: PublicStatement['permission'],
): Promise<void> {
  const command = new AddPermissionCommand({
    ...permission,
    FunctionName: functionName,
    Qualifier: liveAlias,
  });
  await untilAccepted(bench, isBusyOrPropagating, () =>
    bench.aws.lambda.send(command, abortable(bench.signal)),
  );
}

async function removePermission(bench: Workbench, { functionName }: UrlPlan, sid: string): Promise<void> {
  const command = new RemovePermissionCommand({
    FunctionName: functionName,
    Qualifier: liveAlias,
    StatementId: sid,
  });
  await orUndefined(bench.aws.lambda.send(command, abortable(bench.signal)));
}

async function deleteUrl(bench: Workbench, { functionName }: UrlPlan): Promise<undefined> {
  const command = new DeleteFunctionUrlConfigCommand({ FunctionName: functionName, Qualifier: liveAlias });
  await orUndefined(bench.aws.lambda.send(command, abortable(bench.signal)));
}
