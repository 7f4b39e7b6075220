import { readFileSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Family } from './runtimes.ts';

/** A source file that can hold a handler. */
export interface Module {
  /** Absolute path. */
  readonly file: string;
  /** Its name in a handler: the path inside the package without the extension. */
  readonly name: string;
  readonly family: Family;
}

/** The extensions of the sources that Stepline packages, TypeScript among JavaScript's. */
const extensions: Record<'python' | 'nodejs', readonly string[]> = {
  python: ['.py'],
  nodejs: ['.mjs', '.js', '.cjs', '.ts', '.mts'],
};
const families = ['python', 'nodejs'] as const;

/** Where a folder's handler is looked for, the likeliest first: what the Lambda console and the usual tools call it. */
const entryNames: readonly (readonly ['python' | 'nodejs', string])[] = [
  ...['lambda_function', 'main', 'app', 'index', 'handler'].map((name) => ['python', name] as const),
  ...['index', 'handler', 'app'].map((name) => ['nodejs', name] as const),
];

/** The modules of `source` that may hold its handler: the file itself, or a folder's entry files. Looks at no other file. */
export function entryModules(source: string): Module[] {
  if (!isFolder(source)) {
    const family = families.find((one) => extensions[one].includes(extname(source)));
    return family ? [{ file: source, name: basename(source, extname(source)), family }] : [];
  }
  return entryNames.flatMap(([family, name]) => modulesNamed(source, name, family));
}

/** The module that the handler `name.function` means. */
export function findModule(source: string, name: string, family: Family): Module | undefined {
  if (family !== 'python' && family !== 'nodejs') return undefined;
  if (!isFolder(source)) return entryModules(source).find((module) => module.name === name);
  const path = family === 'python' ? name.replaceAll('.', '/') : name;
  const [found] = modulesNamed(source, path, family);
  return found ?? (family === 'python' ? modulesNamed(source, `${path}/__init__`, family)[0] : undefined);
}

function modulesNamed(folder: string, name: string, family: 'python' | 'nodejs'): Module[] {
  const files = extensions[family].map((extension) => join(folder, `${name}${extension}`));
  return files.filter(isFile).map((file) => ({ file, name, family }));
}

/** The executable that a `provided` runtime starts: `bootstrap` in the folder, or the file of that name itself. */
export function bootstrapOf(source: string): { executable: boolean } | undefined {
  const file = isFolder(source) ? join(source, 'bootstrap') : source;
  if (basename(file) !== 'bootstrap' || !isFile(file)) return undefined;
  return { executable: ((statOf(file)?.mode ?? 0) & 0o100) !== 0 };
}

/** More than a handler's file ever has; beyond it the file is not looked into. */
const largestText = 1_000_000;

/** The text of a source file; undefined when it is too large or cannot be read. */
export function textOf({ file }: Module): string | undefined {
  try {
    return statSync(file).size > largestText ? undefined : readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

export function isFile(path: string): boolean {
  return statOf(path)?.isFile() ?? false;
}

export function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() ?? false;
}

/** Undefined for whatever cannot be looked at: missing, forbidden, a loop of links, a name that no file can have. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** The handler's module and function: Python splits at the last dot, Node.js at the first one of the file's name. */
export function splitHandler(handler: string, family: Family): { module: string; name: string } {
  const folder = family === 'nodejs' ? dirname(handler) : '.';
  const rest = family === 'nodejs' ? basename(handler) : handler;
  const dot = family === 'nodejs' ? rest.indexOf('.') : rest.lastIndexOf('.');
  const module = dot < 0 ? rest : rest.slice(0, dot);
  return {
    module: folder === '.' ? module : `${folder}/${module}`,
    name: dot < 0 ? '' : rest.slice(dot + 1),
  };
}
