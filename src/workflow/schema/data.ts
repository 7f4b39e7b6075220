import { z } from 'zod';
import { about } from './about.ts';

const path = z.string().regex(/^(\$|States\.)/, {
  error: 'must be a path that begins with "$"',
});

export const assign = z
  .record(z.string(), z.unknown())
  .meta(about('Variables that later steps read', { total: '{% $states.result.total %}' }));
export const output = z
  .unknown()
  .meta(about('What the step passes on, in JSONata', '{% $states.result.total %}'));
export const resultPath = path
  .nullable()
  .meta(about('Where the result goes in the input (JSONPath)', '$.result'));

/** What any step that has an input can do with it. */
export const flowOfData = {
  assign: assign.optional(),
  output: output.optional(),
  inputPath: path
    .nullable()
    .meta(about('Part of the input that the step sees (JSONPath)', '$.order'))
    .optional(),
  outputPath: path
    .nullable()
    .meta(about('Part of the output that is passed on (JSONPath)', '$.result'))
    .optional(),
};

export const reference = path;
