/** Failures and mistakes → annotations on the lines of the pull request. */
import { error as annotateError, warning as annotateWarning, type AnnotationProperties } from '@actions/core';
import { formatProblem, type Position, type Problem } from '../errors.ts';
import { printable } from '../report/printable.ts';
import { differenceText } from '../report/tests/lines.ts';
import type { CaseResult } from '../run/cases/case.ts';
import { reasonFor, type Failure } from '../run/verdict.ts';
import { printLines } from './log.ts';

/** GitHub shows ten of a step, the first ones. */
const most = 10;

/** On the step's line in the workflow file, and on the line of the function's source where the traceback names it. */
export function annotateFailure(failure: Failure): void {
  const { status, path, at, source } = failure;
  const where = path === undefined ? '' : ` at ${path}`;
  const message = printable(`${status}${where}: ${reasonFor(failure)}`);
  annotateError(message, placeOf(at));
  if (source) annotateError(message, placeOf(source));
}

/** On the line of the first expectation of each test that was not met; a notice where a test was skipped. */
export function annotateTests(results: readonly CaseResult[]): void {
  for (const result of results) {
    const { name, at } = result.spec;
    if (result.outcome === 'failed') {
      const [first] = result.mismatches;
      const message = result.mismatches.map(differenceText).join('\n');
      annotateError(printable(`${name}: ${message}`), placeOf(first?.at ?? at));
    }
    if (result.outcome === 'skipped') {
      annotateWarning(printable(`${name} was skipped: ${result.reason}`), placeOf(at));
    }
  }
}

export function annotateProblems(problems: readonly Problem[]): void {
  for (const problem of problems.slice(0, most))
    annotateError(printable(formatProblem(problem)), placeOf(problem.at));
  printLines(problems.slice(most).map((problem) => printable(formatProblem(problem))));
}

export function annotateNote({ what, hint, at }: Problem): void {
  annotateWarning(printable(hint === undefined ? what : `${what}. ${hint}`), placeOf(at));
}

function placeOf(at: Position | undefined): AnnotationProperties {
  return at ? { file: at.file, startLine: at.line, startColumn: at.column } : {};
}
