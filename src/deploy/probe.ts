/** After a promotion each public URL that changed is asked once: a URL that says 403 is of no use to anybody. */
import type { Problem } from '../errors.ts';
import { untilDefined } from '../aws/patience.ts';
import type { UrlPlan } from './url.ts';
import type { Workbench } from './workbench.ts';

/** New statements take a moment to be seen; after this long a 403 is one. Milliseconds. */
const patienceMs = 10_000;

/** A warning for each of them that is forbidden. The answer itself, and whether there is one, is the function's affair. */
export async function probeUrls(
  bench: Workbench,
  urls: readonly UrlPlan[],
  addresses: Readonly<Record<string, string>>,
): Promise<void> {
  const changed = urls.filter(({ change, wanted }) => change.action !== 'keep' && wanted?.auth === 'NONE');
  await Promise.all(
    changed.map(async ({ key, change }) => {
      const address = addresses[key];
      if (address === undefined || !(await isForbidden(bench, address))) return;
      const problem: Problem = {
        what: `the URL of ${key} answers 403 although both of its public statements stand`,
        hint: "Look whether the account blocks public function URLs, or an organization's policy forbids them",
        severity: 'warning',
        ...(change.at && { at: change.at }),
      };
      bench.report({ kind: 'warning', problem });
    }),
  );
}

async function isForbidden(bench: Workbench, address: string): Promise<boolean> {
  const end = bench.clock.now() + patienceMs;
  return untilDefined(bench, async () => {
    const status = await statusOf(address, bench.signal);
    if (status !== 403) return false;
    return bench.clock.now() >= end ? true : undefined;
  });
}

/** The function may answer whatever and whenever it likes: only Lambda's own refusal counts, which comes at once. */
async function statusOf(address: string, signal: AbortSignal): Promise<number | undefined> {
  try {
    const bound = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    const { status, headers } = await fetch(address, { signal: bound });
    return headers.get('x-amzn-errortype') === 'AccessDeniedException' ? status : undefined;
  } catch {
    return undefined;
  }
}
