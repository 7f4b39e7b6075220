import type { Command } from 'commander';
import { checkWorkflow } from '../../commands/check.ts';
import { initProject } from '../../commands/init.ts';
import { UserError, type Problem } from '../../errors.ts';
import type { Initialised } from '../../init/project.ts';
import { initDocument, initLines } from '../../report/init.ts';
import { atTarget, contextOf } from '../options.ts';
import { collecting, createOutput, type Output } from '../output.ts';
import type { Session } from '../session.ts';

interface InitFlags {
  readonly github?: boolean;
  readonly json?: boolean;
}

export function addInit(program: Command, session: Session): void {
  program
    .command('init')
    .description('start a project: write a workflow.yaml for the handlers that a folder has')
    .argument('[folder]', 'the folder of the project', '.')
    .option('--github', 'write .github/workflows/stepline.yml as well')
    .option('--json', 'print one JSON document on standard output')
    .action(async (folder: string, { github = false, json = false }: InitFlags) => {
      const output = createOutput({ json });
      const made = await initProject({ folder, github });
      output.say(...initLines(made, output.style));
      const problems = await check(made, session, output);
      if (problems.length === 0) output.say(`Next: stepline run${folder === '.' ? '' : ` ${folder}`}`);
      output.document(initDocument(made, problems));
    });
}

/** What `check` says of the new workflow: mistakes of the sources, since it has none of its own. They are said, too. */
async function check({ workflow }: Initialised, session: Session, output: Output): Promise<Problem[]> {
  const warnings: Problem[] = [];
  const context = contextOf(workflow, {}, session, collecting(output, warnings));
  try {
    await atTarget({}, output, (connection) => checkWorkflow({ ...context, connection }));
    return warnings;
  } catch (thrown) {
    if (!(thrown instanceof UserError) || session.signal.aborted) throw thrown;
    output.complain(thrown.problems);
    return [...thrown.problems, ...warnings];
  }
}
