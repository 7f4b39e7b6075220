/** The terminal: what goes to which stream, in colours or without. */
import type { Problem } from '../errors.ts';
import { problemLine } from '../report/problems.ts';
import { progressLines } from '../report/progress.ts';
import type { Reporter } from '../report/reporter.ts';
import { resultLines } from '../report/result.ts';
import { redactor, secretsIn, type Redact } from '../secrets.ts';
import { coloured, plain, type Style } from '../report/style.ts';

export interface Output {
  readonly json: boolean;
  readonly style: Style;
  readonly report: Reporter;
  /** Takes the secrets of the environment out of what is written elsewhere; what is said here never has them. */
  readonly redact: Redact;
  /** For people: standard output, or standard error while a document goes to standard output. */
  say(...lines: string[]): void;
  /** What is wrong, on standard error. */
  complain(problems: readonly Problem[]): void;
  /** For machines: one document on standard output. Nothing without `--json`. */
  document(value: unknown): void;
}

export function createOutput({ json }: { json: boolean }): Output {
  const stream = json ? process.stderr : process.stdout;
  const style = wantsColour(stream) ? coloured : plain;
  const redact = redactor(secretsIn(process.env));
  const say = (...lines: string[]): void => {
    for (const line of lines) stream.write(`${redact(line)}\n`);
  };
  return {
    json,
    style,
    redact,
    say,
    report: (progress) => {
      say(...progressLines(progress, style));
      if (progress.kind === 'finished') say(...resultLines(progress.run, progress.verdict, style));
    },
    complain: (problems) => {
      for (const problem of problems) process.stderr.write(`${redact(problemLine(problem, style))}\n`);
    },
    document: (value) => {
      if (json) process.stdout.write(`${JSON.stringify(redact(value), null, 2)}\n`);
    },
  };
}

/** The same, and every warning goes to `warnings` as well. */
export function collecting(output: Output, warnings: Problem[]): Output {
  return {
    ...output,
    report: (progress) => {
      if (progress.kind === 'warning') warnings.push(progress.problem);
      output.report(progress);
    },
  };
}

/** NO_COLOR (no-color.org) and FORCE_COLOR come before what the stream is. */
function wantsColour(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR: no, FORCE_COLOR: force } = process.env;
  if (no) return false;
  return force ? force !== '0' : stream.isTTY;
}
