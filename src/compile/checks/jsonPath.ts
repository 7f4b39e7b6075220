import type { Finding } from './finding.ts';
import type { Machine } from './machine.ts';
import { pathsIn } from './texts.ts';

/** A root (`$`, `$$` or a variable), then members, brackets and Jayway's functions. What is in brackets is AWS's to judge. */
const path =
  /^\$(?:\$|[\p{ID_Start}_][\p{ID_Continue}]*)?(?:\.{1,2}(?:\*|[^.[\]()\s]+(?:\(\))?|(?=\[))|\[(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\]'"])*\])*/u;

/** Paths whose members or brackets do not go on, each where it stops. */
export function brokenPaths({ states }: Machine): Finding[] {
  return states.flatMap(pathsIn).flatMap(({ path: at, text }): Finding[] => {
    const offset = path.exec(text)?.[0].length;
    if (offset === undefined || !/^(\.*|\[[^\]]*)$/.test(text.slice(offset)) || offset === text.length)
      return [];
    const what = text.charAt(offset) === '[' ? 'a "[" is never closed' : 'a name is missing behind this "."';
    return [
      {
        path: at,
        excerpt: { text, offset },
        what: `this JSONPath cannot be read: ${what}`,
        severity: 'error',
      },
    ];
  });
}
