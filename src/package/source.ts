/** What is to be packaged, and how the room speaks of it. */
import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { UserError, type Position } from '../errors.ts';
import type { Architecture, ArtifactsSpec } from '../workflow/workflow.ts';
import type { Platform } from './platform.ts';

export interface Source {
  /** Absolute path of a file or a folder. */
  readonly source: string;
  /** A Lambda runtime identifier, such as `python3.13`. */
  readonly runtime: string;
  /** `module.function`, as Lambda wants it, for the packaged form of the source. */
  readonly handler: string;
  /** Where the workflow names the source. */
  readonly at?: Position;
  /** Absolute folder of the workflow: the user's own esbuild is looked for from there too. */
  readonly folder: string;
  /** Of the processor that runs it on Lambda; x86_64 unless given. */
  readonly architecture?: Architecture;
  /** Where a zip goes that is too large for a request. */
  readonly artifacts?: ArtifactsSpec;
  /** ARNs of the layers that lie beside it. */
  readonly layers?: readonly string[];
  /** Where the package is to run; without one, packages that must be installed first stay out. */
  readonly platform?: Platform;
}

/** The user's mistake, at the place in the workflow that names the source. */
export function refuse({ at }: Source, what: string, hint: string): UserError {
  return new UserError({ what, hint, ...(at && { at }) });
}

/** What `action` answers; where the operating system refuses it a file, that is the user's mistake. */
export async function reading<T>(source: Source, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw isSystemError(error) ? unreadable(source, error) : error;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

function unreadable(source: Source, { code, path, message }: NodeJS.ErrnoException): UserError {
  const place = shown(path ?? source.source);
  if (code === 'ENOENT') return refuse(source, `${place} does not exist`, 'Correct the path, or create it');
  return refuse(source, `${place} cannot be read (${message})`, 'Make it readable, or leave it out');
}

/** A path as the user would type it: relative to the current folder. */
export function shown(path: string): string {
  return relative(process.cwd(), path) || '.';
}

export async function isFile(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => undefined);
  return info?.isFile() ?? false;
}

export async function isFolder(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => undefined);
  return info?.isDirectory() ?? false;
}
