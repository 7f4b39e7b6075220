import type { Command } from 'commander';
import { rollbackWorkflow } from '../../commands/rollback.ts';
import { atTarget, contextOf, requireAws, withTarget, type TargetOptions } from '../options.ts';
import { createOutput } from '../output.ts';
import type { Session } from '../session.ts';

export function addRollback(program: Command, session: Session): void {
  withTarget(program.command('rollback'))
    .description('move what is live back to the version before')
    .action(async (path: string, flags: TargetOptions) => {
      requireAws('rollback', flags);
      const output = createOutput({ json: flags.json ?? false });
      const result = await atTarget(flags, output, (connection) =>
        rollbackWorkflow({ ...contextOf(path, flags, session, output), connection }),
      );
      output.say(`${output.style.green('✓ rolled back')} from ${result.from} to ${result.to}`);
      for (const called of result.functions) output.say(`  ${called} is live again`);
      output.document(result);
    });
}
