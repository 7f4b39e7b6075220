/** The role that a state machine's executions act as. */
import { randomInt } from 'node:crypto';
import { TaskFailure } from '../asl/index.ts';
import type { Cloud, Session } from '../cloud.ts';
import { AwsError } from '../errors.ts';

/** What a role must do for whom. */
export interface RoleUse {
  readonly roleArn: string;
  readonly stateMachineArn: string;
  readonly account: string;
  readonly region: string;
}

/** A session of the role; undefined where it is missing, not seen yet, or does not trust Step Functions. */
function assumeRole(
  cloud: Cloud,
  { roleArn, stateMachineArn, account, region }: RoleUse,
): Session | undefined {
  return cloud.iam.assumeRoleAsService({
    roleArn,
    service: 'states.amazonaws.com',
    region,
    sessionName: newSessionName(),
    context: { 'aws:SourceAccount': account, 'aws:SourceArn': stateMachineArn },
  });
}

const notTrusted =
  'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.';

/** The role of one execution: assumed when it is first needed, and kept. */
export class ExecutionRole {
  readonly #cloud: Cloud;
  readonly #use: RoleUse;
  #session: Session | undefined;

  constructor(cloud: Cloud, use: RoleUse) {
    this.#cloud = cloud;
    this.#use = use;
  }

  get stateMachineArn(): string {
    return this.#use.stateMachineArn;
  }

  /** Throws TaskFailure where the role may not be assumed any more. */
  session(): Session {
    this.#session ??= assumeRole(this.#cloud, this.#use);
    if (!this.#session) throw new TaskFailure('States.TaskFailed', notTrusted);
    return this.#session;
  }
}

/** What AWS checks of a role when a state machine gets it. Throws InvalidArn, AccessDeniedException. */
export function requireRole(cloud: Cloud, use: RoleUse): Session {
  const account = /^arn:[^:]+:iam::(\d{12}):role\/./.exec(use.roleArn)?.[1];
  if (account === undefined) throw new AwsError('InvalidArn', `Invalid Role Arn: '${use.roleArn}'`);
  if (account !== use.account) throw accessDenied('Cross-account pass role is not allowed.');
  const session = assumeRole(cloud, use);
  if (!session) throw accessDenied(notTrusted);
  return session;
}

export function accessDenied(message: string): AwsError {
  return new AwsError('AccessDeniedException', message);
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Step Functions names its sessions by 32 random letters. */
export function newSessionName(): string {
  return Array.from({ length: 32 }, () => letters.charAt(randomInt(letters.length))).join('');
}
