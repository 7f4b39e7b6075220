/** What stands under a function's name. */
import {
  GetFunctionCommand,
  type FunctionConfiguration,
  type GetFunctionCommandOutput,
} from '@aws-sdk/client-lambda';
import { abortable, type Aws } from '../../aws/connection.ts';
import { orUndefined } from '../../aws/errors.ts';
import type { FunctionBlueprint } from '../../compile/blueprint.ts';
import { liveAlias } from '../../compile/function.ts';
import { readUrl, urlTag, type StandingUrl } from '../url.ts';

export interface StandingFunction {
  readonly tags: Readonly<Record<string, string>>;
  /** What the alias `live` serves; undefined while nothing has been promoted. */
  readonly live?: { readonly version: string; readonly configuration: FunctionConfiguration };
  /** The URL of the alias `live`. */
  readonly url?: StandingUrl;
}

/**
 * One GetFunction in the common case: what `live` serves, with the function's tags. Its URL is asked for only where
 * one is wanted or, says a tag, stands: other requests than GetFunction have a rate of 15 a second.
 */
export async function readFunction(
  aws: Aws,
  { name, url: wantsUrl }: FunctionBlueprint,
  signal: AbortSignal,
): Promise<StandingFunction | undefined> {
  const live = await getFunction(aws, name, liveAlias, signal);
  const found = live ?? (await getFunction(aws, name, undefined, signal));
  if (!found) return undefined;
  const tags = found.Tags ?? {};
  const url = wantsUrl || urlTag in tags ? await readUrl(aws, name, liveAlias, signal) : undefined;
  const configuration = live?.Configuration;
  return {
    tags,
    ...(configuration && { live: { version: configuration.Version ?? '', configuration } }),
    ...(url && { url }),
  };
}

/** Undefined when there is no such function, version or alias. */
export async function getFunction(
  aws: Aws,
  name: string,
  qualifier: string | undefined,
  signal: AbortSignal,
): Promise<GetFunctionCommandOutput | undefined> {
  const command = new GetFunctionCommand({ FunctionName: name, Qualifier: qualifier });
  return orUndefined(aws.lambda.send(command, abortable(signal)));
}
