/** Takes out of a folder of installed packages what tells of this machine or of the installer, and runs nothing. */
import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * RECORD lists hashes of what is removed here; the others say who installed, why and from where. What
 * `importlib.metadata` is asked for (versions, entry points, metadata) stays.
 */
const records = ['RECORD', 'INSTALLER', 'REQUESTED', 'direct_url.json', 'uv_build.json', 'uv_cache.json'];

/** Compiled files stay out of the zip by its own rules; times and modes do not go into it. */
export async function tidy(folder: string): Promise<void> {
  const names = await readdir(folder);
  const infos = names.filter((name) => name.endsWith('.dist-info'));
  const paths = infos.flatMap((info) => records.map((record) => join(folder, info, record)));
  const scripts = await scriptsIn(join(folder, 'bin'));
  const gone = [...paths, ...scripts, join(folder, '.lock')];
  await Promise.all(gone.map((path) => rm(path, { force: true })));
}

/** They name this machine's Python in their first line; programs stay. */
async function scriptsIn(bin: string): Promise<string[]> {
  const children = await readdir(bin, { withFileTypes: true }).catch(() => []);
  const files = children.filter((child) => child.isFile()).map(({ name }) => join(bin, name));
  const begins = await Promise.all(files.map(firstTwoBytes));
  return files.filter((_, index) => begins[index] === '#!');
}

async function firstTwoBytes(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
