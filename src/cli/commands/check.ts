import type { Command } from 'commander';
import { checkWorkflow } from '../../commands/check.ts';
import { contextOf, withCommon, type CommonOptions } from '../options.ts';
import { createOutput } from '../output.ts';
import type { Session } from '../session.ts';

export function addCheck(program: Command, session: Session): void {
  withCommon(program.command('check'))
    .description('read and check everything offline')
    .action(async (path: string, flags: CommonOptions) => {
      const output = createOutput({ json: flags.json ?? false });
      const { workflow, packages } = await checkWorkflow(contextOf(path, flags, session, output));
      output.say(`${output.style.green('✓')} ${workflow.file}: ${packages.size} functions, no problems`);
      output.document({
        workflow: workflow.name,
        stage: workflow.stage,
        functions: [...packages.keys()],
        problems: [],
      });
    });
}
