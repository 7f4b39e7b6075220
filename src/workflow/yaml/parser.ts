/** The parser of `yaml`, bounded: what a text costs to read depends on its lexemes and on its mistakes, not on its bytes. */
import { Composer, Lexer, Parser, YAMLParseError, type CST, type Document, type LineCounter } from 'yaml';

/**
 * Words, signs, spaces and ends of lines. 2,000 steps with all that they may have are half as many; what costs most, empty
 * maps in a list, takes about a second.
 */
const mostLexemes = 400_000;
/** Only the first is shown, with those that do not follow from it. */
const mostErrors = 100;
const tooMuch = `the file has more than ${mostLexemes} words and signs, and is read up to here`;

/** Why there is no document. */
export class Unreadable extends Error {
  /** Where reading has stopped: characters from the start of the text. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'Unreadable';
    this.offset = offset;
  }
}

/** The first document of a text, with everything that is wrong with it; or that it is too large or too deep. */
export function readDocument(text: string, lines: LineCounter): Document.Parsed | Unreadable {
  try {
    return withoutStacks(() => compose(text, lines));
  } catch (thrown) {
    if (thrown instanceof Unreadable) return thrown;
    // The composer goes down by recursion.
    if (thrown instanceof RangeError) return new Unreadable('the file is nested deeper than can be read', 0);
    throw thrown;
  }
}

function compose(text: string, lines: LineCounter): Document.Parsed {
  const composer = new Composer({ uniqueKeys: false, intAsBigInt: true });
  const [first, second] = composer.compose(tokensOf(text, lines), true, text.length);
  if (!first) throw new Error('the composer always ends with a document');
  if (second) {
    const [start, end] = second.range;
    first.errors.push(new YAMLParseError([start, end], 'MULTIPLE_DOCS', 'there is a second document'));
  }
  return first;
}

/** As the parser does it by itself, but for the bounds. */
function* tokensOf(text: string, lines: LineCounter): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let [lexemes, errors] = [0, 0];
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    if (lexemes > mostLexemes) throw new Unreadable(tooMuch, parser.offset);
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') errors += 1;
      yield token;
    }
    if (errors >= mostErrors) break;
  }
  yield* parser.end();
}

/** The parser makes an Error of each mistake; where in the parser it was made costs more than all the reading. */
function withoutStacks<T>(work: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
