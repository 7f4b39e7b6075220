/**
 * A TypeScript function without esbuild: its own files beside each other, each with its types taken out by sucrase and
 * checked by acorn. What was measured (Node 20 and 24, two cores):
 *
 *                      load and first file   73 kB of source   bundled   what it cannot do
 *   sucrase 3.35               30-45 ms          20-35 ms       0.3 MB   namespaces, decorators, `using`
 *   amaro 1.2                  40-45 ms           7-12 ms       3.8 MB   decorators, `using`
 *   typescript 6             150-165 ms          70-80 ms       4.9 MB   bundle packages
 *   esbuild-wasm 0.28        330-350 ms          45-75 ms      14.0 MB
 *   stripTypeScriptTypes           30 ms              7 ms            0   run on Node 20; give the same on every Node
 *
 * The small one does what a function of a few files needs, and what it cannot do is refused here with the hint to install
 * esbuild. Whoever imports packages has installed those, and can install esbuild with them.
 */
import { readFile } from 'node:fs/promises';
import { posix, relative, sep } from 'node:path';
import { madeEntry, type Entry } from './entry.ts';
import { nodeVersion, type Entrypoint } from './entrypoint.ts';
import { resolveImport } from './resolveImport.ts';
import { reading, type Source } from './source.ts';
import { transpile } from './transpile.ts';

/** Throws UserError for an import of a package, and for syntax that takes more than removing types. */
export async function stripTypes(
  source: Source,
  entrypoint: Entrypoint,
  signal?: AbortSignal,
): Promise<Entry[]> {
  const graph: Graph = new Map([[entrypoint.file, entrypoint.output]]);
  const entries: Entry[] = [];
  for (const [file, path] of graph) {
    signal?.throwIfAborted();
    const text = await reading(source, () => readFile(file, 'utf8'));
    const content = file.endsWith('.json') ? text : await rewritten(source, entrypoint, graph, file, text);
    entries.push(madeEntry(path, content));
  }
  return entries;
}

/** File -> its path in the zip. Grows by what the files import, while it is gone through. */
type Graph = Map<string, string>;

/** The file's JavaScript, its relative imports leading to where the zip has their files. */
async function rewritten(
  source: Source,
  { root }: Entrypoint,
  graph: Graph,
  file: string,
  text: string,
): Promise<string> {
  const { code, imports } = transpile(file, text, nodeVersion(source.runtime));
  let result = code;
  for (const found of imports.toSorted((a, b) => b.start - a.start)) {
    const target = await resolveImport(file, found);
    if (target === undefined) continue;
    const path = graph.get(target) ?? pathInZip(root, target);
    graph.set(target, path);
    const specifier = JSON.stringify(specifierOf(graph.get(file) ?? '', path));
    result = result.slice(0, found.start) + specifier + result.slice(found.end);
  }
  return result;
}

/** Every module gets `.mjs`, behind its own name: util.ts and util.js may both be there. */
function pathInZip(root: string, file: string): string {
  const segments = relative(root, file).split(sep);
  const path = segments.map((segment) => (segment === '..' ? '__parent__' : segment)).join('/');
  return file.endsWith('.json') ? path : `${path}.mjs`;
}

/** A specifier is a URL: what a URL would read otherwise is escaped. */
function specifierOf(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  const url = encodeURI(path).replace(/[?#]/g, encodeURIComponent);
  return url.startsWith('../') ? url : `./${url}`;
}
