import { plan, type Plan } from '../../src/deploy/plan.ts';
import { packageFunction } from '../../src/package/packageFunction.ts';
import { judge } from '../../src/run/verdict.ts';
import type { RunReport } from '../../src/report/json.ts';
import type { Tested } from '../../src/run/cases/perform.ts';
import type { TestSpec } from '../../src/workflow/test.ts';
import { blueprintOf } from '../compile/support.ts';
import { folderOf } from '../package/files.ts';
import { history, take, type Line } from '../run/support.ts';

/** Everything that could break out of its place: Markdown, HTML, tables, code, escapes, lines, mentions. */
export const hostile =
  'a`b``c ```\n```\n|x|\\| <script>alert(1)</script> &lt; **bold** [link](http://x) @everyone $x$ \u001b[31mred\u001b]0;title\u0007 ~~~ \u202egnp.exe';

/** The plan of a first deploy of a workflow with one function. */
export async function firstPlan(): Promise<Plan> {
  const source = 'export const handler = async () => null;\n';
  const blueprint = await blueprintOf(
    'name: w\nfunctions: { a: { source: a.mjs } }\nsteps: [{ function: a }]\n',
  );
  const folder = folderOf({ 'a.mjs': source });
  const zip = await packageFunction(
    { source: `${folder}/a.mjs`, runtime: 'nodejs24.x', handler: 'a.handler', folder },
    new AbortController().signal,
  );
  const nothing = {
    roles: new Map(),
    logGroups: new Map(),
    functions: new Map(),
    stateMachine: undefined,
    owned: [],
    leased: false,
  };
  return plan(blueprint, new Map([['a', zip]]), nothing);
}

/** A run of this history, judged, with the plan of a first deploy. */
export async function reportOf(...lines: readonly Line[]): Promise<RunReport> {
  const { run } = take(history(['ExecutionStarted', 0, { input: '{"in":1}' }], ...lines));
  const at = { file: 'workflow.yaml', line: 3, column: 9 };
  return { plan: await firstPlan(), run, verdict: judge(run, new Map([['T', at]])) };
}

/** Results of tests, one for each way that a test can end; the one that failed in foreign words. */
export function testedWith(words: string): Tested {
  const { run } = take(history(['ExecutionStarted', 0, { input: '{"in":1}' }], ...passing));
  const at = { file: 'workflow.yaml', line: 9, column: 5 };
  const spec = (name: string): TestSpec => ({
    name,
    at,
    input: { words },
    mocks: new Map(),
    expect: {},
    locate: () => at,
  });
  const mismatches = [
    { what: 'output.ok', expected: { [words]: words }, actual: true, at },
    { what: 'error', expected: words, at },
  ];
  return {
    cases: [
      { spec: spec('passes'), durationMs: 10, outcome: 'passed', run },
      {
        spec: spec(words),
        durationMs: 20,
        outcome: 'failed',
        run: { ...run, error: words, cause: words },
        mismatches,
      },
      { spec: spec('is skipped'), durationMs: 0, outcome: 'skipped', reason: words },
    ],
    coverage: { states: { total: 2, missing: [words] }, branches: { total: 0, missing: [] } },
  };
}

/** A function that failed twice, with whatever name and words it gave. */
export function failing(state: string, error: string, message: string): Line[] {
  const cause = JSON.stringify({ errorMessage: message, errorType: error, stackTrace: [message] });
  return [
    ['TaskStateEntered', 0, { name: state, input: '{}' }],
    ['TaskScheduled', 2],
    ['TaskFailed', 3, { error: 'Busy', cause }],
    ['TaskScheduled', 4],
    ['TaskFailed', 5, { error, cause }],
    ['ExecutionFailed', 6, { error, cause }],
  ];
}

export const passing: readonly Line[] = [
  ['TaskStateEntered', 0, { name: 'T', input: '{}' }],
  ['TaskScheduled', 2],
  ['TaskSucceeded', 3],
  ['TaskStateExited', 4, { name: 'T', output: '{"ok":true}' }],
  ['ExecutionSucceeded', 5, { output: '{"ok":true}' }],
];
