/** The results of tests → JUnit XML: one test suite, one case for each test. */
import { countOf, type CaseResult } from '../../run/cases/case.ts';
import { element, junitDocument, text } from '../xml.ts';
import { differenceText, mismatchText } from './lines.ts';

/** @param name what the suite is called. Times are seconds. */
export function testsJunitXml(name: string, cases: readonly CaseResult[]): string {
  const { failed, skipped } = countOf(cases);
  const total = cases.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const counts = { tests: cases.length, failures: failed, errors: 0, skipped, time: seconds(total) };
  const suite = element(
    'testsuite',
    { name, ...counts },
    cases.map((result) => caseElement(result, name)),
  );
  return junitDocument(counts, [suite]);
}

function caseElement(result: CaseResult, classname: string): string {
  const { name, at } = result.spec;
  const attributes = { name, classname, time: seconds(result.durationMs), file: at.file, line: at.line };
  return element('testcase', attributes, remarks(result));
}

function remarks(result: CaseResult): string[] {
  if (result.outcome === 'passed') return [];
  if (result.outcome === 'skipped') return [element('skipped', { message: result.reason }, [])];
  const message = result.mismatches.map(differenceText).join('; ');
  const said = text(result.mismatches.map(mismatchText).join('\n'));
  return [element('failure', { message, type: 'mismatch' }, [said])];
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}
