// Runs a TypeScript file of this repository: `node scripts/run-ts.mjs FILE [ARGUMENT…]`. Node 20 cannot by itself.
import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [file] = process.argv.splice(2, 1);
if (!file) throw new Error('node scripts/run-ts.mjs FILE [ARGUMENT…]');

// Inside the repository, so that packages are found.
const folder = await mkdtemp(join(root, 'node_modules', '.run-ts-'));
try {
  const outfile = join(folder, 'main.mjs');
  await build({
    entryPoints: [resolve(file)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(outfile).href);
} finally {
  await rm(folder, { recursive: true, force: true });
}
