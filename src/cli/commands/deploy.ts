import type { Command } from 'commander';
import { deployWorkflow } from '../../commands/deploy.ts';
import { exitCode, UserError } from '../../errors.ts';
import { parseDuration, parseInput } from '../../inputs.ts';
import { isObject } from '../../json.ts';
import { deploymentDocument, planDocument } from '../../report/json.ts';
import { testedDocument } from '../../report/tests/document.ts';
import { testedLines } from '../../report/tests/lines.ts';
import { atTarget, contextOf, requireAws, withTarget, type TargetOptions } from '../options.ts';
import { createOutput } from '../output.ts';
import type { Session } from '../session.ts';

interface DeployFlags extends TargetOptions {
  readonly plan?: string;
  readonly test?: boolean;
  readonly waitTimeout: string;
}

export function addDeploy(program: Command, session: Session): void {
  withTarget(program.command('deploy'))
    .description('deploy and promote without an execution')
    .option('--plan <file>', 'carry out exactly this plan (the output of plan --json), or nothing')
    .option('--test', "promote only if the workflow's tests pass")
    .option('--wait-timeout <duration>', 'how long to wait for the execution of each test', '10m')
    .action(async (path: string, flags: DeployFlags) => {
      requireAws('deploy', flags);
      const output = createOutput({ json: flags.json ?? false });
      const digest = flags.plan === undefined ? undefined : await readDigest(flags.plan);
      const timeLimitMs = parseDuration(flags.waitTimeout, '--wait-timeout');
      const { plan, tested, deployment } = await atTarget(flags, output, (connection, platform) =>
        deployWorkflow({
          ...contextOf(path, flags, session, output),
          connection,
          platform,
          ...(digest !== undefined && { digest }),
          ...(flags.test && { test: { timeLimitMs } }),
        }),
      );
      if (tested) output.say(...testedLines(tested, output.style));
      if (deployment) {
        const how = tested ? 'after its tests' : 'without an execution';
        output.say(`${output.style.green('✓ deployed')} ${how}: ${deployment.stateMachineArn}`);
      }
      output.document({
        ...planDocument(plan),
        ...(tested && testedDocument(tested)),
        ...(deployment && deploymentDocument(deployment)),
      });
      if (!deployment) session.exit(exitCode.failed);
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
