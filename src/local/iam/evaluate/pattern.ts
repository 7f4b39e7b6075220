/** Texts of policies that stand for many: wildcards `*` and `?`, variables `${key}`, ARNs segment by segment. */

/** Stands for any number of characters. */
const many = Symbol('*');
/** Stands for one character. */
const one = Symbol('?');

/** A pattern in pieces: single characters and wildcards. */
export type Pattern = readonly (string | typeof many | typeof one)[];

/** A variable's value; undefined where the request has none. */
export type Variables = (name: string) => string | undefined;

/** Reads a pattern. What a variable brings is plain text, wildcards in it included. Undefined: a variable has no value. */
export function parsePattern(text: string, variables?: Variables): Pattern | undefined {
  const pieces = split(text, variables);
  if (pieces.includes(undefined)) return undefined;
  return pieces.flatMap((piece) => {
    if (piece?.plain) return Array.from(piece.text);
    return Array.from(piece?.text ?? '').map((character) => wildcards[character] ?? character);
  });
}

const wildcards: Readonly<Record<string, typeof many | typeof one>> = { '*': many, '?': one };

/** A text whose variables count and whose wildcards do not. Undefined: a variable has no value. */
export function expand(text: string, variables?: Variables): string | undefined {
  const pieces = split(text, variables);
  return pieces.includes(undefined) ? undefined : pieces.map((piece) => piece?.text).join('');
}

interface Piece {
  readonly text: string;
  readonly plain: boolean;
}

function split(text: string, variables?: Variables): (Piece | undefined)[] {
  if (!variables) return [{ text, plain: false }];
  return text.split(/(\$\{[^}]*\})/).map((part) => {
    if (!part.startsWith('${')) return { text: part, plain: false };
    const value = valueOf(part.slice(2, -1), variables);
    return value === undefined ? undefined : { text: value, plain: true };
  });
}

/** `key`, `key, 'default'`, or one of the characters that would otherwise mean something: `*`, `?`, `$`. */
function valueOf(variable: string, variables: Variables): string | undefined {
  if (/^[*?$]$/.test(variable)) return variable;
  const [, name = '', fallback] = /^\s*([^,]*?)\s*(?:,\s*'(.*)'\s*)?$/.exec(variable) ?? [];
  return variables(name) ?? fallback;
}

/** Whether the pattern covers the whole text. Linear in practice: falls back to the last `*` alone. */
export function matches(pattern: Pattern, text: string): boolean {
  const characters = Array.from(text);
  let at = 0;
  let next = 0;
  let lastMany = -1;
  let resumeAt = 0;
  while (at < characters.length) {
    const piece = pattern[next];
    if (piece === many) {
      lastMany = next;
      next += 1;
      resumeAt = at;
    } else if (piece === one || (piece !== undefined && piece === characters[at])) {
      next += 1;
      at += 1;
    } else if (lastMany >= 0) {
      next = lastMany + 1;
      resumeAt += 1;
      at = resumeAt;
    } else {
      return false;
    }
  }
  return pattern.slice(next).every((piece) => piece === many);
}

/**
 * Whether an ARN pattern covers an ARN: a wildcard stays within its segment, and a pattern of fewer than six segments
 * is completed with `*` (IAM user guide, "Resource").
 */
export function matchesArn(pattern: Pattern, arn: string): boolean {
  if (pattern.length === 1 && pattern[0] === many) return true;
  const patterns = segments(pattern, ':');
  const parts = segments(Array.from(arn), ':').map((segment) => segment.join(''));
  while (patterns.length < arnSegments) patterns.push([many]);
  return parts.length === arnSegments && patterns.every((part, index) => matches(part, parts[index] ?? ''));
}

const arnSegments = 6;

/** Splits at the first five colons. */
function segments<Piece>(pieces: readonly Piece[], separator: Piece): Piece[][] {
  const found: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece === separator && found.length < arnSegments) found.push([]);
    else found.at(-1)?.push(piece);
  }
  return found;
}
