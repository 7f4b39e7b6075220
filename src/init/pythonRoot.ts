import { dirname } from 'node:path/posix';

/** One of `from .a.b import c` and `import a.b, d`. */
const imports = /^[ \t]*(?:from +(\.*)([\w.]*) +import\b|import +([\w., \t]+))/gm;

/**
 * The folder that a Python module finds the project's own modules from: what it imports is there, or in folders below. The
 * outermost one where there are several; undefined where it imports none of the project's.
 * @param file relative to the project, with forward slashes. @param has whether the project has this file or folder.
 */
export function pythonRoot(file: string, text: string, has: (path: string) => boolean): string | undefined {
  const own = dirname(file);
  const roots = [...text.matchAll(imports)].flatMap(([, dots = '', from = '', list = '']) => {
    if (dots !== '') return [above(own, dots.length)];
    const names = [from, ...list.split(',')].map((one) => one.trim().split(/[. ]/)[0] ?? '');
    return names.flatMap((name) => (name === '' ? [] : (rootOf(name, own, has) ?? [])));
  });
  return roots.sort((a, b) => depth(a) - depth(b))[0];
}

/** The nearest folder from there up that has a module of that name. */
function rootOf(name: string, from: string, has: (path: string) => boolean): string | undefined {
  const there = (folder: string): string => (folder === '.' ? name : `${folder}/${name}`);
  if (has(`${there(from)}.py`) || has(there(from))) return from;
  return from === '.' ? undefined : rootOf(name, dirname(from), has);
}

/** A relative import names a package, which is imported from the folder that the package lies in. */
function above(folder: string, levels: number): string {
  return levels === 0 ? folder : above(dirname(folder), levels - 1);
}

function depth(folder: string): number {
  return folder === '.' ? 0 : folder.split('/').length;
}
