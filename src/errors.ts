/** One-based line and column, as editors count. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A place in a file of the user's. */
export interface Position extends Place {
  /** Path as the user would type it, relative to the current folder. */
  readonly file: string;
}

/** One thing wrong with what the user gave: what it is, where it is, what to do about it. */
export interface Problem {
  readonly what: string;
  readonly hint?: string;
  readonly at?: Position;
  /** Behind the last character of what stands there, where that is known. */
  readonly end?: Place;
  /** Notes a thing that works today but deserves a look; never fails a command. */
  readonly severity?: 'error' | 'warning';
}

/** Exit codes of the command line, and what the Action's verdict rests on. */
export const exitCode = { done: 0, failed: 1, invalid: 2, refused: 3, interrupted: 130 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/**
 * An error that is not our bug: the user's file, flags or input are wrong (`invalid`), or AWS refused (`refused`).
 * Shown as one line per problem, never with a stack trace. Every other error is a bug of ours.
 */
export class UserError extends Error {
  readonly problems: readonly Problem[];
  readonly exitCode: ExitCode;

  constructor(problems: Problem | readonly Problem[], code: ExitCode = exitCode.invalid) {
    const list = 'what' in problems ? [problems] : problems;
    super(list.map(formatProblem).join('\n'));
    this.name = 'UserError';
    this.problems = list;
    this.exitCode = code;
  }
}

/** `workflow.yaml:LINE:COL: what. What to do` */
export function formatProblem(problem: Problem): string {
  const { at } = problem;
  return oneLine(`${at ? `${formatPosition(at)}: ` : ''}${sayProblem(problem)}`);
}

/** `what. What to do` */
export function sayProblem({ what, hint }: Problem): string {
  return oneLine(`${what}${hint ? `. ${hint}` : ''}`);
}

/** Characters. What the user wrote may be quoted in a message, and may be of any length. */
const longestLine = 20_000;

function oneLine(text: string): string {
  const shown = text.length > longestLine ? `${text.slice(0, longestLine)}…` : text;
  return shown
    .split(/[\r\n\u0085\u2028\u2029]+/)
    .map((line) => line.trim())
    .join(' ');
}

export function formatPosition({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}

/** The message of whatever was thrown; `throw "x"` is an error too. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
