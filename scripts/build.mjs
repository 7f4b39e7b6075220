// Builds dist/: TypeScript to JavaScript by tsc, each entry with all its packages into one file by ncc, and beside them
// the files that are needed as they are. `node scripts/build.mjs --check` builds elsewhere and tells whether dist/ is fresh.
import ncc from '@vercel/ncc';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  mkdirSync,
  chmodSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildEvaluator } from './jsonata-process.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const entries = { 'index.js': 'build/action/main.js', 'cli.js': 'build/cli/main.js' };

const check = process.argv.includes('--check');
const out = check ? mkdtempSync(join(tmpdir(), 'stepline-dist-')) : join(root, 'dist');
rmSync(join(root, 'build'), { recursive: true, force: true });
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
rmSync(out, { recursive: true, force: true });
mkdirSync(out);
const licenses = new Set();
for (const [name, entry] of Object.entries(entries)) await bundle(name, entry);
await buildEvaluator(out, { minify: true });
writeFileSync(join(out, 'package.json'), '{ "type": "module" }\n');
writeFileSync(join(out, 'LICENSES.txt'), [...licenses].join('\n'));
chmodSync(join(out, 'cli.js'), 0o755);
cpSync(join(root, 'src/local/runtimes/bootstraps'), join(out, 'bootstraps'), { recursive: true });
if (check) {
  const stale = differences(join(root, 'dist'), out);
  rmSync(out, { recursive: true });
  if (stale.length > 0) {
    console.error(
      `dist/ is not what the sources build: ${stale.join(', ')}. Run npm run build and commit it`,
    );
    process.exit(1);
  }
  console.log('dist/ is fresh');
}

async function bundle(name, entry) {
  const { code, assets } = await ncc(join(root, entry), {
    minify: true,
    license: 'LICENSES.txt',
    quiet: true,
    cache: false,
  });
  writeFileSync(join(out, name), code);
  for (const [asset, { source }] of Object.entries(assets)) {
    if (asset === 'package.json') continue;
    if (asset === 'LICENSES.txt') licenses.add(String(source));
    else throw new Error(`ncc made ${asset} beside ${name}: say here what becomes of it`);
  }
}

function differences(committed, built) {
  const files = new Set([...list(committed), ...list(built)]);
  return [...files].filter((file) => read(join(committed, file)) !== read(join(built, file)));
}

function list(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

function read(file) {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return undefined;
  }
}
