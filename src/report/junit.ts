/** A run → JUnit XML: one test suite for the run, one case for each visit of a state. */
import { readCause } from '../run/cause.ts';
import { leafOf } from '../run/leaf.ts';
import { inDefinition, pathOf, type StateVisit } from '../run/run.ts';
import { reasonFor, type Failure } from '../run/verdict.ts';
import type { RunReport } from './json.ts';
import { element, junitDocument, text } from './xml.ts';

/**
 * A failure for where the run ended and nothing else: a state whose error was caught or retried, or that failed because
 * of a state inside of it, says so in its output. Times are seconds.
 */
export function junitXml(report: RunReport): string {
  const { plan, run, verdict } = report;
  const { workflow, stage } = plan.blueprint;
  const name = `${workflow} (${stage})`;
  const leaf = verdict.passed ? undefined : leafOf(run);
  const cases = run.states.map((visit) => stateCase(visit, name, report, visit === leaf));
  if (!verdict.passed && !leaf) cases.push(executionCase(name, verdict.failure));
  const skipped = run.states.filter((visit) => visit !== leaf && visit.outcome === 'aborted').length;
  const counts = {
    tests: cases.length,
    failures: verdict.passed ? 0 : 1,
    errors: 0,
    skipped,
    time: seconds(run.startedAt, run.stoppedAt),
  };
  const suite = { name, ...counts, timestamp: new Date(run.startedAt).toISOString() };
  return junitDocument(counts, [element('testsuite', suite, cases)]);
}

function stateCase(
  visit: StateVisit,
  classname: string,
  { plan, verdict }: RunReport,
  isLeaf: boolean,
): string {
  const at = plan.blueprint.stateMachine.positions.get(inDefinition(visit).name);
  const attributes = {
    name: pathOf(visit),
    classname,
    time: seconds(visit.enteredAt, visit.exitedAt),
    ...(at && { file: at.file, line: at.line }),
  };
  if (isLeaf && !verdict.passed) return element('testcase', attributes, [failureElement(verdict.failure)]);
  return element('testcase', attributes, remarks(visit));
}

/** It failed before it was at any state. */
function executionCase(classname: string, failure: Failure): string {
  return element('testcase', { name: 'execution', classname, time: 0 }, [failureElement(failure)]);
}

function failureElement(failure: Failure): string {
  const { status, error, cause, logLines = [] } = failure;
  const said = [cause.message, ...cause.trace, ...logLines.map((line) => `log: ${line}`)].join('\n');
  return element('failure', { message: reasonFor(failure), type: error === '' ? status : error }, [
    text(said),
  ]);
}

function remarks({ outcome, error = '', cause, attempts }: StateVisit): string[] {
  if (outcome === 'aborted') return [element('skipped', { message: 'stopped' }, [])];
  const retries = attempts.length > 1 ? [`${attempts.length} attempts`] : [];
  const ending =
    outcome === 'succeeded' ? [] : [`${outcome}: ${reasonFor({ error, cause: readCause(cause) })}`];
  const said = [...retries, ...ending];
  return said.length === 0 ? [] : [element('system-out', {}, [text(said.join('\n'))])];
}

function seconds(from: number, to = from): string {
  return ((to - from) / 1_000).toFixed(3);
}
