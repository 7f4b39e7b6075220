/** A JavaScript module with all that it imports from around it. */
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, resolve, sep } from 'node:path';
import { isFile, reading, type Source } from '../source.ts';
import { importsOf, type Import } from './imports.ts';

export interface Graph {
  /** Absolute paths of the files, the module itself among them. */
  readonly files: readonly string[];
  /** The first import that leads out of the folder: to a package, or to a file elsewhere. */
  readonly leaving?: Leaving;
}

export interface Leaving extends Import {
  /** The file that it stands in. */
  readonly file: string;
}

/** Follows relative imports from `module` on, within the folder `root`. */
export async function graphOf(source: Source, module: string, root: string): Promise<Graph> {
  const files = new Set([module]);
  for (const file of files) {
    if (!/\.[cm]?js$/.test(file)) continue;
    const text = await reading(source, () => readFile(file, 'utf8'));
    for (const found of importsOf(text)) {
      const target = await targetOf(file, found.specifier);
      if (target === undefined) continue;
      if (!target.startsWith(root + sep)) return { files: [...files], leaving: { ...found, file } };
      files.add(target);
    }
  }
  return { files: [...files] };
}

/** A file, or the name of a package; undefined for what Lambda's Node brings along, and for what leads to nothing. */
async function targetOf(importer: string, specifier: string): Promise<string | undefined> {
  if (/^\.\.?(\/|$)/.test(specifier)) return firstFile(candidates(resolve(dirname(importer), specifier)));
  const provided = isBuiltin(specifier) || specifier.startsWith('@aws-sdk/');
  // `#name` is the package's own, `file:` and the like are no packages.
  return provided || /^[#/]|^[a-z]+:/.test(specifier) ? undefined : specifier;
}

/** What `require` tries; `import` takes the first alone. */
function candidates(path: string): string[] {
  return ['', '.js', '.json', '.node', '/index.js', '/index.json'].map((ending) => path + ending);
}

async function firstFile(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await isFile(path)) return path;
  return undefined;
}
