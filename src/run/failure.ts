/** What there is to know of a failure beyond the history: its log lines, and the line of the function's source. */
import { messageOf } from '../errors.ts';
import { errorCode } from '../aws/errors.ts';
import type { FunctionBlueprint } from '../compile/blueprint.ts';
import type { Workbench } from '../deploy/workbench.ts';
import { requestLines } from './logs.ts';
import type { Run } from './run.ts';
import { sourceLine } from './source.ts';
import type { Failure, Verdict } from './verdict.ts';

/** The verdict with what could be found out; what could not never changes it, and is a warning. */
export async function lookInto(
  bench: Workbench,
  run: Run,
  verdict: Verdict,
  functions: readonly FunctionBlueprint[],
): Promise<Verdict> {
  const attempt = run.failedVisit?.attempts.at(-1);
  if (verdict.passed || attempt?.functionName === undefined) return verdict;
  const { failure } = verdict;
  const called = functions.find(({ name }) => name === attempt.functionName);
  const logGroup = called?.logGroup ?? `/aws/lambda/${attempt.functionName}`;
  const source = called?.source === undefined ? undefined : sourceLine(failure.cause.trace, called.source);
  const logLines = await linesOf(bench, logGroup, attempt, failure);
  return {
    passed: false,
    failure: { ...failure, ...(source && { source }), ...(logLines.length > 0 && { logLines }) },
  };
}

async function linesOf(
  bench: Workbench,
  logGroup: string,
  { startedAt, endedAt }: { readonly startedAt: number; readonly endedAt?: number },
  { cause: { requestId, trace }, error }: Failure,
): Promise<string[]> {
  // Only Python's errors carry the id; of the others, those with a traceback are logged under their names.
  const mark = requestId ?? (trace.length > 0 ? error : '');
  if (mark === '') return [];
  try {
    return await requestLines(bench, { logGroup, startedAt, endedAt: endedAt ?? bench.clock.now(), mark });
  } catch (thrown) {
    if (bench.signal.aborted || errorCode(thrown) === 'ResourceNotFoundException') return [];
    const problem = {
      what: `the log of the failed request cannot be read: ${messageOf(thrown)}`,
      hint: `Allow logs:FilterLogEvents on ${logGroup}`,
      severity: 'warning' as const,
    };
    bench.report({ kind: 'warning', problem });
    return [];
  }
}
