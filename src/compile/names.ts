/** What resources are called: NAME-STAGE-KEY, shortened with a hash where AWS's limit cuts it. */
import { createHash } from 'node:crypto';
import type { Target } from './blueprint.ts';

/** AWS's limits on names, in characters (service models of IAM, Lambda and Step Functions). */
const limits = { role: 64, function: 64, stateMachine: 80 } as const;

/** Digits. */
const hashLength = 8;

export interface Names {
  readonly rolePath: string;
  readonly stateMachine: string;
  readonly stateMachineArn: string;
  readonly stateMachineRole: string;
  function(key: string): string;
  functionArn(key: string): string;
  functionRole(key: string): string;
  roleArn(name: string): string;
}

/** Names and ARNs of everything that a workflow makes at a stage of a target. */
export function namesFor(workflow: string, stage: string, { account, region, partition }: Target): Names {
  const base = `${workflow}-${stage}`;
  const rolePath = `/stepline/${workflow}/${stage}/`;
  const stateMachine = shorten(base, limits.stateMachine);
  const functionName = (key: string): string => shorten(`${base}-${key}`, limits.function);
  return {
    rolePath,
    stateMachine,
    stateMachineArn: `arn:${partition}:states:${region}:${account}:stateMachine:${stateMachine}`,
    stateMachineRole: shorten(base, limits.role),
    function: functionName,
    functionArn: (key) => `arn:${partition}:lambda:${region}:${account}:function:${functionName(key)}`,
    functionRole: (key) => shorten(`${base}-${key}`, limits.role),
    roleArn: (name) => `arn:${partition}:iam::${account}:role${rolePath}${name}`,
  };
}

/** Patterns, with `*` at their ends, that all names of a workflow's functions and roles at a stage fit. */
export function namePatterns(workflow: string, stage: string) {
  const base = `${workflow}-${stage}`;
  const functionStart = startOf(`${base}-`, limits.function);
  const functionRoles = `${startOf(`${base}-`, limits.role)}*`;
  return {
    functionStart,
    functions: `${functionStart}*`,
    functionRoles,
    roles: [...new Set([shorten(base, limits.role), functionRoles])],
  };
}

/** What stays of a beginning in names that are cut. */
function startOf(beginning: string, limit: number): string {
  return beginning.slice(0, limit - hashLength - 1);
}

/** Cut names stay apart by eight digits of a hash over the whole name. */
export function shorten(name: string, limit: number): string {
  if (name.length <= limit) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, hashLength);
  return `${startOf(name, limit)}-${hash}`;
}
