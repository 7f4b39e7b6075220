/** Where a command works: on AWS (or whatever endpoint the SDK's variables name), or on an embedded AWS of its own. */
import type { Connection } from './aws/connection.ts';
import { startLocalAws } from './local/server.ts';

export interface OpenTarget {
  readonly connection: Connection;
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
  return { connection: region ? { region } : {}, close: async () => undefined };
}

/** A new, empty embedded AWS for the occasion. `note` takes what its operator should know. */
export async function openLocal(
  region: string | undefined,
  note: (line: string) => void,
): Promise<OpenTarget> {
  const { endpoint, close } = await startLocalAws({ note });
  return {
    connection: {
      endpoint,
      region: region ?? localRegion(),
      // Any key will do; this one says what it is for.
      credentials: { accessKeyId: 'STEPLINELOCAL', secretAccessKey: 'embedded' },
    },
    close,
  };
}
