/** Python: the file or folder as it is, and the packages of its requirements.txt beside it at the zip's root. */
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileEntry, type Entry } from '../entry.ts';
import { ignoreRules } from '../ignoreRules.ts';
import type { Language } from '../language.ts';
import { reading, type Source } from '../source.ts';
import { walk } from '../walk.ts';
import { installed } from './install.ts';
import { findRequirements } from './requirements.ts';

export const python: Language = { files, handlerFiles };

/** Where the source has a file of the same name as a package, the source's own counts. */
async function files(source: Source, signal?: AbortSignal): Promise<Entry[]> {
  const own = await walk(source, signal);
  const taken = new Set(own.map(({ path }) => path));
  const packages = await dependencies(source, signal);
  return [...own, ...packages.filter(({ path }) => !taken.has(path))];
}

/** None where the platform is not known: then nobody will run the package. */
async function dependencies(source: Source, signal?: AbortSignal): Promise<Entry[]> {
  const { platform } = source;
  const requirements = platform && (await findRequirements(source));
  if (!requirements) return [];
  const folder = await installed(source, requirements, platform, signal);
  return reading(source, () => filesOf(folder));
}

async function filesOf(folder: string): Promise<Entry[]> {
  const ignored = await ignoreRules(folder);
  const children = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = children.filter((child) => child.isFile()).map((child) => join(child.parentPath, child.name));
  const pathOf = (file: string): string => relative(folder, file).split(sep).join('/');
  const kept = files.filter((file) => !ignored(pathOf(file)));
  return Promise.all(kept.map(async (file) => fileEntry(pathOf(file), file, (await stat(file)).mode)));
}

/** `a.b.handler` and `a/b.handler` are the function `handler` of the module a.b. */
function handlerFiles(handler: string): string[] {
  const module = handler.slice(0, handler.lastIndexOf('.')).replaceAll('.', '/');
  return [`${module}.py`, `${module}/__init__.py`];
}
