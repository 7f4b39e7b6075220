/**
 * TypeScript: one module at the zip's root, bundled by the user's own esbuild where it is installed; else the function's
 * own files with their types taken out (stripTypes.ts). The two ways give different zips of the same source: where esbuild
 * comes and goes between machines, so does "changed".
 */
import type { Entry } from './entry.ts';
import { findEntrypoint } from './entrypoint.ts';
import { bundle, findEsbuild } from './esbuild.ts';
import { modulePath } from './handler.ts';
import type { Language } from './language.ts';
import type { Source } from './source.ts';
import { stripTypes } from './stripTypes.ts';

export const typescript: Language = { files, handlerFiles: (handler) => [`${modulePath(handler)}.mjs`] };

async function files(source: Source, signal?: AbortSignal): Promise<Entry[]> {
  const entrypoint = await findEntrypoint(source);
  if (!entrypoint) return [];
  const esbuild = findEsbuild(source, entrypoint);
  return esbuild ? bundle(esbuild, source, entrypoint, signal) : stripTypes(source, entrypoint, signal);
}
