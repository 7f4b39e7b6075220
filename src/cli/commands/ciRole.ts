/** `plan --ci-role` and the options that go with it. */
import type { Command } from 'commander';
import { planCiRole } from '../../commands/ciRole.ts';
import type { Jobs, Repository } from '../../compile/ciRole/trust.ts';
import { UserError } from '../../errors.ts';
import { ciRoleDocument, ciRoleLines } from '../../report/ciRole.ts';
import { atTarget, contextOf, type TargetOptions } from '../options.ts';
import { createOutput } from '../output.ts';
import type { Session } from '../session.ts';

export interface CiRoleFlags extends TargetOptions {
  readonly ciRole?: boolean;
  readonly repo?: string;
  readonly branch: string;
  readonly environment?: string;
}

export function withCiRole(command: Command): Command {
  return command
    .option('--ci-role', 'print the IAM policies of the role that CI needs for this workflow instead')
    .option(
      '--repo <repo>',
      'ORG/REPO that may become the role, or ORG@ID/REPO@ID (default: GITHUB_REPOSITORY)',
    )
    .option('--branch <branch>', 'the branch whose jobs may become it', 'main')
    .option('--environment <name>', 'the environment whose jobs may become it, instead of a branch');
}

export async function printCiRole(path: string, flags: CiRoleFlags, session: Session): Promise<void> {
  const output = createOutput({ json: flags.json ?? false });
  const repository = repositoryOf(flags.repo, process.env);
  const jobs: Jobs =
    flags.environment === undefined ? { branch: flags.branch } : { environment: flags.environment };
  const role = await atTarget(flags, output, (connection) =>
    planCiRole({ ...contextOf(path, flags, session, output), connection, repository, jobs }),
  );
  output.say(...(output.json ? [] : ciRoleLines(role, output.style)));
  output.document(ciRoleDocument(role));
}

const form = /^([\w.-]+)(?:@(\d+))?\/([\w.-]+)(?:@(\d+))?$/;

/** In a job, GitHub tells the ids of the repository that it runs for. */
function repositoryOf(given: string | undefined, env: NodeJS.ProcessEnv): Repository {
  const own = env.GITHUB_REPOSITORY ?? 'ORG/REPO';
  const [, owner, ownerId, name, id] = form.exec(given ?? own) ?? [];
  if (owner === undefined || name === undefined) {
    throw new UserError({ what: `--repo must be ORG/REPO, not "${given ?? own}"` });
  }
  const ids = `${owner}/${name}` === own ? env : {};
  return {
    owner,
    name,
    ownerId: ownerId ?? ids.GITHUB_REPOSITORY_OWNER_ID ?? 'OWNER_ID',
    id: id ?? ids.GITHUB_REPOSITORY_ID ?? 'REPOSITORY_ID',
  };
}
