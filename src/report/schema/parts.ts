/** What the schemas of several documents have in common. */
import { z } from 'zod';

/** Counts up with a change that breaks who reads the documents; members may be added without. */
export const documentVersion = 1;

export const time = z.iso.datetime().describe('ISO 8601, in UTC');
export const duration = z.number().nonnegative().describe('Milliseconds');
export const position = z.string().describe('FILE:LINE:COLUMN, one-based');
export const count = z.int().nonnegative();
export const json = z.unknown();
export const status = z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']);
export const error = z.string().describe('The name of the error; empty when it has none');
export const cause = z.string().describe('As Step Functions gives it: of a Lambda function, JSON');

export const change = z.strictObject({
  action: z.enum(['create', 'update', 'delete', 'keep']),
  resource: z.string(),
  name: z.string(),
  reasons: z.array(z.string()),
});
