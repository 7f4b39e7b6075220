/** Where the files lie that function processes are started with. They are copied beside the built bundle as they are. */
import { fileURLToPath } from 'node:url';

export type Bootstrap = 'bootstrap.py' | 'bootstrap.mjs' | 'reaper.sh';

/** Absolute path of a bootstrap: in the folder `bootstraps` beside this module, or beside the bundle that holds it. */
export function bootstrapPath(name: Bootstrap): string {
  return fileURLToPath(new URL(`bootstraps/${name}`, import.meta.url));
}
