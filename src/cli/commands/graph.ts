import { Option, type Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { drawWorkflow, graphFormats, type GraphFormat } from '../../commands/graph.ts';
import { messageOf, UserError } from '../../errors.ts';
import { contextOf, type CommonOptions } from '../options.ts';
import { createOutput } from '../output.ts';
import type { Session } from '../session.ts';

interface GraphFlags extends CommonOptions {
  readonly format: GraphFormat;
  readonly out?: string;
}

export function addGraph(program: Command, session: Session): void {
  program
    .command('graph')
    .description('print the diagram of the workflow')
    .argument('[path]', 'a workflow file, or a folder that holds workflow.yaml', '.')
    .addOption(new Option('--format <format>', 'of the diagram').choices(graphFormats).default('mermaid'))
    .option('--out <file>', 'write it to a file')
    .action(async (path: string, flags: GraphFlags) => {
      // The diagram goes to standard output as a document does, and what is said goes elsewhere.
      const output = createOutput({ json: true });
      const text = await drawWorkflow(contextOf(path, flags, session, output), flags.format);
      if (flags.out === undefined) process.stdout.write(`${text}\n`);
      else await write(flags.out, text);
    });
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, `${text}\n`);
  } catch (thrown) {
    throw new UserError({ what: `${file} cannot be written: ${messageOf(thrown)}` });
  }
}
