/** Executes the cases of a workflow, some at a time, and judges each. */
import type { StateMachineBlueprint } from '../../compile/blueprint.ts';
import type { Workbench } from '../../deploy/workbench.ts';
import type { TestSpec } from '../../workflow/test.ts';
import { execute } from '../execute.ts';
import type { Run } from '../run.ts';
import type { CaseResult } from './case.ts';
import { coverageOf, type Coverage } from './coverage.ts';
import { inOrder } from './inOrder.ts';
import { judgeCase } from './judge.ts';
import { configureMocks, mockName } from './mocks.ts';
import { walk, type Walked } from './walk.ts';

/** So many executions at a time: their histories are read at a rate that Step Functions refills (20 requests a second). */
const atOnce = 4;

export interface Tested {
  /** In the order of the file. */
  readonly cases: readonly CaseResult[];
  readonly coverage: Coverage;
}

export interface Subject {
  /** Of the version that is tested. */
  readonly stateMachineArn: string;
  readonly machine: StateMachineBlueprint;
  /** How long each execution may take, in milliseconds. */
  readonly timeLimitMs: number;
}

/** The results; each is reported in the order of the file. */
export async function performCases(
  bench: Workbench,
  subject: Subject,
  cases: readonly TestSpec[],
): Promise<Tested> {
  const isMocked = cases.some(({ mocks }) => mocks.size > 0);
  const canMock = isMocked && (await configureMocks(bench, subject.machine.name, cases));
  const results = await inOrder(
    cases,
    atOnce,
    (spec, index) => performCase(bench, subject, spec, canMock ? mockName(index) : undefined),
    (result) => {
      bench.report({ kind: 'tested', result });
    },
  );
  const runs = results.flatMap((result) => (result.outcome === 'skipped' ? [] : [result.run]));
  return { cases: results, coverage: coverageOf(subject.machine.definition, runs) };
}

/** @param testCase the name of the case's mocks where executions can have some. */
async function performCase(
  bench: Workbench,
  subject: Subject,
  spec: TestSpec,
  testCase: string | undefined,
): Promise<CaseResult> {
  const startedAt = bench.clock.now();
  const performed = await runOf(bench, subject, spec, testCase);
  const durationMs = bench.clock.now() - startedAt;
  if ('impossible' in performed) {
    return { spec, durationMs, outcome: 'skipped', reason: `not possible on AWS: ${performed.impossible}` };
  }
  const { run } = performed;
  const mismatches = await judgeCase(spec, run);
  return mismatches.length === 0
    ? { spec, durationMs, outcome: 'passed', run }
    : { spec, durationMs, outcome: 'failed', run, mismatches };
}

async function runOf(
  bench: Workbench,
  { stateMachineArn, machine, timeLimitMs }: Subject,
  spec: TestSpec,
  testCase: string | undefined,
): Promise<Walked> {
  if (spec.mocks.size > 0 && testCase === undefined) {
    if (spec.expect.maxDurationSeconds !== undefined) {
      return { impossible: 'maxDuration is of an execution, and an execution cannot be mocked there' };
    }
    return walk(bench, stateMachineArn, spec);
  }
  const arn = spec.mocks.size > 0 ? `${stateMachineArn}#${testCase ?? ''}` : stateMachineArn;
  const run: Run = await execute(quiet(bench), {
    stateMachineArn: arn,
    machine,
    input: spec.input,
    timeLimitMs,
  });
  return { run };
}

/** What happens inside of the executions would be told all mixed up. */
function quiet(bench: Workbench): Workbench {
  return {
    ...bench,
    report: (progress) => {
      if (progress.kind === 'warning') bench.report(progress);
    },
  };
}
