/** Where a command works: on AWS (or whatever endpoint the SDK's variables name), or on an embedded AWS of its own. */
import type { Connection } from './aws/connection.ts';
import { startEmbeddedAws } from './embedded.ts';
import { serviceEndpoints } from './endpoints.ts';
import { findInterpreter } from './local/runtimes/interpreters.ts';
import type { Platform } from './package/platform.ts';

export interface OpenTarget {
  readonly connection: Connection;
  /** Where its functions run. */
  readonly platform: Platform;
  /** Ends the embedded AWS, where there is one. */
  readonly close: () => Promise<void>;
}

/** The embedded AWS takes any region; its own default is AWS's oldest. */
const defaultLocalRegion = 'us-east-1';

/** A variable that is empty is unset. */
function localRegion(): string {
  const { AWS_REGION: region = '' } = process.env;
  return region === '' ? defaultLocalRegion : region;
}

/** AWS as the SDK finds it: credentials, region and endpoint from its standard variables and profiles. */
export function openAws(region?: string): OpenTarget {
  return {
    connection: region ? { region } : {},
    platform: { kind: async () => ((await isEmbedded()) ? 'local' : 'lambda'), findPython },
    close: async () => undefined,
  };
}

/** Another embedded AWS, of this machine, may stand behind the SDK's variable: its control address answers. */
async function isEmbedded(): Promise<boolean> {
  const { AWS_ENDPOINT_URL: endpoint = '' } = process.env;
  if (!/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/.test(endpoint)) return false;
  try {
    const answer = await fetch(new URL('/_stepline/propagation', endpoint), {
      signal: AbortSignal.timeout(probeMs),
    });
    return answer.ok && 'ms' in ((await answer.json()) as object);
  } catch {
    return false;
  }
}

/** An endpoint on the same machine answers within this time, or is none of ours. */
const probeMs = 2_000;

function findPython(version: string): ReturnType<Platform['findPython']> {
  return findInterpreter('python', version);
}

/** A new, empty embedded AWS for the occasion. `note` takes what its operator should know. */
export async function openLocal(
  region: string | undefined,
  note: (line: string) => void,
  { fastWaits = false }: { readonly fastWaits?: boolean } = {},
): Promise<OpenTarget> {
  const endpoints = serviceEndpoints(process.env);
  // Nobody but its own functions knows of it.
  const { endpoint, close } = await startEmbeddedAws({ note, endpoints, fastWaits, outsiders: false });
  return {
    connection: {
      endpoint,
      region: region ?? localRegion(),
      // Any key will do; this one says what it is for.
      credentials: { accessKeyId: 'STEPLINELOCAL', secretAccessKey: 'embedded' },
    },
    platform: { kind: async () => 'local', findPython },
    close,
  };
}
