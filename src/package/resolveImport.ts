/** Which file an import means, the way TypeScript and esbuild look for it. */
import { isBuiltin } from 'node:module';
import { dirname, resolve } from 'node:path';
import { isFile, shown } from './source.ts';
import { mistake, type Import } from './transpile.ts';

/**
 * Absolute path of a relative import's file; undefined for what Lambda's Node brings along (its own modules and the AWS
 * SDK). Throws UserError for a package, for a file that is not there, and for one that Node cannot import as it is.
 */
export async function resolveImport(importer: string, found: Import): Promise<string | undefined> {
  const { specifier, line } = found;
  if (specifier.startsWith('node:') || isBuiltin(specifier) || specifier.startsWith('@aws-sdk/'))
    return undefined;
  if (!/^\.\.?(\/|$)/.test(specifier))
    throw mistake(importer, `"${specifier}" is a package, to be bundled`, line);
  const file = await firstFile(candidates(resolve(dirname(importer), specifier)));
  if (file === undefined) throw mistake(importer, `"${specifier}" leads to no file`, line);
  const unfit = whyUnfit(file, found);
  if (unfit !== undefined) throw mistake(importer, `${shown(file)} ${unfit}`, line);
  return file;
}

/** `./x.js` may stand for x.ts, and `./x` for any of these. */
function candidates(path: string): string[] {
  const source = path.replace(/\.(m?)js$/, '.$1ts');
  const endings = ['.ts', '.mts', '.js', '.mjs', '.json', '/index.ts', '/index.js'];
  return [path, source, ...endings.map((ending) => path + ending)];
}

async function firstFile(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await isFile(path)) return path;
  return undefined;
}

function whyUnfit(file: string, { attributes }: Import): string | undefined {
  if (file.endsWith('.json')) return attributes ? undefined : "is imported without with { type: 'json' }";
  return /\.m?[jt]s$/.test(file) ? undefined : 'is neither an ES module nor JSON';
}
