/** A user's project in a folder of its own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Project extends AsyncDisposable {
  readonly folder: string;
  write(files: Readonly<Record<string, string>>): Promise<void>;
}

export async function createProject(files: Readonly<Record<string, string>>): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'stepline-project-'));
  const write: Project['write'] = async (some) => {
    for (const [name, text] of Object.entries(some)) await writeFile(join(folder, name), text);
  };
  await write(files);
  return { folder, write, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
