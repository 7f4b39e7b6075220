/** What the JSON document of a run holds: `stepline run --json`, and report.json under --report-dir. */
import { z } from 'zod';
import { cause, change, documentVersion, duration, error, json, position, status, time } from './parts.ts';

const attempt = z.strictObject({
  outcome: z.enum(['running', 'succeeded', 'failed', 'aborted']),
  startedAt: time,
  durationMs: duration.optional(),
  functionName: z.string().optional().describe('The Lambda function that it called'),
  childArn: z.string().optional().describe('The execution, or the map run, that it started and waited for'),
  error: error.optional(),
  cause: cause.optional(),
});

const state = z.strictObject({
  name: z.string(),
  path: z.string().describe('Where it stands: `Charge`, or `Map[3] › Charge` inside of a Map'),
  type: z.string().describe("ASL's: Task, Choice, …"),
  outcome: z.enum(['running', 'succeeded', 'caught', 'failed', 'aborted']),
  enteredAt: time,
  durationMs: duration.optional().describe('Milliseconds; missing when it was never left'),
  attempts: z.int().nonnegative().describe('How often its work was started'),
  attemptDetails: z.array(attempt),
  items: z
    .strictObject({
      total: z.int().nonnegative(),
      succeeded: z.int().nonnegative(),
      failed: z.int().nonnegative(),
    })
    .optional()
    .describe('Of a Map: its items by what became of them'),
  executionArn: z
    .string()
    .optional()
    .describe('The nested execution, or the child of a map run, that it happened in'),
  at: position.optional(),
  input: json.optional(),
  output: json.optional(),
  error: error.optional(),
  cause: cause.optional(),
});

const failure = z.strictObject({
  status,
  state: z.string().optional().describe('The name of the innermost state that failed'),
  path: z.string().optional(),
  error,
  message: z.string().describe("The cause's message; of a Lambda function, its error's"),
  trace: z.array(z.string()).describe('Lines of the traceback'),
  requestId: z.string().optional(),
  attempts: z.int().nonnegative(),
  at: position.optional().describe('The line of the workflow file'),
  source: position.optional().describe("The line of the function's source"),
  logLines: z.array(z.string()).optional().describe('What the function logged for the request that failed'),
});

export const runDocumentSchema = z
  .strictObject({
    version: z.literal(documentVersion),
    status,
    passed: z.boolean(),
    executionArn: z.string(),
    startedAt: time,
    stoppedAt: time.optional(),
    durationMs: duration,
    input: json,
    output: json.optional(),
    failure: failure.optional().describe('Exactly when the run has not passed'),
    states: z.array(state).describe('Visits of states, in the order in which they were entered'),
    workflow: z.string(),
    stage: z.string(),
    digest: z.string().describe('Of the plan: the same for the same decision'),
    changeCount: z.int().nonnegative(),
    pending: z.string().optional().describe('Why some changes wait for the next deploy'),
    changes: z.array(change),
    stateMachineArn: z.string().optional().describe('Of the alias live; missing when nothing was promoted'),
    functionUrls: z.record(z.string(), z.string()).optional().describe("By the function's key"),
  })
  .describe('A run of a Stepline workflow');

/** JSON Schema, draft 2020-12. */
export function runDocumentJsonSchema(): object {
  return { title: 'Stepline run report', ...z.toJSONSchema(runDocumentSchema) };
}
