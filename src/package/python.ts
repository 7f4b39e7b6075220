/** Python: the file or folder as it is. Dependencies are what stands in the folder (`pip install --target`). */
import type { Language } from './language.ts';
import { walk } from './walk.ts';

export const python: Language = { files: walk, handlerFiles };

/** `a.b.handler` and `a/b.handler` are the function `handler` of the module a.b. */
function handlerFiles(handler: string): string[] {
  const module = handler.slice(0, handler.lastIndexOf('.')).replaceAll('.', '/');
  return [`${module}.py`, `${module}/__init__.py`];
}
