import { describe, expect, it } from '@jest/globals';
import { junitXml } from '../../src/report/junit.ts';
import type { RunReport } from '../../src/report/json.ts';
import { judge } from '../../src/run/verdict.ts';
import { failed, left, named, type Line } from '../run/support.ts';
import { failing, hostile, passing, reportOf } from './support.ts';

const suiteOf = async (...lines: readonly Line[]): Promise<string> => junitXml(await reportOf(...lines));

describe('JUnit XML', () => {
  it('of a run that passed has a case for each visit and no failure', async () => {
    const xml = await suiteOf(...passing);
    expect(xml).toContain(
      '<testsuite name="w (dev)" tests="1" failures="0" errors="0" skipped="0" time="5.000"',
    );
    expect(xml).toMatch(/<testcase name="T" classname="w \(dev\)" time="3\.000"[^>]*\/>/);
  });

  it('of a run that failed has one failure, with the trace', async () => {
    const xml = await suiteOf(...failing('T', 'ValueError', 'no such order'));
    expect(xml).toContain('tests="1" failures="1"');
    expect(xml).toContain(
      '<failure message="ValueError: no such order" type="ValueError">no such order\nno such order</failure>',
    );
  });

  it('counts an error that was caught as none, and says so', async () => {
    const xml = await suiteOf(
      ['TaskStateEntered', 0, named('T')],
      ['TaskScheduled', 2],
      ['TaskFailed', 3, failed('E')],
      ['TaskStateExited', 4, left('T')],
      ['ExecutionSucceeded', 5, { output: '1' }],
    );
    expect(xml).toContain('failures="0"');
    expect(xml).toContain('<system-out>caught: E: why E</system-out>');
  });

  it('counts the failure of what is inside once', async () => {
    const xml = await suiteOf(
      ['ParallelStateEntered', 0, named('P')],
      ['ParallelStateStarted', 2],
      ['TaskStateEntered', 3, named('T')],
      ['PassStateEntered', 3, named('Other')],
      ['TaskScheduled', 4],
      ['TaskFailed', 6, failed('E')],
      ['ParallelStateFailed', 7],
      ['ExecutionFailed', 8, failed('E')],
    );
    expect(xml.match(/<failure /g)).toHaveLength(1);
    expect(xml).toMatch(/<testcase name="P › T"[^>]*><failure /);
    expect(xml).toMatch(/<testcase name="P › Other"[^>]*><skipped message="stopped"\/>/);
    expect(xml).toContain('tests="3" failures="1" errors="0" skipped="1"');
  });

  it('fails although no state did', async () => {
    const xml = await suiteOf(['ExecutionAborted', 1, {}]);
    expect(xml).toMatch(/<testcase name="execution"[^>]*><failure message="Aborted" type="Aborted">/);
    expect(xml).toContain('tests="1" failures="1"');
  });

  it('fails at the state that our time limit found at work', async () => {
    const report = await reportOf(['TaskStateEntered', 0, named('T')], ['TaskScheduled', 2]);
    const run = { ...report.run, status: 'TIMED_OUT', stoppedAt: 9_000 } as const;
    const late: RunReport = { ...report, run, verdict: judge(run, new Map()) };
    expect(junitXml(late)).toMatch(/<testcase name="T"[^>]*><failure message="States\.Timeout"/);
  });

  it('has foreign text as text, and nothing that XML has no place for', async () => {
    const xml = await suiteOf(...failing(hostile, hostile, `${hostile} ]]> \ufffe \ud800 \u0000`));
    const bare = xml.replace(/&#\d+;/g, '');
    expect(bare.match(/<[^>]*>/g)?.map((tag) => /^<\/?[?\w-]+/.exec(tag)?.[0])).toEqual([
      '<?xml',
      '<testsuites',
      '<testsuite',
      '<testcase',
      '<failure',
      '</failure',
      '</testcase',
      '</testsuite',
      '</testsuites',
    ]);
    // oxlint-disable-next-line no-control-regex
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u);
  });
});
