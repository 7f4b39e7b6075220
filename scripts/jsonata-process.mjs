// The process that evaluates JSONata, as one file that any Node can start. Development has it beside its source, dist/ beside the bundles.
import { build } from 'esbuild';
import { randomUUID } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src/local/asl/jsonata');

/** Writes jsonata-process.mjs to a folder, at once: others may be starting it. */
export async function buildEvaluator(to = folder, options = {}) {
  const file = join(to, 'jsonata-process.mjs');
  const outfile = `${file}.${randomUUID()}`;
  await build({
    entryPoints: [join(folder, 'process.ts')],
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
export default () => buildEvaluator();
