// Programs that the embedded AWS starts as processes of their own, each as one file that any Node can start. Development has them
// beside their sources, dist/ beside the bundles.
import { build } from 'esbuild';
import { randomUUID } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage } from './page.mjs';

const local = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src/local');

/** Packages in CommonJS ask for Node's modules by require. */
export const requireBanner = {
  js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
};

const programs = {
  'jsonata-process.mjs': { folder: join(local, 'asl/jsonata') },
  'dynamodb-process.mjs': {
    folder: join(local, 'dynamodb'),
    banner: requireBanner,
    plugins: [ownStore(), withExtensions()],
  },
};

/** dynalite's store on disk is a binary of each platform: ours stands in its place. */
function ownStore() {
  return {
    name: 'own-store',
    setup({ onResolve }) {
      onResolve({ filter: /^level$/ }, () => ({ path: join(local, 'dynamodb/level.ts') }));
    },
  };
}

/** dynalite loads its operations by names without an extension, which a bundle does not complete. */
function withExtensions() {
  return {
    name: 'with-extensions',
    setup({ onLoad }) {
      onLoad({ filter: /dynalite.index\.js$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        return { contents: text.replaceAll(/(require\('.\/\w+\/' \+ action)\)/g, "$1 + '.js')") };
      });
    },
  };
}

/** Writes the programs to a folder, at once: others may be starting them. Answers the files that they are made from. */
export async function buildProcesses(to, options = {}) {
  const inputs = await Promise.all(
    Object.entries(programs).map(([name, { folder, ...own }]) =>
      buildProcess(folder, join(to ?? folder, name), { ...own, ...options }),
    ),
  );
  return inputs.flat();
}

async function buildProcess(folder, file, options) {
  const outfile = `${file}.${randomUUID()}`;
  const { metafile } = await build({
    entryPoints: [join(folder, 'process.ts')],
    outfile,
    bundle: true,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
    ...options,
  });
  await rename(outfile, file);
  return Object.keys(metafile.inputs);
}

/** Jest's globalSetup. */
export default () => Promise.all([buildProcesses(), buildPage()]);
