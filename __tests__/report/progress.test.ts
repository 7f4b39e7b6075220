import { describe, expect, it } from '@jest/globals';
import { progressLines } from '../../src/report/progress.ts';
import { plain } from '../../src/report/style.ts';
import { RunBuilder } from '../../src/run/history.ts';
import { failed, history, left, named, type Line } from '../run/support.ts';
import { firstPlan, hostile } from './support.ts';

/** Lines while this history is read. */
function linesOf(...lines: readonly Line[]): string[] {
  const builder = new RunBuilder('arn');
  return history(['ExecutionStarted', 0, { input: '{}' }], ...lines).flatMap((event) =>
    builder
      .take(event)
      .flatMap((happening) => (happening.kind === 'childStarted' ? [] : progressLines(happening, plain))),
  );
}

describe('the live view', () => {
  it('shows states entering and leaving, with their time', () => {
    const lines = linesOf(['PassStateEntered', 0, named('P')], ['PassStateExited', 2, left('P')]);
    expect(lines).toEqual(['  → P', '  ✓ P  1.0 s']);
  });

  it('shows each attempt that fails, and how many it took', () => {
    const lines = linesOf(
      ['TaskStateEntered', 0, named('T')],
      ['TaskScheduled', 2],
      ['TaskFailed', 3, failed('Busy')],
      ['TaskScheduled', 4],
      ['TaskFailed', 5, {}],
      ['TaskScheduled', 6],
      ['TaskSucceeded', 7],
      ['TaskStateExited', 8, left('T')],
    );
    expect(lines).toEqual([
      '  → T',
      '  ! T  attempt 1 failed: Busy',
      '  ! T  attempt 2 failed',
      '  ✓ T  7.0 s  3 attempts',
    ]);
  });

  it('shows what was caught, what failed, and what was stopped because of it', () => {
    const lines = linesOf(
      ['TaskStateEntered', 0, named('T')],
      ['TaskScheduled', 2],
      ['TaskFailed', 3, failed('E')],
      ['TaskStateExited', 4, left('T')],
      ['ParallelStateEntered', 5, named('Both')],
      ['ParallelStateStarted', 6],
      ['WaitStateEntered', 7, named('W')],
      ['FailStateEntered', 7, named('Stop')],
      ['ParallelStateFailed', 9],
      ['ExecutionFailed', 10, failed('F')],
    );
    expect(lines.filter((line) => !line.startsWith('  →'))).toEqual([
      '  ! T  attempt 1 failed: E',
      '  ↷ T  3.0 s  caught: E',
      '  ✗ Both › Stop  1.0 s  failed',
      '  ◌ Both › W  2.0 s  stopped',
      '  ! Both  attempt 1 failed',
      '  ✗ Both  5.0 s  failed: F',
    ]);
  });

  it('keeps foreign names and errors on their line, without escapes', () => {
    const lines = linesOf(
      ['TaskStateEntered', 0, named(hostile)],
      ['TaskScheduled', 2],
      ['TaskFailed', 3, failed(hostile)],
      ['ExecutionFailed', 4, failed(hostile)],
    );
    expect(lines).toHaveLength(3);
    // oxlint-disable-next-line no-control-regex
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  it('sums the plan up', async () => {
    const plan = await firstPlan();
    const [line, ...others] = progressLines({ kind: 'planned', plan }, plain);
    expect(others).toEqual([]);
    expect(line).toMatch(/^w \(dev\): \d+ changes, 0 unchanged$/);
  });

  it('shows a warning on one line with its place', () => {
    const problem = {
      what: 'a\nb',
      hint: 'Do c',
      at: { file: 'workflow.yaml', line: 1, column: 2 },
      severity: 'warning',
    } as const;
    expect(progressLines({ kind: 'warning', problem }, plain)).toEqual([
      'workflow.yaml:1:2: warning: a b. Do c',
    ]);
  });
});
