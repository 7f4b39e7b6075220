/** The files of a source: of a folder all that its ignore rules leave, of a file that one under its own name. */
import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { fileEntry, type Entry } from './entry.ts';
import { ignoreRules } from './ignoreRules.ts';
import { limits } from './limits.ts';
import { reading, refuse, shown, type Source } from './source.ts';

/**
 * Entries in no particular order; empty folders leave no trace. Symbolic links are followed as long as they stay inside
 * the folder. Throws UserError for what cannot go into a zip, and as soon as the limits are reached.
 */
export async function walk(source: Source, signal?: AbortSignal): Promise<Entry[]> {
  const root = await reading(source, () => realpath(source.source));
  const info = await reading(source, () => stat(root));
  const ignored = info.isDirectory() ? await reading(source, () => ignoreRules(root)) : () => false;
  const found = new Walk(source, root, ignored, signal);
  if (info.isDirectory()) await found.folder('', [root]);
  else found.file(basename(source.source), root, info);
  return found.entries;
}

class Walk {
  readonly entries: Entry[] = [];
  readonly #source: Source;
  readonly #root: string;
  readonly #ignored: (path: string) => boolean;
  readonly #signal: AbortSignal | undefined;
  #seen = 0;
  #bytes = 0;

  constructor(source: Source, root: string, ignored: (path: string) => boolean, signal?: AbortSignal) {
    this.#source = source;
    this.#root = root;
    this.#ignored = ignored;
    this.#signal = signal;
  }

  /** `parents` are the real folders down to this one, itself included, so that a link back to one of them is seen. */
  async folder(prefix: string, parents: readonly string[]): Promise<void> {
    const real = parents.at(-1) ?? this.#root;
    const children = await reading(this.#source, () => readdir(real, { withFileTypes: true }));
    for (const child of children)
      await this.#child(child, prefix + child.name, join(real, child.name), parents);
  }

  async #child(child: Dirent, path: string, real: string, parents: readonly string[]): Promise<void> {
    this.#signal?.throwIfAborted();
    if (this.#ignored(child.isDirectory() ? `${path}/` : path)) return;
    if (++this.#seen > limits.entries) throw this.#tooBig(`more than ${limits.entries} files`);
    const target = child.isSymbolicLink() ? await this.#target(real, parents) : real;
    const info = await reading(this.#source, () => stat(target));
    if (info.isDirectory()) await this.folder(`${path}/`, [...parents, target]);
    else this.file(path, target, info);
  }

  file(path: string, real: string, info: Stats): void {
    if (!info.isFile()) throw this.#refuse(real, 'is neither a file nor a folder');
    if (path.includes('\\'))
      throw this.#refuse(real, 'has a backslash in its name, which zip files cannot hold');
    this.#bytes += info.size;
    if (this.#bytes >= limits.unzippedBytes) throw this.#tooBig(`${limits.unzippedBytes} bytes or more`);
    this.entries.push(fileEntry(path, real, info.mode));
  }

  /** The real path behind a link. */
  async #target(link: string, parents: readonly string[]): Promise<string> {
    const target = await realpath(link).catch(() => undefined);
    if (target === undefined) throw this.#refuse(link, 'is a symbolic link that leads nowhere');
    if (parents.includes(target)) throw this.#refuse(link, 'is a symbolic link to a folder that it lies in');
    const inside = target.startsWith(this.#root.endsWith(sep) ? this.#root : this.#root + sep);
    if (!inside)
      throw this.#refuse(link, `is a symbolic link that leaves ${shown(this.#root)} (to ${target})`);
    return target;
  }

  #refuse(path: string, why: string): Error {
    return refuse(this.#source, `${shown(path)} ${why}`, 'Remove it, or name it in .steplineignore');
  }

  #tooBig(size: string): Error {
    const what = `${shown(this.#source.source)} holds ${size}, more than Lambda or Stepline takes`;
    return refuse(this.#source, what, 'Name a smaller folder, or leave files out with .steplineignore');
  }
}
