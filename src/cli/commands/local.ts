import { once } from 'node:events';
import type { Command } from 'commander';
import { startEmbeddedAws } from '../../embedded.ts';
import { serviceEndpoints } from '../../endpoints.ts';
import { UserError } from '../../errors.ts';
import { parseDuration } from '../../inputs.ts';
import { defaultAccount } from '../../local/account.ts';
import { isDataFolderError } from '../../local/data/errors.ts';
import type { LocalAws } from '../../local/server.ts';
import { fastWaitsHelp } from '../options.ts';
import type { Session } from '../session.ts';

interface LocalFlags {
  readonly port: string;
  readonly account: string;
  readonly propagation?: string;
  readonly fastWaits?: boolean;
  readonly enforce?: boolean;
  readonly data?: string;
}

export function addLocal(program: Command, { signal }: Session): void {
  program
    .command('local')
    .description('serve the embedded AWS on a loopback port until interrupted')
    .option('--port <port>', 'the port; 0 takes any free one', '4566')
    .option(
      '--account <id>',
      'the account of callers whose access key id is not itself an account',
      defaultAccount,
    )
    .option('--propagation <duration>', 'how long new roles are unknown to other services, as in AWS')
    .option('--fast-waits', fastWaitsHelp)
    .option(
      '--enforce',
      'callers prove who they are and are allowed what IAM says; the root gets keys, printed first',
    )
    .option('--data <dir>', 'keep everything in this folder, for the next start; without it, nothing is kept')
    .action(async (flags: LocalFlags) => {
      // As in connect(): it is nothing that a user could act on.
      process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
      const { enforce = false, data } = flags;
      const local = await startEmbeddedAws({
        port: parsePort(flags.port),
        account: parseAccount(flags.account),
        propagationMs:
          flags.propagation === undefined ? 0 : parseDuration(flags.propagation, '--propagation'),
        fastWaits: flags.fastWaits ?? false,
        enforce,
        data,
        endpoints: serviceEndpoints(process.env),
        note: (line) => process.stderr.write(`${line}\n`),
      })
        .catch(explainPort(flags.port))
        .catch(explainData);
      process.stdout.write(`AWS_ENDPOINT_URL=${local.endpoint}\n`);
      if (enforce) process.stdout.write(keyLines(local));
      if (data !== undefined) process.stderr.write(foundLine(data, local));
      process.stderr.write(`What runs is shown at ${local.endpoint}/\n`);
      if (!signal.aborted) await once(signal, 'abort');
      await local.close().catch(explainData);
    });
}

function foundLine(data: string, { found = '' }: LocalAws): string {
  return found === '' ? `Everything is kept in ${data}\n` : `Found in ${data}: ${found}\n`;
}

/** As an environment file has them. */
function keyLines({ root: { accessKeyId, secretAccessKey } }: LocalAws): string {
  return `AWS_ACCESS_KEY_ID=${accessKeyId}\nAWS_SECRET_ACCESS_KEY=${secretAccessKey}\n`;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UserError({ what: `--port ${text} is not a port`, hint: 'Give a number from 0 to 65535' });
}

function parseAccount(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw new UserError({ what: `--account ${text} is not an account id`, hint: 'Give twelve digits' });
}

function explainPort(port: string): (thrown: unknown) => never {
  return (thrown) => {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE')) throw thrown;
    throw new UserError({
      what: `port ${port} is taken`,
      hint: 'Give another one, or --port 0 for any free one',
    });
  };
}

function explainData(thrown: unknown): never {
  if (!isDataFolderError(thrown)) throw thrown;
  throw new UserError({ what: thrown.message, hint: thrown.hint });
}
