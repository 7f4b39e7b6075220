/** Tests of a workflow: what is executed and what came of it. */
import type { Position } from '../../errors.ts';
import type { Json } from '../../json.ts';
import type { TestSpec } from '../../workflow/test.ts';
import type { Run } from '../run.ts';

/** One expectation that was not met. */
export interface Mismatch {
  /** `status`, `output.total`, … */
  readonly what: string;
  readonly expected: Json;
  /** Undefined: there is none. */
  readonly actual?: Json;
  /** Where the expectation stands. */
  readonly at: Position;
}

export type CaseResult = {
  readonly spec: TestSpec;
  readonly durationMs: number;
} & (
  | { readonly outcome: 'passed'; readonly run: Run }
  | { readonly outcome: 'failed'; readonly run: Run; readonly mismatches: readonly Mismatch[] }
  /** It was not executed, and says why. */
  | { readonly outcome: 'skipped'; readonly reason: string }
);

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function countOf(cases: readonly CaseResult[]): Count {
  const of = (outcome: CaseResult['outcome']): number =>
    cases.filter((result) => result.outcome === outcome).length;
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
}
