/** A JSONPath (or an expression with paths within) that cannot be read. */
export class SyntaxProblem extends Error {}

/** Reads a text from left to right. */
export class Cursor {
  readonly text: string;
  position: number;

  constructor(text: string, position = 0) {
    this.text = text;
    this.position = position;
  }

  get done(): boolean {
    return this.position >= this.text.length;
  }

  peek(ahead = 0): string {
    return this.text.charAt(this.position + ahead);
  }

  /** Steps over `token` where it comes next. */
  take(token: string): boolean {
    if (!this.text.startsWith(token, this.position)) return false;
    this.position += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) throw this.problem(`expected '${token}'`);
  }

  /** What the sticky expression matches here, stepped over. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  skipSpace(): void {
    this.match(/\s*/y);
  }

  problem(what: string): SyntaxProblem {
    return new SyntaxProblem(`${what} at position ${this.position} of ${this.text}`);
  }
}
