/** What the JSON document of a check holds: `stepline check --json`. */
import { z } from 'zod';
import { documentVersion } from './parts.ts';

const line = z.int().positive();

const problem = z.strictObject({
  severity: z.enum(['error', 'warning']),
  message: z.string().describe('What is wrong'),
  hint: z.string().optional().describe('What to do about it'),
  file: z.string().optional().describe('Relative to the current folder; missing for what stands in no file'),
  line: line.optional().describe('One-based'),
  column: line.optional().describe('One-based'),
  endLine: line.optional().describe('Where it ends, when that is known'),
  endColumn: line.optional().describe('Behind the last character'),
});

export const checkDocumentSchema = z
  .strictObject({
    version: z.literal(documentVersion),
    passed: z.boolean().describe('Whether there is no error; warnings may be there'),
    workflow: z.string().optional().describe('Its name; missing where it could not be read to the end'),
    stage: z.string().optional(),
    functions: z.array(z.string()).optional().describe('Keys of the functions with sources'),
    problems: z.array(problem).describe('Errors and warnings'),
  })
  .describe('A check of a Stepline workflow');

/** JSON Schema, draft 2020-12. */
export function checkDocumentJsonSchema(): object {
  return { title: 'Stepline check', ...z.toJSONSchema(checkDocumentSchema) };
}
