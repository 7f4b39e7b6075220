/**
 * `npm run terraform`: applies configurations of Terraform to an embedded AWS, expects a plan without changes, also after a
 * restart on the folder where it keeps its state, applies a change, expects the same again, and destroys everything. Each answer on the way has to satisfy Terraform's own clients.
 *
 * Needs `terraform` on the PATH (or TERRAFORM) and the AWS provider, from the registry or from a mirror that the file
 * named by TF_CLI_CONFIG_FILE gives. Says so, and exits 0, where there is no Terraform.
 */
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { ZipFile } from 'yazl';
import { startLocalAws } from '../../src/local/server.ts';

interface Configuration {
  readonly folder: string;
  /** What the second apply changes. */
  readonly change: string;
}

const configurations: readonly Configuration[] = [
  { folder: 'docs/terraform', change: 'greeting=bye' },
  { folder: 'scripts/terraform/every-argument', change: 'round=2' },
];

const program = process.env.TERRAFORM ?? 'terraform';
const run = promisify(execFile);

if (await isThere()) for (const configuration of configurations) await perform(configuration);
else print(`Skipped: there is no ${program} (TERRAFORM names it)`);

async function isThere(): Promise<boolean> {
  try {
    await run(program, ['version']);
    return true;
  } catch {
    return false;
  }
}

async function perform({ folder, change }: Configuration): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'stepline-terraform-'));
  const data = join(work, 'data');
  let aws = await startLocalAws({ data });
  try {
    await fill(work, folder);
    const { endpoint } = aws;
    const terraform = (...args: readonly string[]): Promise<void> => command(work, endpoint, args);
    await terraform('init');
    await terraform('apply', '-auto-approve');
    await terraform('plan', '-detailed-exitcode');
    await aws.close();
    aws = await startLocalAws({ data, port: Number(new URL(endpoint).port) });
    await terraform('plan', '-detailed-exitcode');
    await terraform('apply', '-auto-approve', '-var', change);
    await terraform('plan', '-detailed-exitcode', '-var', change);
    await terraform('destroy', '-auto-approve', '-var', change);
    print(`${folder}: applied, unchanged, also after a restart, changed, unchanged, destroyed`);
  } catch (thrown) {
    print(`${folder}: ${(thrown as Error).message}`);
    process.exitCode = 1;
  } finally {
    await aws.close();
    await rm(work, { recursive: true });
  }
}

/** The configuration, and the package that it deploys. */
async function fill(work: string, folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.tf'));
  for (const name of files) await copyFile(join(folder, name), join(work, name));
  const zip = new ZipFile();
  for (const name of ['lambda_function_1.py', 'lambda_function_2.py'])
    zip.addFile(join('functions', name), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(join(work, 'functions.zip')));
}

/** Throws what Terraform printed where it fails; a plan with changes is a failure too. */
async function command(work: string, endpoint: string, args: readonly string[]): Promise<void> {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'any',
    AWS_SECRET_ACCESS_KEY: 'any',
    CHECKPOINT_DISABLE: 'true',
  };
  try {
    await run(program, [...args, '-no-color', '-input=false'], { cwd: work, env, maxBuffer: 2 ** 26 });
  } catch (thrown) {
    const { stdout = '', stderr = '' } = thrown as { stdout?: string; stderr?: string };
    throw new Error(`terraform ${args.join(' ')}\n${stdout}${stderr}`, { cause: thrown });
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
