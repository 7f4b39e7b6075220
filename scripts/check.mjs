// Types, lint and format, all three at once: what `npm test` begins with. Exits 1 unless all pass.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const tools = {
  types: ['typescript/bin/tsc'],
  'types of the page': ['typescript/bin/tsc', '-p', 'src/page'],
  lint: ['oxlint/bin/oxlint'],
  format: ['oxfmt/bin/oxfmt', '--check'],
};

const results = await Promise.all(Object.entries(tools).map(([name, command]) => run(name, command)));
process.exitCode = results.every(Boolean) ? 0 : 1;

async function run(name, [tool, ...args]) {
  const path = fileURLToPath(new URL(`../node_modules/${tool}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  console.log(`${name}: ${code === 0 ? 'passed' : 'failed'}`);
  return code === 0;
}
