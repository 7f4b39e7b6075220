/** A folder that brings its own runtime: as it is, started through its executable `bootstrap`. */
import type { Entry } from './entry.ts';
import type { Language } from './language.ts';
import { refuse, shown, type Source } from './source.ts';
import { walk } from './walk.ts';

export const provided: Language = { files, handlerFiles: () => ['bootstrap'] };

async function files(source: Source, signal?: AbortSignal): Promise<Entry[]> {
  const entries = await walk(source, signal);
  const bootstrap = entries.find(({ path }) => path === 'bootstrap');
  if (!bootstrap) throw missing(source);
  if (!bootstrap.executable) throw notExecutable(source);
  return entries;
}

function missing(source: Source): Error {
  const what = `${shown(source.source)} has no bootstrap, which ${source.runtime} starts`;
  return refuse(source, what, 'Add an executable file named bootstrap at the top of the folder');
}

function notExecutable(source: Source): Error {
  const what = `the bootstrap of ${shown(source.source)} is not executable`;
  return refuse(source, what, 'Run chmod +x on it (in git: git update-index --chmod=+x)');
}
