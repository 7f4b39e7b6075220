/** `test`: deploy a candidate → execute the workflow's tests on it → judge each. Promotes nothing. */
import type { Connection } from '../aws/connection.ts';
import { buildCandidate, type Candidate } from '../deploy/candidate.ts';
import { discard } from '../deploy/discard.ts';
import type { Plan } from '../deploy/plan.ts';
import type { Workbench } from '../deploy/workbench.ts';
import { UserError } from '../errors.ts';
import type { Json } from '../json.ts';
import { performCases, type Tested } from '../run/cases/perform.ts';
import type { Expectation, MockSpec, TestSpec } from '../workflow/test.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { withCandidateUrls, type Resolve } from './candidateInput.ts';
import { atBench, onPlan, readSources, type CommandContext } from './prepare.ts';

export interface TestOptions extends CommandContext {
  readonly connection: Connection;
  /** Only the tests with this text in their names. */
  readonly filter?: string;
  /** Of each execution. */
  readonly timeLimitMs: number;
}

export interface TestResult extends Tested {
  readonly plan: Plan;
}

export async function testWorkflow(options: TestOptions): Promise<TestResult> {
  const sources = await readSources(options);
  const { workflow } = sources;
  const specs = chosenTests(workflow, options.filter);
  return atBench(options, options.connection, (bench) =>
    onPlan(options, bench, sources, async (held, plan) => {
      const candidate = await buildCandidate(held, plan);
      try {
        return { plan, ...(await testCandidate(held, candidate, specs, options.timeLimitMs)) };
      } finally {
        await discard(held, candidate);
      }
    }),
  );
}

/** Throws a UserError where there is none. */
export function chosenTests({ file, tests }: Workflow, filter = ''): readonly TestSpec[] {
  const chosen = tests.filter(({ name }) => name.includes(filter));
  if (chosen.length > 0) return chosen;
  const names = tests.map(({ name }) => `"${name}"`).join(', ');
  throw new UserError(
    tests.length === 0
      ? { what: `${file} has no tests`, hint: 'Add "tests:", each with a name, an input and what to expect' }
      : { what: `no test has "${filter}" in its name`, hint: `There are ${names}` },
  );
}

/** Executes the tests on a candidate, and judges them; the candidate stays. */
export async function testCandidate(
  bench: Workbench,
  candidate: Candidate,
  specs: readonly TestSpec[],
  timeLimitMs: number,
): Promise<Tested> {
  const { plan, stateMachineVersionArn: stateMachineArn } = candidate;
  const values = specs.flatMap(({ input, mocks, expect }) => [
    input,
    ...[...mocks.values()].flat().map(({ answer }) => answer as unknown as Json),
    expect.output ?? null,
  ]);
  return withCandidateUrls(bench, candidate, values, (resolve) =>
    performCases(
      bench,
      { stateMachineArn, machine: plan.blueprint.stateMachine, timeLimitMs },
      specs.map((spec) => resolved(spec, resolve)),
    ),
  );
}

function resolved(spec: TestSpec, resolve: Resolve): TestSpec {
  const mocks = [...spec.mocks].map(
    ([state, answers]) => [state, answers.map((one) => resolvedMock(one, resolve))] as const,
  );
  return {
    ...spec,
    input: resolve(spec.input),
    mocks: new Map(mocks),
    expect: resolvedExpectation(spec.expect, resolve),
  };
}

function resolvedMock({ answer, ...calls }: MockSpec, resolve: Resolve): MockSpec {
  return { ...calls, answer: resolve(answer as unknown as Json) as unknown as MockSpec['answer'] };
}

function resolvedExpectation(expect: Expectation, resolve: Resolve): Expectation {
  const { output, error, cause } = expect;
  return {
    ...expect,
    ...(output !== undefined && { output: resolve(output) }),
    ...(error !== undefined && { error: resolve(error) as string }),
    ...(cause !== undefined && { cause: resolve(cause) as string }),
  };
}
