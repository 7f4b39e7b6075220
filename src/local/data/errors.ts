/** What is wrong with a folder of data, in one line: what, where, and what to do. */
export class DataFolderError extends Error {
  readonly hint: string;

  constructor(what: string, hint: string) {
    super(what);
    this.name = 'DataFolderError';
    this.hint = hint;
  }
}

/** By its name: the embedded AWS is a bundle of its own in dist/, with a class of its own. */
export function isDataFolderError(thrown: unknown): thrown is DataFolderError {
  return thrown instanceof Error && thrown.name === 'DataFolderError';
}

/** What the file system says, in words. Other codes speak for themselves. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'it is a file',
  EISDIR: 'it is a folder',
  ENOENT: 'it is not there',
  ENOSPC: 'no space is left',
  ENOTDIR: 'a part of its path is a file',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
};

/** Does what a file is needed for; a failure of the file system becomes a DataFolderError that names the file. */
export async function onFile<Result>(
  doing: 'read' | 'written' | 'made',
  file: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === undefined) throw thrown;
    const hint = 'Make it one that this user can read and write, or give --data another folder';
    throw new DataFolderError(`${file} cannot be ${doing}: ${reasons[code] ?? code}`, hint);
  }
}

/** The code of an error of the file system, such as ENOENT. */
export function codeOf(thrown: unknown): string | undefined {
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
