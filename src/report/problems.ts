/** What is wrong with what the user gave → a line as compilers print it, and documents for machines. */
import { formatPosition, sayProblem, type Problem } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { printableLine } from './printable.ts';
import { documentVersion } from './schema/parts.ts';
import type { Style } from './style.ts';

/** `workflow.yaml:3:5: error: what. What to do`, which problem-matcher.json reads; without a place it begins with `error`. */
export function problemLine(problem: Problem, style: Style): string {
  const { at, severity = 'error' } = problem;
  const place = at ? `${printableLine(formatPosition(at))}: ` : '';
  const paint = severity === 'error' ? style.red : style.yellow;
  return `${place}${paint(`${severity}:`)} ${printableLine(sayProblem(problem))}`;
}

/** What a command prints with `--json` that could not do its work. */
export function problemsDocument(problems: readonly Problem[]): JsonObject {
  return { error: { problems: problems.map(problemDocument) } };
}

export interface Checked {
  /** Undefined where the file cannot be read as a workflow. */
  readonly workflow?: {
    readonly name: string;
    readonly stage: string;
    readonly functions: readonly string[];
  };
  /** Errors and warnings. */
  readonly problems: readonly Problem[];
}

/** What `checkDocumentSchema` describes. */
export function checkDocument({ workflow, problems }: Checked): JsonObject {
  return {
    version: documentVersion,
    passed: problems.every(({ severity }) => severity === 'warning'),
    ...(workflow && { workflow: workflow.name, stage: workflow.stage, functions: workflow.functions }),
    problems: problems.map(problemDocument),
  };
}

export function problemDocument({ severity = 'error', what, hint, at, end }: Problem): JsonObject {
  return {
    severity,
    message: what,
    ...(hint !== undefined && { hint }),
    ...(at && { file: at.file, line: at.line, column: at.column }),
    ...(end && { endLine: end.line, endColumn: end.column }),
  };
}
