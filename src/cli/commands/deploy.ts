import type { Command } from 'commander';
import { deployWorkflow } from '../../commands/deploy.ts';
import { deploymentDocument, planDocument } from '../../report/json.ts';
import { atTarget, contextOf, requireAws, withTarget, type TargetOptions } from '../options.ts';
import { createOutput } from '../output.ts';
import type { Session } from '../program.ts';

export function addDeploy(program: Command, session: Session): void {
  withTarget(program.command('deploy'))
    .description('deploy and promote without an execution')
    .action(async (path: string, flags: TargetOptions) => {
      requireAws('deploy', flags);
      const output = createOutput({ json: flags.json ?? false });
      const { plan, deployment } = await atTarget(flags, output, (connection) =>
        deployWorkflow({ ...contextOf(path, flags, session, output), connection }),
      );
      output.say(`${output.style.green('✓ deployed')} without an execution: ${deployment.stateMachineArn}`);
      output.document({ ...planDocument(plan), ...deploymentDocument(deployment) });
    });
}
