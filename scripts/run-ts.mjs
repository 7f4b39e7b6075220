// Runs a TypeScript file of this repository: `node scripts/run-ts.mjs FILE [ARGUMENT…]`. Node 20 cannot by itself.
import { build } from 'esbuild';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildPage } from './page.mjs';
import { buildProcesses } from './processes.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [file] = process.argv.splice(2, 1);
if (!file) throw new Error('node scripts/run-ts.mjs FILE [ARGUMENT…]');

/** Each module of the embedded AWS keeps its own place: files beside it are found although it is bundled elsewhere. */
const ownPlace = {
  name: 'own-place',
  setup({ onLoad }) {
    onLoad({ filter: /src.local.*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const url = JSON.stringify(pathToFileURL(path).href);
      return { contents: text.replaceAll('import.meta.url', url), loader: 'ts' };
    });
  },
};

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
    plugins: [ownPlace],
  });
  await Promise.all([buildProcesses(), buildPage()]);
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(outfile).href);
} finally {
  await rm(folder, { recursive: true, force: true });
}
