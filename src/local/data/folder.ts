/** The folder of `--data`: `version`, `lock`, the journal `state.jsonl`, `blobs/`, and `dynamodb/`. */
import { chmod, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, DataFolderError, onFile } from './errors.ts';
import { Journal, syncFolder } from './journal.ts';
import { lockFolder } from './lock.ts';

const format = 'Stepline data, format 1\n';

/** What may lie in a folder whose making was interrupted. */
const beginnings = /^(lock.*|state\.jsonl(\.new)?|version\.new)$/;

export interface OwnedFolder {
  readonly journal: string;
  readonly blobs: string;
  readonly dynamoDb: string;
  /** Whether it was made now. */
  readonly isNew: boolean;
  /** Lets others have it. */
  readonly release: () => Promise<void>;
}

/** Makes the folder where it is missing, and takes it. Throws DataFolderError. */
export async function takeFolder(folder: string): Promise<OwnedFolder> {
  await onFile('made', folder, () => mkdir(folder, { recursive: true, mode: 0o700 }));
  const isNew = await requireOurs(folder);
  const release = await lockFolder(folder);
  const files = {
    journal: join(folder, 'state.jsonl'),
    blobs: join(folder, 'blobs'),
    dynamoDb: join(folder, 'dynamodb'),
  };
  try {
    if (isNew) await begin(folder, files.journal);
    await onFile('read', files.journal, () => stat(files.journal));
    await onFile('made', files.dynamoDb, () => mkdir(files.dynamoDb, { recursive: true, mode: 0o700 }));
  } catch (thrown) {
    await release();
    throw thrown;
  }
  return { ...files, isNew, release };
}

/** Answers whether it is a new one. Throws DataFolderError for another format, and for a folder of something else. */
async function requireOurs(folder: string): Promise<boolean> {
  const file = join(folder, 'version');
  const version = await onFile('read', file, () => readFile(file, 'utf8').catch(undefinedIfMissing));
  if (version === format) return false;
  if (version !== undefined) throw foreign(file, version);
  const names = await onFile('read', folder, () => readdir(folder));
  if (names.every((name) => beginnings.test(name)) && (await isEmpty(join(folder, 'state.jsonl'))))
    return true;
  const hint = 'Give --data an empty folder, or one that is not there yet';
  throw new DataFolderError(`${folder} holds other files, and is no folder of stepline local`, hint);
}

function foreign(file: string, version: string): DataFolderError {
  const told = JSON.stringify(version.trim().slice(0, 80));
  return new DataFolderError(
    `${file} says ${told}, and this Stepline reads ${JSON.stringify(format.trim())}`,
    'Use the Stepline that wrote it, or give --data another folder',
  );
}

async function isEmpty(file: string): Promise<boolean> {
  const found = await stat(file).catch(undefinedIfMissing);
  return (found?.size ?? 0) === 0;
}

function undefinedIfMissing(thrown: unknown): undefined {
  if (codeOf(thrown) !== 'ENOENT') throw thrown;
}

/** The version comes last: a folder that has one is whole. Keys and code are in there: it is its owner's alone. */
async function begin(folder: string, journal: string): Promise<void> {
  await (await Journal.write(journal, [])).close();
  const file = join(folder, 'version');
  await onFile('written', file, async () => {
    await chmod(folder, 0o700);
    await writeFile(`${file}.new`, format, { mode: 0o600, flush: true });
    await rename(`${file}.new`, file);
    await syncFolder(folder);
  });
}
