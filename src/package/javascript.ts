/** JavaScript: the file or folder as it is, `node_modules` included. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { madeEntry, type Entry } from './entry.ts';
import type { Language } from './language.ts';
import { refuse, shown, type Source } from './source.ts';
import { walk } from './walk.ts';

export const javascript: Language = { files, handlerFiles };

async function files(source: Source, signal?: AbortSignal): Promise<Entry[]> {
  const entries = await walk(source, signal);
  return [...entries, ...(await moduleType(source, entries))];
}

/**
 * Whether Node reads a `.js` file as an ES module stands in the nearest package.json, which may lie above what is
 * packaged: then the zip gets one that says the same.
 */
async function moduleType(source: Source, entries: readonly Entry[]): Promise<Entry[]> {
  const settled = entries.some(({ path }) => path === 'package.json');
  if (settled || !entries.some(({ path }) => path.endsWith('.js'))) return [];
  const isFolder = (await stat(source.source)).isDirectory();
  const type = await nearestType(source, isFolder ? source.source : dirname(source.source));
  return type === 'module' ? [madeEntry('package.json', '{"type":"module"}\n')] : [];
}

/** The "type" of the nearest package.json at or above a folder; the first one found decides, even where it has none. */
async function nearestType(source: Source, folder: string): Promise<unknown> {
  const file = join(folder, 'package.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) return typeOf(source, file, text);
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestType(source, parent);
}

function typeOf(source: Source, file: string, text: string): unknown {
  try {
    return (JSON.parse(text) as { type?: unknown } | null)?.type;
  } catch {
    throw refuse(source, `${shown(file)} is not JSON`, 'Correct it: it decides how Node reads .js files');
  }
}

/** Node's runtime client splits `folder/module.export.path` at the first dot of the last segment. */
export function modulePath(handler: string): string {
  return /^(?:.*\/)?[^./]*/.exec(handler)?.[0] ?? handler;
}

function handlerFiles(handler: string): string[] {
  return ['.js', '.mjs', '.cjs'].map((extension) => modulePath(handler) + extension);
}
