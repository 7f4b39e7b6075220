/** What the JSON document of tests holds: `stepline test --json`, and report.json of tests under --report-dir. */
import { z } from 'zod';
import { cause, count, documentVersion, duration, error, json, position, status } from './parts.ts';

const head = { name: z.string(), at: position, durationMs: duration };

const executed = {
  ...head,
  status,
  executionArn: z.string().optional().describe('Missing where it walked from state to state, by TestState'),
  path: z.array(z.string()).describe('The names of the states that were visited, in their order'),
  output: json.optional(),
  error: error.optional(),
  cause: cause.optional(),
};

const mismatch = z.strictObject({
  what: z.string().describe('`status`, `output.total`, …'),
  expected: json,
  actual: json.optional().describe('Missing when there is none'),
  at: position.describe('Where the expectation stands, FILE:LINE:COLUMN'),
});

const test = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('passed'), ...executed }),
  z.strictObject({ outcome: z.literal('failed'), ...executed, mismatches: z.array(mismatch).min(1) }),
  z.strictObject({ outcome: z.literal('skipped'), ...head, reason: z.string() }),
]);

const covered = z.strictObject({
  total: count,
  visited: count,
  missing: z.array(z.string()).describe('What no test has visited'),
});

/** `deploy --test --json` has these members too. */
export const testsDocumentSchema = z
  .strictObject({
    version: z.literal(documentVersion),
    passed: z.boolean().describe('Whether none has failed'),
    counts: z.strictObject({ passed: count, failed: count, skipped: count }),
    tests: z.array(test).describe('In the order of the file'),
    coverage: z.strictObject({ states: covered, branches: covered.describe('Of choices') }),
  })
  .describe('The tests of a Stepline workflow');

/** JSON Schema, draft 2020-12. */
export function testsDocumentJsonSchema(): object {
  return { title: 'Stepline test report', ...z.toJSONSchema(testsDocumentSchema) };
}
