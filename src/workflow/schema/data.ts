import { z } from 'zod';

const path = z.string().regex(/^(\$|States\.)/, {
  error: 'must be a path that begins with "$"',
});

export const assign = z.record(z.string(), z.unknown()).describe('Variables that later steps read');
export const output = z.unknown().describe('What the step passes on, in JSONata');
export const resultPath = path.nullable().describe('Where the result goes in the input (JSONPath)');

/** What any step that has an input can do with it. */
export const flowOfData = {
  assign: assign.optional(),
  output: output.optional(),
  inputPath: path.nullable().describe('Part of the input that the step sees (JSONPath)').optional(),
  outputPath: path.nullable().describe('Part of the output that is passed on (JSONPath)').optional(),
};

export const reference = path;
