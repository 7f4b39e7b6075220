/** Which Lambda function a Task state invokes, and what its role needs for it. */
import type { Target } from '../blueprint.ts';
import type { Names } from '../names.ts';
import { referencedFunction } from '../references.ts';
import type { Task } from './tasks.ts';

export type Invoked =
  | { readonly kind: 'function' | 'dynamic'; readonly label: string; readonly resources: readonly string[] }
  | { readonly kind: 'other' };

const lambdaInvoke = /^arn:[\w-]+:states:::lambda:invoke(\.waitForTaskToken)?$/;
/** A whole ARN or a bare name, each with or without a version or alias. */
const functionName = /^(arn:[\w-]+:lambda:[\w-]+:\d{12}:function:)?([\w-]+)(:[\w$-]+)?$/;

export function invokedFunction(task: Task, names: Names, target: Target): Invoked {
  const isInvoke = lambdaInvoke.test(task.resource);
  const called = isInvoke ? task.arguments['FunctionName'] : directTarget(task.resource);
  if (called === undefined && !isInvoke) return { kind: 'other' };
  if (typeof called !== 'string' || called.startsWith('{%')) return dynamic;
  return named(called, names, target);
}

function directTarget(resource: string): string | undefined {
  return referencedFunction(resource) !== undefined || /^arn:[\w-]+:lambda:/.test(resource)
    ? resource
    : undefined;
}

/** AWS checks the ARN as it is called, so the qualified form must be allowed beside the plain one. */
function named(called: string, names: Names, target: Target): Invoked {
  const key = referencedFunction(called);
  if (key !== undefined) {
    const arn = names.functionArn(key);
    return { kind: 'function', label: key, resources: [arn, `${arn}:*`] };
  }
  const [, prefix = prefixOf(target), name, qualifier] = functionName.exec(called) ?? [];
  if (name === undefined) return dynamic;
  const arn = `${prefix}${name}`;
  return {
    kind: 'function',
    label: `${name}${qualifier ?? ''}`,
    resources: qualifier === undefined ? [arn, `${arn}:*`] : [`${arn}${qualifier}`],
  };
}

function prefixOf({ partition, region, account }: Target): string {
  return `arn:${partition}:lambda:${region}:${account}:function:`;
}

const dynamic: Invoked = { kind: 'dynamic', label: 'AnyFunction', resources: ['*'] };
