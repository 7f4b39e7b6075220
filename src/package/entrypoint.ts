/** Where a function's bundle begins, and how a TypeScript function's is found. */
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { modulePath } from './handler.ts';
import { isFile, reading, type Source } from './source.ts';

/** The module that holds the handler. */
export interface Entrypoint {
  /** Absolute path. */
  readonly file: string;
  /** Its path in the zip: `foo.ts` becomes `foo.mjs`. */
  readonly output: string;
  /** What Node takes the output for. */
  readonly format: 'esm' | 'cjs';
  /** Absolute folder that the zip's root stands for. */
  readonly root: string;
}

const extension = /\.[mc]?ts$/;

/** The source itself, or the file of the folder that the handler names; undefined where that is not TypeScript. */
export async function findEntrypoint(source: Source): Promise<Entrypoint | undefined> {
  const info = await reading(source, () => stat(source.source));
  if (info.isDirectory()) return inFolder(source);
  if (!extension.test(source.source)) return undefined;
  return {
    file: source.source,
    output: basename(source.source).replace(extension, '.mjs'),
    format: 'esm',
    root: dirname(source.source),
  };
}

async function inFolder({ source, handler }: Source): Promise<Entrypoint | undefined> {
  const module = modulePath(handler);
  if (module.split('/').includes('..')) return undefined;
  for (const ending of ['.ts', '.mts', '.cts']) {
    const file = join(source, module + ending);
    if (await isFile(file)) return { file, output: `${module}.mjs`, format: 'esm', root: source };
  }
  return undefined;
}

/** `nodejs22.x` runs on Node 22. */
export function nodeVersion(runtime: string): number {
  return Number(/\d+/.exec(runtime)?.[0]);
}
