import type { Command } from 'commander';
import { checkWorkflow } from '../../commands/check.ts';
import type { Sources } from '../../commands/prepare.ts';
import { UserError, type Problem } from '../../errors.ts';
import { checkDocument, type Checked } from '../../report/problems.ts';
import { atTarget, contextOf, withCommon, type CommonOptions } from '../options.ts';
import { collecting, createOutput } from '../output.ts';
import type { Session } from '../session.ts';

export function addCheck(program: Command, session: Session): void {
  withCommon(program.command('check'))
    .description('read and check everything offline')
    .action(async (path: string, flags: CommonOptions) => {
      const output = createOutput({ json: flags.json ?? false });
      const warnings: Problem[] = [];
      const context = contextOf(path, flags, session, collecting(output, warnings));
      try {
        const sources = await atTarget({ aws: false }, output, (connection) =>
          checkWorkflow({ ...context, connection }),
        );
        output.say(`${output.style.green('✓')} ${summary(sources, warnings.length)}`);
        output.document(checkDocument({ workflow: workflowOf(sources), problems: warnings }));
      } catch (thrown) {
        if (!(thrown instanceof UserError) || session.signal.aborted) throw thrown;
        output.complain(thrown.problems);
        output.document(checkDocument({ problems: [...thrown.problems, ...warnings] }));
        session.exit(thrown.exitCode);
      }
    });
}

function workflowOf({ workflow: { name, stage }, packages }: Sources): NonNullable<Checked['workflow']> {
  return { name, stage, functions: [...packages.keys()] };
}

function summary({ workflow, packages }: Sources, warnings: number): string {
  const functions = packages.size === 1 ? '1 function' : `${packages.size} functions`;
  const found = warnings === 0 ? 'no problems' : warnings === 1 ? '1 warning' : `${warnings} warnings`;
  return `${workflow.file}: ${functions}, ${found}`;
}
