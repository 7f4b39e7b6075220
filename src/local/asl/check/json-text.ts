import type { Diagnostic } from '../diagnostic.ts';
import type { Json } from '../../../json.ts';

/** The document that a definition's text holds, or the finding that it is no JSON (in the words of Jackson, which AWS parses with). */
export function parseText(text: string): { readonly document: Json } | { readonly diagnostic: Diagnostic } {
  try {
    return { document: JSON.parse(text) as Json };
  } catch {
    return { diagnostic: text.trim() === '' ? notAnObject : invalid(text) };
  }
}

export const notAnObject: Diagnostic = {
  severity: 'ERROR',
  code: 'SCHEMA_VALIDATION_FAILED',
  message: 'Definition must be a valid JSON object',
};

function invalid(text: string): Diagnostic {
  const { problem, position } = firstProblem(text);
  const before = text.slice(0, position).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const location = `[Source: (String)"${excerpt(text)}"; line: ${before.length}, column: ${column}]`;
  return {
    severity: 'ERROR',
    code: 'INVALID_JSON_DESCRIPTION',
    message: `${problem}\n at ${location}`,
    location,
  };
}

/** Jackson shows the first 500 characters of what it read. */
function excerpt(text: string): string {
  const rest = text.length - 500;
  return rest > 0 ? `${text.slice(0, 500)}"[truncated ${rest} chars]` : text;
}

const expected = "was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const token =
  /\s+|[{}[\]:,]|"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w])|(?:true|false|null)\b/y;

/** Walks over what is well-formed; the words and places are Jackson's for the usual slips. */
function firstProblem(text: string): { readonly problem: string; readonly position: number } {
  let position = 0;
  let previous = '';
  for (;;) {
    token.lastIndex = position;
    const found = token.exec(text)?.[0];
    if (found === undefined) break;
    if (found === '}' && previous === ',')
      return {
        problem: unexpected('}', 'was expecting double-quote to start field name'),
        position: position + 1,
      };
    if (found === ']' && previous === ',')
      return { problem: unexpected(']', expected), position: position + 1 };
    if (found.trim() !== '') previous = found;
    position += found.length;
  }
  if (position >= text.length) {
    return { problem: 'Unexpected end-of-input: expected close marker', position };
  }
  const word = /^[\p{L}\p{N}_$]+/u.exec(text.slice(position))?.[0];
  if (word === undefined)
    return { problem: unexpected(text.charAt(position), expected), position: position + 1 };
  return { problem: `Unrecognized token '${word}': ${expected}`, position: position + word.length };
}

function unexpected(character: string, hint: string): string {
  return `Unexpected character ('${character}' (code ${character.charCodeAt(0)})): ${hint}`;
}
