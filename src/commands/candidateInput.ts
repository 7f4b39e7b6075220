/** What an execution of a candidate starts with: `${functions.KEY}` is the candidate's version, `${functions.KEY.url}` its URL. */
import { mapStrings } from '../compile/references.ts';
import { resolveTarget } from '../compile/resolve.ts';
import type { Candidate } from '../deploy/candidate.ts';
import { openCandidateUrls } from '../deploy/candidateUrls.ts';
import type { Workbench } from '../deploy/workbench.ts';
import type { Json } from '../json.ts';
import { referencesIn } from '../workflow/substitute.ts';

/** A value of the file with its substitutions done. */
export type Resolve = (value: Json) => Json;

/** Works with the URLs that `values` name open, and closes them again. */
export async function withCandidateUrls<Result>(
  bench: Workbench,
  candidate: Candidate,
  values: readonly Json[],
  work: (resolve: Resolve) => Promise<Result>,
): Promise<Result> {
  const { urls, close } = await openCandidateUrls(bench, candidate, urlsAskedFor(values));
  try {
    return await work((value) => resolveAt(bench, candidate, urls, value));
  } finally {
    await close();
  }
}

/** Keys of the functions whose URL is named. */
function urlsAskedFor(values: readonly Json[]): Set<string> {
  const keys = new Set<string>();
  mapStrings(values, (text) => {
    for (const name of referencesIn(text)) {
      const [, key] = /^functions\.(.+)\.url$/.exec(name) ?? [];
      if (key !== undefined) keys.add(key);
    }
    return text;
  });
  return keys;
}

function resolveAt(
  { aws }: Workbench,
  { plan, functionVersions }: Candidate,
  urls: ReadonlyMap<string, string>,
  value: Json,
): Json {
  const arns = new Map(plan.functions.map(({ wanted: { blueprint } }) => [blueprint.key, blueprint.arn]));
  return resolveTarget(value, aws.target, (name) => {
    const url = name.endsWith('.url') ? urls.get(name.slice(0, -'.url'.length)) : undefined;
    return url ?? `${arns.get(name) ?? ''}:${functionVersions.get(name) ?? ''}`;
  });
}
