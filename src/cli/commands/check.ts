import type { Command } from 'commander';
import { checkWorkflow } from '../../commands/check.ts';
import { atTarget, contextOf, withCommon, type CommonOptions } from '../options.ts';
import { createOutput } from '../output.ts';
import type { Session } from '../session.ts';

export function addCheck(program: Command, session: Session): void {
  withCommon(program.command('check'))
    .description('read and check everything offline')
    .action(async (path: string, flags: CommonOptions) => {
      const output = createOutput({ json: flags.json ?? false });
      const context = contextOf(path, flags, session, output);
      const { workflow, packages } = await atTarget({ aws: false }, output, (connection) =>
        checkWorkflow({ ...context, connection }),
      );
      output.say(`${output.style.green('✓')} ${workflow.file}: ${packages.size} functions, no problems`);
      output.document({
        workflow: workflow.name,
        stage: workflow.stage,
        functions: [...packages.keys()],
        problems: [],
      });
    });
}
