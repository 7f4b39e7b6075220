/** While a candidate is executed, `${functions.NAME.url}` is a URL of the candidate's own, on an alias `candidate`. */
import { deleteAlias, getAlias, putAlias } from './function/alias.ts';
import type { Candidate } from './candidate.ts';
import { putUrl, removeUrl } from './url.ts';
import { allOf, type Workbench } from './workbench.ts';

export const candidateAlias = 'candidate';

export interface CandidateUrls {
  /** Address by function key. */
  readonly urls: ReadonlyMap<string, string>;
  readonly close: () => Promise<void>;
}

/** URLs for those of the functions that have one; where nothing changes, it is that of `live`. */
export async function openCandidateUrls(
  bench: Workbench,
  candidate: Candidate,
  keys: ReadonlySet<string>,
): Promise<CandidateUrls> {
  const wanted = candidate.plan.urls.filter((url) => url.wanted && keys.has(url.key));
  const names: string[] = [];
  const close = async (): Promise<void> => {
    const unhurried = { ...bench, signal: new AbortController().signal };
    await allOf(names.map((name) => closeCandidateUrl(unhurried, name)));
  };
  try {
    const urls = await allOf(
      wanted.map(async ({ key, functionName, standing, wanted: spec, change }): Promise<[string, string]> => {
        const version = candidate.functionVersions.get(key) ?? '';
        if (standing && change.action === 'keep' && isLive(candidate, key, version))
          return [key, standing.url];
        names.push(functionName);
        const alias = await getAlias(bench, functionName, candidateAlias);
        await putAlias(bench, functionName, candidateAlias, version, alias);
        const of = { functionName, alias: candidateAlias };
        return [key, spec ? await putUrl(bench, of, spec, undefined) : ''];
      }),
    );
    return { urls: new Map(urls), close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

function isLive({ plan }: Candidate, key: string, version: string): boolean {
  const found = plan.functions.find(({ wanted }) => wanted.blueprint.key === key);
  return found?.standing?.live?.version === version;
}

/** Leaves neither the alias nor its URL; harmless where there are none. */
export async function closeCandidateUrl(bench: Workbench, functionName: string): Promise<void> {
  await removeUrl(bench, { functionName, alias: candidateAlias });
  await deleteAlias(bench, functionName, candidateAlias);
}
