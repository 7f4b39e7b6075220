/** Whether Node reads a `.js` file as an ES module. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refuse, shown, type Source } from '../source.ts';

/** The "type" of the nearest package.json at or above a folder; the first one found decides, even where it has none. */
export async function nearestType(source: Source, folder: string): Promise<unknown> {
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
