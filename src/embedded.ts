/** The embedded AWS: a bundle of its own in dist/, so that whoever talks to another one does not wait until it is read. */
import type { LocalAws, LocalOptions } from './local/server.ts';

/** As `startLocalAws` of src/local/server.ts, which is loaded now. */
export async function startEmbeddedAws(options: LocalOptions): Promise<LocalAws> {
  const { startLocalAws } = await import(/* webpackIgnore: true */ './local/server.ts');
  return startLocalAws(options);
}
