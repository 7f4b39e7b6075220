/** One endpoint to a folder: a file that names the process that has it. */
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, DataFolderError, onFile } from './errors.ts';

/** Takes the folder; the function returned gives it back. Throws DataFolderError while another process that lives has it. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'lock');
  const mine = `${process.pid} ${await beginningOf(process.pid)}\n`;
  await onFile('written', file, async () => {
    while (!(await create(file, mine))) await overtake(file);
  });
  return () => rm(file, { force: true });
}

/** False where there is one. It appears with its text: nobody reads it half written. */
async function create(file: string, text: string): Promise<boolean> {
  const written = `${file}.${process.pid}`;
  await writeFile(written, text, { mode: 0o600 });
  try {
    await link(written, file);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    throw thrown;
  } finally {
    await rm(written, { force: true });
  }
}

/**
 * Takes the lock of a process that is dead away. By renaming: of two that find it dead, one may meet the other's new lock,
 * sees that it is another one, and puts it back.
 */
async function overtake(file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '');
  await requireDead(file, text);
  const aside = `${file}.dead.${process.pid}`;
  await rename(file, aside).catch(() => undefined);
  const taken = await readFile(aside, 'utf8').catch(() => text);
  if (taken !== text) await rename(aside, file);
  else await rm(aside, { force: true });
}

async function requireDead(file: string, text: string): Promise<void> {
  const [, pid, beginning] = /^(\d+) (\d*)\n$/.exec(text) ?? [];
  if (pid === undefined || !isAlive(Number(pid))) return;
  // Numbers of processes come again, in containers within seconds; together with their beginnings they do not.
  if (beginning !== (await beginningOf(Number(pid)))) return;
  throw new DataFolderError(
    `${file} says that process ${pid} serves this folder`,
    'Stop that one, or give --data another folder',
  );
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return codeOf(thrown) === 'EPERM';
  }
}

/** When a process began, as Linux counts it (proc_pid_stat(5), field 22); empty elsewhere. */
async function beginningOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
