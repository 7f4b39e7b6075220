/** Options that several commands share. */
import { Option, type Command } from 'commander';
import type { CommandContext } from '../commands/prepare.ts';
import type { Problem } from '../errors.ts';
import { exitCode, UserError } from '../errors.ts';
import { openAws, openLocal, type OpenTarget } from '../target.ts';
import type { Output } from './output.ts';
import type { Session } from './session.ts';

export interface CommonOptions {
  readonly json?: boolean;
  readonly stage?: string;
}

export interface TargetOptions extends CommonOptions {
  readonly aws?: boolean;
  readonly region?: string;
  readonly adopt?: boolean;
  readonly fastWaits?: boolean;
}

/** `[path]`, `--stage` and `--json`. */
export function withCommon(command: Command): Command {
  return command
    .argument('[path]', 'a workflow file, or a folder that holds workflow.yaml', '.')
    .option('--stage <stage>', 'the stage: what keeps deployments of one workflow apart (default: dev)')
    .option('--json', 'print one JSON document on standard output');
}

export function withTarget(command: Command): Command {
  return withCommon(command)
    .addOption(new Option('--aws', 'use AWS (or AWS_ENDPOINT_URL) instead of a new embedded AWS'))
    .option('--region <region>', 'the AWS region (default: AWS_REGION)')
    .option('--adopt', 'take over functions and a state machine that stand under our names without our tags');
}

export const fastWaitsHelp =
  'skip what executions of the embedded AWS wait for: Wait states, intervals of retries, timeouts, heartbeats';

/** With `--fast-waits`: for what executes. */
export function withExecution(command: Command): Command {
  return withTarget(command).addOption(new Option('--fast-waits', fastWaitsHelp).conflicts('aws'));
}

export function contextOf(
  path: string,
  options: TargetOptions,
  session: Session,
  output: Output,
): CommandContext {
  return {
    path,
    env: process.env,
    report: output.report,
    signal: session.signal,
    ...(options.adopt !== undefined && { adopt: options.adopt }),
    ...(options.stage !== undefined && { stage: options.stage }),
  };
}

/** Opens the target that the options say, works at it, and closes it. */
export async function atTarget<T>(
  options: TargetOptions,
  output: Output,
  work: (connection: OpenTarget['connection'], platform: OpenTarget['platform']) => Promise<T>,
): Promise<T> {
  const note = (what: string): void => {
    output.report({ kind: 'warning', problem: { what, severity: 'warning' } satisfies Problem });
  };
  const target = options.aws ? openAws(options.region) : await openLocal(options.region, note, options);
  try {
    return await work(target.connection, target.platform);
  } finally {
    await target.close();
  }
}

/** `deploy` and `destroy` have nothing to stand on in an embedded AWS that begins and ends with them. */
export function requireAws(command: string, options: TargetOptions): void {
  if (options.aws) return;
  throw new UserError(
    {
      what: `${command} needs something that lasts: the embedded AWS of a single command is empty and ends with it`,
      hint: 'Add --aws, for AWS or for a running `stepline local` by its AWS_ENDPOINT_URL',
    },
    exitCode.invalid,
  );
}
