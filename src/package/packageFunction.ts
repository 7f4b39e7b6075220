/** A function's source -> the zip that Lambda takes. */
import type { Entry } from './entry.ts';
import { findEntrypoint } from './entrypoint.ts';
import { javascript } from './javascript/javascript.ts';
import type { Language } from './language.ts';
import type { Package } from './package.ts';
import { provided } from './provided.ts';
import { python } from './python/python.ts';
import { refuse, shown, type Source } from './source.ts';
import { typescript } from './typescript.ts';
import { zip } from './zip.ts';

/**
 * Packages the file or folder `source.source` for its runtime. The same files give the same zip and the same content hash,
 * whatever their times, their folder, their order on the disk and the machine's time zone. A folder's `.steplineignore`
 * (in .gitignore's syntax) says what else stays out, besides what tools leave behind (`.git`, `__pycache__`, …).
 * Throws UserError for a source that is not there, cannot be packaged, is too large for Lambda, or lacks the handler's file.
 */
export async function packageFunction(source: Source, signal?: AbortSignal): Promise<Package> {
  const language = await languageOf(source);
  const entries = await language.files(source, signal);
  requireHandler(source, language, entries);
  return zip(source, entries, signal);
}

async function languageOf(source: Source): Promise<Language> {
  const { runtime } = source;
  if (/^python3\.\d+$/.test(runtime)) return python;
  if (/^nodejs\d+\.x$/.test(runtime)) return (await findEntrypoint(source)) ? typescript : javascript;
  if (runtime.startsWith('provided.')) return provided;
  throw refuse(source, `Stepline does not package ${runtime}`, 'Use python3.*, nodejs*.x or provided.*');
}

/** Lambda would only say so at the first invocation. */
function requireHandler(source: Source, language: Language, entries: readonly Entry[]): void {
  const wanted = language.handlerFiles(source.handler);
  if (entries.some(({ path }) => wanted.includes(path))) return;
  const what = `${shown(source.source)} gives no ${wanted[0] ?? ''}, where the handler ${source.handler} is looked for`;
  throw refuse(source, what, 'Correct the handler, or add the file');
}
