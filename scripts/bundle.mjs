// One entry with all its packages into one file: `node scripts/bundle.mjs ENTRY FILE`, forked by build.mjs, which is told
// the licenses.
import ncc from '@vercel/ncc';
import { transform } from 'esbuild';
import { writeFileSync } from 'node:fs';

const [entry, file] = process.argv.slice(2);
const { code, assets } = await ncc(entry, {
  license: 'LICENSES.txt',
  quiet: true,
  cache: false,
});
for (const asset of Object.keys(assets)) {
  if (asset === 'LICENSES.txt' || asset === 'package.json') continue;
  throw new Error(`ncc made ${asset} beside ${file}: say here what becomes of it`);
}
// By esbuild: ncc's own `minify` takes as long as all the rest, and its result is larger.
const small = await transform(code, { minify: true, target: 'node20', format: 'esm', legalComments: 'none' });
writeFileSync(file, small.code);
process.send(String(assets['LICENSES.txt'].source), () => {
  process.disconnect();
});
