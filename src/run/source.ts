/** The line of a function's source that a traceback names. */
import { existsSync, statSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import type { Position } from '../errors.ts';

interface Frame {
  /** Path inside the package. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where Lambda unpacks a package. */
const python = /^\s*File "\/var\/task\/([^"]+)", line (\d+)/;
const node = /^\s*at .*?\/var\/task\/([^:()]+):(\d+):(\d+)\)?$/;

/**
 * The innermost call that stands in the user's own source, a file or a folder; undefined when the traceback names
 * none. Python lists the innermost call last, Node first.
 */
export function sourceLine(trace: readonly string[], source: string): Position | undefined {
  const innermostFirst = [...framesIn(trace, python).reverse(), ...framesIn(trace, node)];
  for (const { file, line, column } of innermostFirst) {
    const path = sourceFile(file, source);
    if (path !== undefined) return { file: relative(process.cwd(), path), line, column };
  }
  return undefined;
}

function framesIn(trace: readonly string[], pattern: RegExp): Frame[] {
  return trace.flatMap((text) => {
    const [, file, line, column = '1'] = pattern.exec(text) ?? [];
    return file === undefined ? [] : [{ file, line: Number(line), column: Number(column) }];
  });
}

/** TypeScript is packaged under JavaScript's ending, its lines where they were. */
const endings: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.js', '.ts', '.tsx', '.jsx'],
  '.mjs': ['.mjs', '.mts', '.ts', '.js', '.tsx', '.jsx'],
  '.cjs': ['.cjs', '.cts'],
};

/** The file of the repository behind a file of the package; none for dependencies, and for what the function only says. */
function sourceFile(file: string, source: string): string | undefined {
  if (!existsSync(source) || /(^|\/)(node_modules|\.\.)\//.test(file)) return undefined;
  const isFolder = statSync(source).isDirectory();
  const stem = file.slice(0, file.length - extname(file).length);
  const candidates = (endings[extname(file)] ?? [extname(file)]).map((ending) => `${stem}${ending}`);
  if (isFolder) return candidates.map((name) => join(source, name)).find(existsSync);
  return candidates.includes(basename(source)) ? source : undefined;
}
