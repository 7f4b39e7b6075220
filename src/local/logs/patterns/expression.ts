/** Conditions of filter patterns: `$.level = "error" && ($.ms > 100 || $.retry IS TRUE)`. */
import type { Json } from '../../../json.ts';
import { invalidParameter } from '../errors.ts';
import { plainOperand, quotedOperand, regularOperand, type Operand } from './operand.ts';

/** The values that a selector finds in what is tested; none where there is nothing. */
export type Select<Subject> = (subject: Subject) => readonly Json[];
type Condition<Subject> = (subject: Subject) => boolean;

type Token =
  | { readonly kind: 'sign'; readonly text: string }
  | { readonly kind: 'state'; readonly text: string }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'operand'; readonly operand: Operand };

/** `&&` binds closer than `||`. What the selectors mean is the caller's to say. Throws InvalidParameter. */
export function parseExpression<Subject>(
  text: string,
  selectorOf: (name: string) => Select<Subject>,
): Condition<Subject> {
  const parser = new Parser([...tokensOf(text)], selectorOf);
  const condition = parser.disjunction();
  if (!parser.isDone) throw invalid();
  return condition;
}

const lexicon = [
  /\s*(?<sign>&&|\|\||[()]|[<>!]=|[=<>])/,
  /\s*(?<state>IS\s+NULL|IS\s+TRUE|IS\s+FALSE|NOT\s+EXISTS)\b/,
  /\s*"(?<quoted>(?:[^"\\]|\\.)*)"/,
  /\s*%(?<regular>[^%]*)%/,
  /\s*(?<word>(?:\[(?:'[^']*'|"[^"]*"|\d+|\*)\]|[^\s()=!<>&|"%[\]])+)/,
];
const token = new RegExp(lexicon.map(({ source }) => source).join('|'), 'iy');

function* tokensOf(text: string): Generator<Token> {
  const trimmed = text.trimEnd();
  for (let at = 0; at < trimmed.length; at = token.lastIndex) {
    token.lastIndex = at;
    const groups = token.exec(trimmed)?.groups;
    if (!groups) throw invalid();
    const { sign, state, quoted, regular, word = '' } = groups;
    if (sign !== undefined) yield { kind: 'sign', text: sign };
    else if (state !== undefined) yield { kind: 'state', text: state.toUpperCase().replace(/\s+/, ' ') };
    else if (quoted !== undefined) yield { kind: 'operand', operand: quotedOperand(quoted) };
    else if (regular !== undefined) yield { kind: 'operand', operand: regularOperand(regular) };
    else yield { kind: 'word', text: word };
  }
}

class Parser<Subject> {
  readonly #tokens: Token[];
  readonly #selectorOf: (name: string) => Select<Subject>;

  constructor(tokens: Token[], selectorOf: (name: string) => Select<Subject>) {
    this.#tokens = tokens;
    this.#selectorOf = selectorOf;
  }

  get isDone(): boolean {
    return this.#tokens.length === 0;
  }

  disjunction(): Condition<Subject> {
    const parts = [this.#conjunction()];
    while (this.#takes('||')) parts.push(this.#conjunction());
    return (subject) => parts.some((part) => part(subject));
  }

  #conjunction(): Condition<Subject> {
    const parts = [this.#comparison()];
    while (this.#takes('&&')) parts.push(this.#comparison());
    return (subject) => parts.every((part) => part(subject));
  }

  #comparison(): Condition<Subject> {
    if (this.#takes('(')) {
      const inner = this.disjunction();
      if (!this.#takes(')')) throw invalid();
      return inner;
    }
    const [subject, next] = this.#tokens.splice(0, 2);
    if (subject?.kind !== 'word' || next === undefined) throw invalid();
    const holds = next.kind === 'state' ? states[next.text] : compare(next, this.#tokens.shift());
    if (!holds) throw invalid();
    const select = this.#selectorOf(subject.text);
    return (tested) => holds(select(tested));
  }

  #takes(sign: string): boolean {
    const [next] = this.#tokens;
    if (next?.kind !== 'sign' || next.text !== sign) return false;
    this.#tokens.shift();
    return true;
  }
}

type Holds = (values: readonly Json[]) => boolean;

const states: Readonly<Record<string, Holds>> = {
  'IS NULL': (values) => values.includes(null),
  'IS TRUE': (values) => values.includes(true),
  'IS FALSE': (values) => values.includes(false),
  'NOT EXISTS': (values) => values.length === 0,
};

/** What is not there is neither equal nor different; lists and objects are not compared. */
function compare(sign: Token, value: Token | undefined): Holds | undefined {
  if (sign.kind !== 'sign' || (value?.kind !== 'word' && value?.kind !== 'operand')) return undefined;
  const operand = value.kind === 'word' ? plainOperand(value.text) : value.operand;
  if (sign.text === '=') return (values) => values.some(operand.equals);
  if (sign.text === '!=') {
    return (values) => values.some(isComparable) && !values.some(operand.equals);
  }
  const { number } = operand;
  const ordered = orders[sign.text];
  if (!ordered || number === undefined) return undefined;
  return (values) => values.some((one) => typeof one === 'number' && ordered(one, number));
}

function isComparable(value: Json): boolean {
  return typeof value !== 'object';
}

const orders: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function invalid(): Error {
  return invalidParameter('Invalid filter pattern');
}
