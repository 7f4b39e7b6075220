import type { Document, YAMLError } from 'yaml';

/** A problem at an offset into the text. */
export interface SyntaxProblem {
  readonly offset: number;
  readonly what: string;
  readonly hint?: string;
}

/**
 * What makes a text not YAML, in plain words: its first error, and whatever else is wrong for a reason of its own
 * (the rest of the parser's errors only follow from the first). Empty when nothing is.
 */
export function explain(doc: Document.Parsed, text: string): SyntaxProblem[] {
  const [first, ...rest] = doc.errors.filter(oncePerLine(text));
  if (first) return [first, ...rest.filter((error) => standsAlone(error, text))].map((e) => inWords(e, text));
  if (doc.contents === null) return [{ offset: 0, what: 'the file is empty' }];
  return doc.warnings.map((warning) => inWords(warning, text));
}

function inWords(error: YAMLError, text: string): SyntaxProblem {
  const offset = error.pos[0];
  if (opensExpression(error, text)) {
    const what = 'a JSONata expression needs quotes in YAML';
    return { offset: offset - 1, what, hint: "Write '{% … %}'" };
  }
  const words = wordsFor[error.code]?.(text.slice(offset, error.pos[1]), error);
  return { offset, ...(words ?? { what: `this cannot be read: ${lowerFirst(error.message)}` }) };
}

type Words = Omit<SyntaxProblem, 'offset'>;
const wordsFor: Partial<Record<YAMLError['code'], (at: string, error: YAMLError) => Words>> = {
  TAB_AS_INDENT: () => ({ what: 'a tab is used for indentation', hint: 'YAML takes spaces only' }),
  MULTIPLE_DOCS: () => ({ what: 'a second YAML document starts here', hint: 'Keep one per file' }),
  BAD_DQ_ESCAPE: (_, { message }) => ({
    what: `"${message.slice(message.indexOf('\\'))}" is no escape that double quotes know`,
    hint: 'Use single quotes, or write the backslash twice',
  }),
  BAD_SCALAR_START: (at) => ({ what: `a text cannot begin with "${at}"`, hint: 'Put it in quotes' }),
  BLOCK_AS_IMPLICIT_KEY: () => ({
    what: 'a second ": " in one line, or lines that are not lined up',
    hint: 'Put a text that holds ": " in quotes, or correct the indentation',
  }),
  BAD_INDENT: (_, { message }) =>
    unclosed(message) ?? { what: 'this line is not indented like the ones it belongs to' },
  UNEXPECTED_TOKEN: (at) => ({ what: `"${at.split(/\s/)[0] ?? ''}" does not belong here` }),
  MISSING_CHAR: (_, { message }) => {
    if (message.endsWith('quote')) return { what: 'a text in quotes is never closed' };
    if (message.includes('map values')) return { what: 'this key has no ":" after it' };
    return unclosed(message) ?? { what: `this cannot be read: ${lowerFirst(message)}` };
  },
  TAG_RESOLVE_FAILED: (_, { message }) => ({
    what: `the tag ${message.slice(message.indexOf('!'))} means nothing here`,
    hint: 'Leave it out; ${…} refers to things',
  }),
};

function unclosed(message: string): Words | undefined {
  const bracket = /end with a ([\]}])$/.exec(message)?.[1];
  if (bracket === undefined) return undefined;
  return { what: `a "${bracket}" is missing before this`, hint: 'Close it, or indent the line further' };
}

function standsAlone(error: YAMLError, text: string): boolean {
  return error.code === 'BAD_DQ_ESCAPE' || opensExpression(error, text);
}

/** `{% … %}` without quotes: the parser takes `{` for a map and stumbles over `%`. */
function opensExpression({ code, pos: [offset] }: YAMLError, text: string): boolean {
  return code === 'BAD_SCALAR_START' && text.slice(offset - 1, offset + 1) === '{%';
}

function oncePerLine(text: string): (error: YAMLError) => boolean {
  let last: number | undefined;
  return ({ pos: [offset] }) => {
    const isNew = last === undefined || text.slice(last, offset).includes('\n');
    last = offset;
    return isNew;
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
