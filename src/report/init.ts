/** A new project → lines for people, and a document for machines. */
import type { Initialised } from '../init/project.ts';
import type { Problem } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { printableLine } from './printable.ts';
import { problemDocument } from './problems.ts';
import type { Style } from './style.ts';

/** The files that were written, and what they are made of. */
export function initLines({ functions, isNew, written }: Initialised, style: Style): string[] {
  const found = functions.map(({ key, source, handler, runtime }) => {
    const what = handler === undefined ? source : `${source} ${handler}`;
    return `  ${key}  ${style.dim(printableLine(`${what}  ${runtime}`))}`;
  });
  return [
    isNew
      ? 'no handlers found: a beginning'
      : `${functions.length} ${functions.length === 1 ? 'handler' : 'handlers'} found`,
    ...(isNew ? [] : found),
    ...written.map((path) => `${style.green('+')} ${printableLine(path)}`),
  ];
}

export function initDocument(made: Initialised, problems: readonly Problem[]): JsonObject {
  const { workflow, name, functions, isNew, written } = made;
  return {
    workflow,
    name,
    isNew,
    functions: functions.map((one) => ({ ...one })),
    written,
    problems: problems.map(problemDocument),
  };
}
