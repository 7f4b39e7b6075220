import type { Command } from 'commander';
import { deployWorkflow } from '../../commands/deploy.ts';
import { UserError } from '../../errors.ts';
import { parseInput } from '../../inputs.ts';
import { isObject } from '../../json.ts';
import { deploymentDocument, planDocument } from '../../report/json.ts';
import { atTarget, contextOf, requireAws, withTarget, type TargetOptions } from '../options.ts';
import { createOutput } from '../output.ts';
import type { Session } from '../session.ts';

interface DeployFlags extends TargetOptions {
  readonly plan?: string;
}

export function addDeploy(program: Command, session: Session): void {
  withTarget(program.command('deploy'))
    .description('deploy and promote without an execution')
    .option('--plan <file>', 'carry out exactly this plan (the output of plan --json), or nothing')
    .action(async (path: string, flags: DeployFlags) => {
      requireAws('deploy', flags);
      const output = createOutput({ json: flags.json ?? false });
      const digest = flags.plan === undefined ? undefined : await readDigest(flags.plan);
      const { plan, deployment } = await atTarget(flags, output, (connection, platform) =>
        deployWorkflow({
          ...contextOf(path, flags, session, output),
          connection,
          platform,
          ...(digest !== undefined && { digest }),
        }),
      );
      output.say(`${output.style.green('✓ deployed')} without an execution: ${deployment.stateMachineArn}`);
      output.document({ ...planDocument(plan), ...deploymentDocument(deployment) });
    });
}

async function readDigest(file: string): Promise<string> {
  const document = await parseInput(file, '--plan');
  const digest = isObject(document) ? document.digest : undefined;
  if (typeof digest === 'string') return digest;
  throw new UserError({
    what: `--plan ${file} holds no plan`,
    hint: 'Give what `stepline plan --json` printed',
  });
}
