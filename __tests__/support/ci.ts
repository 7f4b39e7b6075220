/**
 * With STEPLINE_ENFORCE set, deploys are tested at an embedded AWS that checks its callers, as a CI whose role has exactly
 * the policy that `plan --ci-role` prints for the workflow at hand.
 */
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { clientsOf } from './clients.ts';
import type { Finished, SpawnOptions } from './spawn.ts';

export const isEnforced = Boolean(process.env.STEPLINE_ENFORCE);

/** The variable that names the endpoint itself, where a test puts a proxy before it. */
export const behindProxies = 'STEPLINE_TEST_ENDPOINT';

type Environment = Readonly<Record<string, string>>;

export interface Printed {
  readonly policy: { readonly Statement: readonly object[] };
  readonly trust: { readonly Statement: readonly object[] };
}

/** The variables of a session of the role `ci`, which has this policy and no other. `env` has the keys of somebody who may make it. */
export async function becomeCi(env: Environment, policy: object): Promise<Record<string, string>> {
  using clients = clientsOf({ endpoint: env.AWS_ENDPOINT_URL ?? '', env });
  const { Account = '' } = await clients.sts.send(new GetCallerIdentityCommand({}));
  const Principal = { AWS: `arn:aws:iam::${Account}:root` };
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
  };
  const AssumeRolePolicyDocument = JSON.stringify(trust);
  await clients.iam.send(new CreateRoleCommand({ RoleName: 'ci', AssumeRolePolicyDocument }));
  await clients.iam.send(
    new PutRolePolicyCommand({ RoleName: 'ci', PolicyName: 'ci', PolicyDocument: JSON.stringify(policy) }),
  );
  const RoleArn = `arn:aws:iam::${Account}:role/ci`;
  const { Credentials } = await clients.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'job' }));
  return {
    ...env,
    AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? '',
    AWS_SESSION_TOKEN: Credentials?.SessionToken ?? '',
  };
}

type Spawn = (args: readonly string[], options: SpawnOptions) => Promise<Finished>;

/**
 * The options of a command that works on AWS, as the CI: a user of its own for every command, since roles are what tests
 * count. A workflow that prints no policy leaves them as they are.
 */
export async function asCi(
  args: readonly string[],
  options: SpawnOptions,
  spawn: Spawn,
): Promise<SpawnOptions> {
  const { env = {} } = options;
  const isOurs = env[behindProxies] !== undefined && env.AWS_SESSION_TOKEN === undefined;
  if (!isEnforced || !isOurs || !args.includes('--aws') || args.includes('--ci-role')) return options;
  const direct = { ...env, AWS_ENDPOINT_URL: env[behindProxies] ?? '' };
  const printing = [
    'plan',
    ...workflowOf(args, options.cwd ?? '.'),
    '--aws',
    '--ci-role',
    '--repo',
    'acme@1/shop@2',
    '--json',
  ];
  const printed = await spawn(printing, { ...options, env: direct });
  if (printed.code !== 0) return options;
  const { policy } = JSON.parse(printed.stdout) as Printed;
  return { ...options, env: { ...env, ...(await keysOf(direct, policy)) } };
}

/** A new user that has this policy and no other. */
async function keysOf(env: Environment, policy: object): Promise<Record<string, string>> {
  using clients = clientsOf({ endpoint: env.AWS_ENDPOINT_URL ?? '', env });
  const name = `ci-${randomUUID()}`;
  const PolicyDocument = JSON.stringify(policy);
  const { Policy } = await clients.iam.send(new CreatePolicyCommand({ PolicyName: name, PolicyDocument }));
  await clients.iam.send(new CreateUserCommand({ UserName: name }));
  await clients.iam.send(new AttachUserPolicyCommand({ UserName: name, PolicyArn: Policy?.Arn }));
  const { AccessKey } = await clients.iam.send(new CreateAccessKeyCommand({ UserName: name }));
  return {
    AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: AccessKey?.SecretAccessKey ?? '',
  };
}

/** The folder or file, and the stage, of a command. */
function workflowOf([, ...args]: readonly string[], cwd: string): string[] {
  const path = args.find((arg) => isAbsolute(arg) || existsSync(join(cwd, arg)));
  const stage = args.indexOf('--stage');
  return [...(path === undefined ? [] : [path]), ...(stage < 0 ? [] : args.slice(stage, stage + 2))];
}
