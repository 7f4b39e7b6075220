/** The results of tests as a document for machines. */
import { formatPosition } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import { countOf, type CaseResult } from '../../run/cases/case.ts';
import type { Covered } from '../../run/cases/coverage.ts';
import type { Tested } from '../../run/cases/perform.ts';
import { documentVersion } from '../schema/parts.ts';

/** What `stepline test --json` prints and report.json holds. Durations are milliseconds. */
export function testedDocument({ cases, coverage }: Tested): JsonObject {
  const { failed } = countOf(cases);
  return {
    version: documentVersion,
    passed: failed === 0,
    counts: { ...countOf(cases) },
    tests: cases.map(caseDocument),
    coverage: { states: coveredDocument(coverage.states), branches: coveredDocument(coverage.branches) },
  };
}

function caseDocument(result: CaseResult): JsonObject {
  const { spec, outcome, durationMs } = result;
  const head = { name: spec.name, outcome, at: formatPosition(spec.at), durationMs };
  if (result.outcome === 'skipped') return { ...head, reason: result.reason };
  const { status, executionArn, output, error, cause, states } = result.run;
  return {
    ...head,
    status,
    ...(executionArn !== '' && { executionArn }),
    path: states.map(({ name }) => name),
    ...(output !== undefined && { output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(result.outcome === 'failed' && {
      mismatches: result.mismatches.map(({ at, ...mismatch }) => ({ ...mismatch, at: formatPosition(at) })),
    }),
  };
}

function coveredDocument({ total, missing }: Covered): JsonObject {
  return { total, visited: total - missing.length, missing };
}
