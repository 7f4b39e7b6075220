import type { Command } from 'commander';
import { workflowJsonSchema } from '../../workflow/schema/jsonSchema.ts';

export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('print the JSON Schema of workflow.yaml, for editors')
    .action(() => {
      process.stdout.write(`${JSON.stringify(workflowJsonSchema(), null, 2)}\n`);
    });
}
