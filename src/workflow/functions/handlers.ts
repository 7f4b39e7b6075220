import type { Family } from './runtimes.ts';

/** Whether text defines `name` at its top, as far as lines can tell. */
export function defines(text: string, name: string, family: Family): boolean {
  const word = escape(name);
  const forms =
    family === 'python'
      ? [`^(async +)?def +${word}\\b`, `^${word} *(:[^=\n]+)?=(?!=)`, `^(from|import) .*\\b${word}\\b`]
      : [
          `\\bexport +(async +)?(function\\*?|const|let|var|class) +${word}\\b`,
          `\\bexport *\\{[^}]{0,2000}\\b${word}\\b`,
          `\\bexports(\\.${word}\\b|\\[['"]${word}['"]\\])`,
          `\\bmodule\\.exports *= *\\{[^}]{0,2000}\\b${word}\\b`,
        ];
  return forms.some((form) => new RegExp(form, 'm').test(text));
}

/**
 * Whether text cannot possibly provide `name`: an answer of true is certain, so that no working function is refused.
 * Comment lines do not count; star imports, star exports and names made at run time leave it open.
 */
export function lacks(text: string, name: string, family: Family): boolean {
  const comments = family === 'python' ? /^\s*#.*$/gm : /^\s*\/\/.*$/gm;
  const code = text.replace(comments, '');
  const mentioned = new RegExp(`(?<![\\w$])${escape(name)}(?![\\w$])`).test(code);
  if (family === 'python')
    return !mentioned && !/import\s+\*|globals\(|locals\(|exec\(|setattr\(|__getattr__/.test(code);
  if (!/\bexports?\b/.test(code)) return true;
  return !mentioned && !/export\s*\*|module\.exports|exports\[|\bassign\(/.test(code);
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
