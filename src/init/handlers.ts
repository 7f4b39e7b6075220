/** The handlers that a source's text has, as far as lines can tell. */
import { defines } from '../workflow/functions/handlers.ts';
import type { Family } from '../workflow/functions/runtimes.ts';

/** What Lambda's console and the usual tools call them. */
const usual = { python: ['lambda_handler', 'handler'], nodejs: ['handler'] } as const;

/**
 * Functions at the top of a module that take an event and its context, by whatever name; where one of them has a usual
 * name, the others are its helpers.
 */
const shapes = {
  python: [/^def +(\w+) *\(\s*_{0,2}event\b[^)]*,\s*_{0,2}context\b/gm],
  nodejs: [
    /^export +(?:async +)?function +(\w+) *\(\s*_?event\b/gm,
    /^export +const +(\w+)(?: *:[^=\n]+)? *= *(?:async *)?(?:function *\w* *)?\(?\s*_?event\b/gm,
    /^(?:module\.)?exports\.(\w+) *= *(?:async *)?(?:function *\w* *)?\(?\s*_?event\b/gm,
  ],
};

/** Their names in the order of the text. Lambda does not wait for a coroutine of Python's, so that is none. */
export function handlersIn(text: string, family: Family): string[] {
  if (family !== 'python' && family !== 'nodejs') return [];
  const code = text.replace(comments[family], '').replace(/^async +def\b.*$/gm, '');
  const known = usual[family].find((name) => isDefined(code, name, family));
  if (known !== undefined) return [known];
  const found = shapes[family].flatMap((shape) => [...code.matchAll(shape)]);
  const names = found.sort((a, b) => a.index - b.index).map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !name.startsWith('_'));
}

const comments = { python: /^\s*#.*$/gm, nodejs: /^\s*(?:\/\/|\/?\*).*$/gm };

/** A name that a module of Python's imports is another module's handler. */
function isDefined(code: string, name: string, family: Family): boolean {
  return defines(family === 'python' ? code.replace(/^(?:from|import)\b.*$/gm, '') : code, name, family);
}
