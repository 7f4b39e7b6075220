import type { Command } from 'commander';
import { createInterface } from 'node:readline/promises';
import { destroyWorkflow } from '../../commands/destroy.ts';
import { deletion } from '../../deploy/removal.ts';
import type { Owned } from '../../deploy/owned.ts';
import { exitCode, UserError } from '../../errors.ts';
import { changeLine } from '../../report/progress.ts';
import { atTarget, contextOf, requireAws, withTarget, type TargetOptions } from '../options.ts';
import { createOutput, type Output } from '../output.ts';
import type { Session } from '../session.ts';

interface DestroyFlags extends TargetOptions {
  readonly yes?: boolean;
}

export function addDestroy(program: Command, session: Session): void {
  withTarget(program.command('destroy'))
    .description('delete everything that this workflow and stage own')
    .option('--yes', 'do not ask')
    .action(async (path: string, flags: DestroyFlags) => {
      requireAws('destroy', flags);
      const output = createOutput({ json: flags.json ?? false });
      const { owned, destroyed } = await atTarget(flags, output, (connection) =>
        destroyWorkflow({
          ...contextOf(path, flags, session, output),
          connection,
          confirm: (found) => confirm(found, flags, output, session.signal),
        }),
      );
      if (owned.length === 0) output.say('nothing to delete');
      output.document({ destroyed, resources: owned });
    });
}

/** Without a terminal there is nobody to ask, and nobody has said yes. */
async function confirm(
  owned: readonly Owned[],
  { yes }: DestroyFlags,
  output: Output,
  signal: AbortSignal,
): Promise<boolean> {
  if (yes || process.env.CI) return true;
  if (!process.stdin.isTTY) {
    throw new UserError(
      { what: 'destroy asks before it deletes, and there is no terminal to ask at', hint: 'Add --yes' },
      exitCode.invalid,
    );
  }
  output.say(...owned.map((one) => changeLine(deletion(one), output.style)));
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await prompt.question(`Delete these ${owned.length} resources? [y/N] `, { signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    prompt.close();
  }
}
