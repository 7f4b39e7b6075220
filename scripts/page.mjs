// The page of `stepline local` as one file. Development has it beside the module that serves it, dist/ beside the bundles.
import { build } from 'esbuild';
import { createHash, randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Writes the page to a folder, at once: others may be reading it. Answers the files that it is made from. */
export async function buildPage(to = join(root, 'src/local/console')) {
  const program = await bundle('src/page/main.tsx', { format: 'iife', target: 'es2022' });
  const { documentOf } = await evaluated('src/page/document.ts');
  const file = join(to, 'page.html');
  const draft = `${file}.${randomUUID()}`;
  // The script stands inside the document, which it must not end.
  await writeFile(draft, documentOf(program.text.replaceAll('</script', '<\\/script'), hashOf));
  await rename(draft, file);
  return program.inputs;
}

function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

async function evaluated(entry) {
  const { text } = await bundle(entry, { format: 'esm', platform: 'node' });
  return import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
}

async function bundle(entry, options) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    metafile: true,
    write: false,
    charset: 'utf8',
    logLevel: 'warning',
    ...options,
  });
  return { text: outputFiles[0].text, inputs: Object.keys(metafile.inputs) };
}
