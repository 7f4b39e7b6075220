/** Aliases of functions: `live`, which serves, and `candidate`, which a run under test may call. */
import {
  CreateAliasCommand,
  DeleteAliasCommand,
  GetAliasCommand,
  UpdateAliasCommand,
  type AliasConfiguration,
} from '@aws-sdk/client-lambda';
import { abortable } from '../../aws/connection.ts';
import { errorCode, orUndefined } from '../../aws/errors.ts';
import { liveAlias } from '../../compile/function.ts';
import { exitCode, UserError } from '../../errors.ts';
import type { Workbench } from '../workbench.ts';

/**
 * Lets `live` serve `version`, if it still serves what it served when the plan was made (undefined: nothing). The
 * alias's revision makes that one step: of two deploys that promote at once, one is refused.
 */
export async function moveLive(
  bench: Workbench,
  functionName: string,
  version: string,
  planned: string | undefined,
): Promise<void> {
  if (planned === undefined && (await isCreated(bench, functionName, version))) return;
  const alias = await getAlias(bench, functionName, liveAlias);
  if (alias?.FunctionVersion === version) return;
  if (alias?.FunctionVersion !== planned) throw promotedMeanwhile(functionName, alias?.FunctionVersion);
  await putAlias(bench, functionName, liveAlias, version, alias);
}

/** Whether `live` did not stand, and now does. */
async function isCreated(bench: Workbench, functionName: string, version: string): Promise<boolean> {
  try {
    await putAlias(bench, functionName, liveAlias, version, undefined);
    return true;
  } catch (thrown) {
    if (errorCode(thrown) !== 'ResourceConflictException') throw thrown;
    return false;
  }
}

/**
 * Takes `live` back from `version` to what it served before; removes it where it served nothing. What serves anything
 * else was not moved by us, or no longer is ours to move, and stays.
 */
export async function moveLiveBack(
  bench: Workbench,
  functionName: string,
  version: string,
  planned: string | undefined,
): Promise<void> {
  const alias = await getAlias(bench, functionName, liveAlias);
  if (alias?.FunctionVersion !== version) return;
  if (planned === undefined) await deleteAlias(bench, functionName, liveAlias);
  else await putAlias(bench, functionName, liveAlias, planned, alias);
}

export async function getAlias(
  { aws, signal }: Workbench,
  functionName: string,
  name: string,
): Promise<AliasConfiguration | undefined> {
  const command = new GetAliasCommand({ FunctionName: functionName, Name: name });
  return orUndefined(aws.lambda.send(command, abortable(signal)));
}

export async function putAlias(
  { aws, signal }: Workbench,
  functionName: string,
  name: string,
  version: string,
  standing: AliasConfiguration | undefined,
): Promise<void> {
  const alias = { FunctionName: functionName, Name: name, FunctionVersion: version };
  if (!standing) await aws.lambda.send(new CreateAliasCommand(alias), abortable(signal));
  else {
    const { RevisionId } = standing;
    await aws.lambda.send(new UpdateAliasCommand({ ...alias, RevisionId }), abortable(signal));
  }
}

export async function deleteAlias(
  { aws, signal }: Workbench,
  functionName: string,
  name: string,
): Promise<void> {
  const command = new DeleteAliasCommand({ FunctionName: functionName, Name: name });
  await orUndefined(aws.lambda.send(command, abortable(signal)));
}

function promotedMeanwhile(functionName: string, version: string | undefined): UserError {
  return new UserError(
    {
      what: `somebody else promoted version ${version ?? 'none'} of ${functionName} while this deploy was under way`,
      hint: 'Look at what is live now, and deploy again',
    },
    exitCode.refused,
  );
}
