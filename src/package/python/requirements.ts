/** A function's requirements.txt: whether there is one, and all that decides what comes of it. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ignoreRules } from '../ignoreRules.ts';
import { isFile, isFolder, reading, type Source } from '../source.ts';

export interface Requirements {
  /** Absolute path. */
  readonly file: string;
  /**
   * Its text and the texts of the files that it includes; of folders and wheels on this machine that they name, each
   * file's name, size and time.
   */
  readonly identity: readonly string[];
}

const name = 'requirements.txt';

/**
 * The requirements in a source folder, or beside a source file; undefined where nothing is required, or where the folder's
 * `.steplineignore` names the file.
 */
export async function findRequirements(source: Source): Promise<Requirements | undefined> {
  const folder = (await isFolder(source.source)) ? source.source : dirname(source.source);
  const file = join(folder, name);
  if (!(await isFile(file))) return undefined;
  const ignored = await reading(source, () => ignoreRules(folder));
  if (ignored(name)) return undefined;
  const lines = linesOf(await reading(source, () => readFile(file, 'utf8')));
  if (lines.length === 0) return undefined;
  const identity = new Map<string, string>();
  await reading(source, () => identify(file, identity));
  return { file, identity: [...identity.values()] };
}

/** What pip reads of the text: no comments, lines that go on put together. */
function linesOf(text: string): string[] {
  const lines = text.replace(/\\\r?\n/g, ' ').split(/\r?\n/);
  return lines.map((line) => line.replace(/(^|\s)#.*$/, '').trim()).filter((line) => line !== '');
}

/** An option such as `-r` or `--find-links=`, and the value behind it. */
const option = /^(-[a-z]|--[a-z-]+)[\s=]*(.*)$/;

/** Adds a file of requirements and whatever its lines lead to on this machine. */
async function identify(file: string, identity: Map<string, string>): Promise<void> {
  if (identity.has(file)) return;
  const lines = linesOf(await readFile(file, 'utf8'));
  identity.set(file, lines.join('\n'));
  for (const line of lines) {
    const [, key, value = line] = option.exec(line) ?? [];
    const path = resolve(dirname(file), value.split(/[\s;[]/)[0]?.replace(/^file:(\/\/)?/, '') ?? '');
    if (isInclusion(key) && (await isFile(path))) await identify(path, identity);
    else for (const stamp of await stampsOf(path)) identity.set(stamp, stamp);
  }
}

function isInclusion(key: string | undefined): boolean {
  return ['-r', '--requirement', '-c', '--constraint'].includes(key ?? '');
}

/** `path size time` of a file, or of each in a folder; none where nothing is there: a requirement is rarely a path. */
async function stampsOf(path: string): Promise<string[]> {
  const info = await stat(path).catch(() => undefined);
  if (info?.isDirectory()) {
    const names = await readdir(path);
    return (await Promise.all(names.sort().map((child) => stampsOf(join(path, child))))).flat();
  }
  return info ? [`${path} ${info.size} ${info.mtimeMs}`] : [];
}
