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
import { concurrencyTag, readConcurrency } from './concurrency.ts';

export interface StandingFunction {
  readonly tags: Readonly<Record<string, string>>;
  /** What the alias `live` serves; undefined while nothing has been promoted. */
  readonly live?: { readonly version: string; readonly configuration: FunctionConfiguration };
  /** `Zip` or `Image`, for ever. */
  readonly packageType: string;
  /** The URL of the alias `live`. */
  readonly url?: StandingUrl;
  readonly reservedConcurrency?: number;
}

/**
 * One GetFunction in the common case: what `live` serves, with the function's tags. Its URL and its reserved
 * concurrency are asked for only where they are wanted or, says a tag, stand: other requests than GetFunction have a rate of 15 a second.
 */
export async function readFunction(
  aws: Aws,
  { name, url: wantsUrl, reservedConcurrency: wantsConcurrency }: FunctionBlueprint,
  signal: AbortSignal,
): Promise<StandingFunction | undefined> {
  const live = await getFunction(aws, name, liveAlias, signal);
  const found = live ?? (await getFunction(aws, name, undefined, signal));
  if (!found) return undefined;
  const tags = found.Tags ?? {};
  const url = wantsUrl || urlTag in tags ? await readUrl(aws, name, liveAlias, signal) : undefined;
  const isReserved = wantsConcurrency !== undefined || concurrencyTag in tags;
  const reserved = isReserved ? await readConcurrency(aws, name, signal) : undefined;
  const configuration = live?.Configuration;
  return {
    tags,
    packageType: found.Configuration?.PackageType ?? 'Zip',
    ...(configuration && { live: { version: configuration.Version ?? '', configuration } }),
    ...(url && { url }),
    ...(reserved !== undefined && { reservedConcurrency: reserved }),
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
