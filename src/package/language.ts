/** What a language has to tell about its functions. */
import type { Entry } from './entry.ts';
import type { Source } from './source.ts';

export interface Language {
  /** The files of the zip, in any order. Throws UserError. */
  files(source: Source, signal?: AbortSignal): Promise<Entry[]>;
  /** Paths in the zip, one of which Lambda loads for this handler. */
  handlerFiles(handler: string): readonly string[];
}
