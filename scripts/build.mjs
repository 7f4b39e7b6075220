// Builds dist/: TypeScript to JavaScript by tsc, each entry with all its packages into one file by ncc, in `local/` the
// embedded AWS, and beside them the files that are needed as they are. `node scripts/build.mjs --check` builds elsewhere and tells whether dist/ is fresh.
// Each bundle has a process of its own: they take the most of the time.
import { build } from 'esbuild';
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
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
import { buildPage } from './page.mjs';
import { buildProcesses, requireBanner } from './processes.mjs';

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
const local = join(out, 'local');
mkdirSync(local, { recursive: true });
const licenses = await Promise.all(Object.entries(entries).map(([name, entry]) => bundle(name, entry)));
const others = [buildServer(local), buildProcesses(local, { minify: true }), buildPage(local)];
licenses.push(licensesOf((await Promise.all(others)).flat()));
writeFileSync(join(out, 'package.json'), '{ "type": "module" }\n');
writeFileSync(join(out, 'LICENSES.txt'), [...new Set(licenses)].join('\n'));
chmodSync(join(out, 'cli.js'), 0o755);
cpSync(join(root, 'src/local/runtimes/bootstraps'), join(local, 'bootstraps'), { recursive: true });
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

/** Writes the bundle; the licenses of what is in it. */
async function bundle(name, entry) {
  const child = fork(join(root, 'scripts/bundle.mjs'), [join(root, entry), join(out, name)]);
  let license;
  child.once('message', (message) => (license = message));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${name} was not made`);
  return license;
}

/** The endpoint, which both entries load when it is wanted (src/embedded.ts). Answers the files that it is made from. */
async function buildServer(to) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/local/server.ts'],
    outfile: join(to, 'server.js'),
    bundle: true,
    minify: true,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    legalComments: 'none',
    logLevel: 'warning',
    banner: requireBanner,
  });
  return Object.keys(metafile.inputs);
}

/** Of the packages that the files belong to: as ncc writes those of the bundles. */
function licensesOf(files) {
  const packages = new Set(
    files.flatMap(
      (file) => /^node_modules\/.*node_modules\/[^@/]+|^node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [],
    ),
  );
  return [...packages].sort().map(licenseOf).join('\n\n');
}

function licenseOf(folder) {
  const { name, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
  const text = file === undefined ? '' : readFileSync(join(root, folder, file), 'utf8').trim();
  return `${name}\n${license}\n${text}`;
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
