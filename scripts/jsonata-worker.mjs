// The thread that evaluates JSONata, as one file that any Node can start. Development has it beside its source, dist/ beside the bundles.
import { build } from 'esbuild';
import { randomUUID } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src/local/asl/jsonata');

/** Writes jsonata-worker.mjs to a folder, at once: others may be starting it. */
export async function buildWorker(to = folder, options = {}) {
  const file = join(to, 'jsonata-worker.mjs');
  const outfile = `${file}.${randomUUID()}`;
  await build({
    entryPoints: [join(folder, 'worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
    ...options,
  });
  await rename(outfile, file);
}

/** Jest's globalSetup. */
export default () => buildWorker();
