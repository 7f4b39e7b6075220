/** The AWS CLI of this machine, if there is one: `aws` on the PATH, or the program that AWS_CLI names. */
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const program = process.env.AWS_CLI ?? 'aws';

/** What it says of itself (`aws-cli/2.9.19`); undefined where it is missing. */
export const cliVersion = versionOf(program);

function versionOf(name: string): string | undefined {
  const { error, stdout } = spawnSync(name, ['--version'], { encoding: 'utf8' });
  return error ? undefined : /^aws-cli\/\S+/.exec(stdout)?.[0];
}

export interface CliOptions {
  readonly endpoint: string;
  /** Where files are read and written. */
  readonly folder: string;
}

/**
 * Runs a line as a shell would, `aws …` at its beginning, any credentials, in us-west-2. Answers what it printed, read as
 * JSON; undefined where it printed nothing. Throws with what it said on standard error.
 */
export async function aws(line: string, { endpoint, folder }: CliOptions): Promise<unknown> {
  const withEndpoint = `aws() { command "${program}" --endpoint-url "${endpoint}" "$@"; }\n${line}`;
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    AWS_ACCESS_KEY_ID: 'any',
    AWS_SECRET_ACCESS_KEY: 'any',
    AWS_DEFAULT_REGION: 'us-west-2',
    AWS_DEFAULT_OUTPUT: 'json',
    AWS_PAGER: '',
  };
  const { stdout } = await promisify(execFile)('sh', ['-euc', withEndpoint], { cwd: folder, env });
  return stdout === '' ? undefined : JSON.parse(stdout);
}
