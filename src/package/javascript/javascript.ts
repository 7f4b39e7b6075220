/**
 * JavaScript: the file or folder as it is, as long as its module finds there all that it imports: in files of its own, in
 * a `node_modules` of the folder's own, in Node itself and in the AWS SDK, which Lambda's runtimes bring along. A module
 * that imports packages from elsewhere is bundled by the project's own esbuild and stands in its own place; all other
 * files of the folder stay where they are. Whether that happens depends on the sources alone, and not on what is installed.
 */
import { stat } from 'node:fs/promises';
import { dirname, extname, join, relative, sep } from 'node:path';
import { UserError } from '../../errors.ts';
import { fileEntry, madeEntry, type Entry } from '../entry.ts';
import type { Entrypoint } from '../entrypoint.ts';
import { bundle, findEsbuild } from '../esbuild.ts';
import { modulePath } from '../handler.ts';
import type { Language } from '../language.ts';
import { isFolder, reading, shown, type Source } from '../source.ts';
import { walk } from '../walk.ts';
import { graphOf, type Leaving } from './graph.ts';
import { nearestType } from './moduleType.ts';

export const javascript: Language = { files, handlerFiles };

async function files(source: Source, signal?: AbortSignal): Promise<Entry[]> {
  const root = (await isFolder(source.source)) ? source.source : dirname(source.source);
  const entries = await complete(source, root, await walk(source, signal), signal);
  return [...entries, ...(await moduleType(source, root, entries))];
}

/** The entries, with what the handler's module needs beside them. */
async function complete(
  source: Source,
  root: string,
  entries: readonly Entry[],
  signal?: AbortSignal,
): Promise<readonly Entry[]> {
  const wanted = handlerFiles(source.handler);
  const output = entries.find(({ path }) => wanted.includes(path))?.path;
  if (output === undefined || bringsPackages(source, entries)) return entries;
  const module = join(root, output);
  const { files: reached, leaving } = await graphOf(source, module, root);
  const others = entries.filter(({ path }) => path !== output);
  if (leaving)
    return [...others, ...(await bundled(source, { file: module, output, root }, leaving, signal))];
  return root === source.source ? entries : reading(source, () => filesAt(root, reached));
}

/** Packages of a layer lie outside of the zip: what is imported from one is not missing. */
function bringsPackages({ layers = [] }: Source, entries: readonly Entry[]): boolean {
  return layers.length > 0 || entries.some(({ path }) => path.startsWith('node_modules/'));
}

/** Throws UserError at the import that needs a bundler where the project has none. */
async function bundled(
  source: Source,
  entrypoint: Omit<Entrypoint, 'format'>,
  leaving: Leaving,
  signal?: AbortSignal,
): Promise<Entry[]> {
  const esbuild = findEsbuild(source, entrypoint);
  if (!esbuild) throw needsBundler(leaving);
  const format = await formatOf(source, entrypoint.file);
  return bundle(esbuild, source, { ...entrypoint, format }, signal);
}

function needsBundler({ specifier, file, line, column }: Leaving): UserError {
  const hint =
    'Install esbuild in the project (npm install --save-dev esbuild), or make the function a folder with a node_modules of its own';
  const what = `"${specifier}" lies outside of the function, to be bundled with it`;
  return new UserError({ what, hint, at: { file: shown(file), line, column } });
}

/** What Node takes the file for. */
async function formatOf(source: Source, file: string): Promise<Entrypoint['format']> {
  const extension = extname(file);
  if (extension === '.js') return (await nearestType(source, dirname(file))) === 'module' ? 'esm' : 'cjs';
  return extension === '.mjs' ? 'esm' : 'cjs';
}

function filesAt(root: string, paths: readonly string[]): Promise<Entry[]> {
  return Promise.all(
    paths.map(async (file) =>
      fileEntry(relative(root, file).split(sep).join('/'), file, (await stat(file)).mode),
    ),
  );
}

/** What is packaged may be told to be ES modules by a package.json above it: then the zip gets one that says the same. */
async function moduleType(source: Source, root: string, entries: readonly Entry[]): Promise<Entry[]> {
  const settled = entries.some(({ path }) => path === 'package.json');
  if (settled || !entries.some(({ path }) => path.endsWith('.js'))) return [];
  const type = await nearestType(source, root);
  return type === 'module' ? [madeEntry('package.json', '{"type":"module"}\n')] : [];
}

function handlerFiles(handler: string): string[] {
  return ['.js', '.mjs', '.cjs'].map((extension) => modulePath(handler) + extension);
}
