/** Which Lambda function a Task state invokes, and what its role needs for it. */
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Target } from '../blueprint.ts';
import type { Names } from '../names.ts';
import { referencedFunction } from '../references.ts';

/** ARNs that `lambda:InvokeFunction` must be allowed on. */
export interface Invoked {
  /** What the function is called, for people. */
  readonly label: string;
  readonly resources: readonly string[];
  /** The function is chosen at run time. */
  readonly isDynamic: boolean;
}

const lambdaInvoke = /^arn:[\w-]+:states:::lambda:invoke(\.waitForTaskToken)?$/;
const lambdaArn = /^arn:[\w-]+:lambda:/;

/** The function that a Task state invokes, or undefined when it does something else. */
export function invokedFunction(task: JsonObject, names: Names, target: Target): Invoked | undefined {
  const { Resource: resource } = task;
  if (typeof resource !== 'string') return undefined;
  if (referencedFunction(resource) !== undefined || lambdaArn.test(resource)) {
    return invoked(resource, undefined, names, target);
  }
  if (!lambdaInvoke.test(resource)) return undefined;
  const given = task.Arguments ?? task.Parameters ?? {};
  const { FunctionName, Qualifier } = isObject(given) ? given : {};
  return typeof FunctionName === 'string' ? invoked(FunctionName, Qualifier, names, target) : dynamic;
}

const dynamic: Invoked = { label: 'AnyFunction', resources: ['*'], isDynamic: true };

function invoked(called: string, qualifier: Json | undefined, names: Names, target: Target): Invoked {
  const key = referencedFunction(called);
  if (key !== undefined) return onEveryVersion(key, names.functionArn(key));
  const parts = partsOf(called, target);
  if (!parts) return dynamic;
  const wanted = parts.qualifier ?? (isQualifier(qualifier) ? qualifier : undefined);
  return wanted === undefined
    ? onEveryVersion(parts.name, parts.arn)
    : onVersion(parts.name, parts.arn, wanted);
}

/** AWS checks the ARN as it is called, so the qualified form must be allowed beside the plain one. */
function onEveryVersion(label: string, arn: string): Invoked {
  return { label, resources: [arn, `${arn}:*`], isDynamic: false };
}

/** `$LATEST` is what the plain ARN means too. */
function onVersion(name: string, arn: string, qualifier: string): Invoked {
  const qualified = `${arn}:${qualifier}`;
  const resources = qualifier === '$LATEST' ? [arn, qualified] : [qualified];
  return { label: `${name}:${qualifier}`, resources, isDynamic: false };
}

/** A name, a partial or a whole ARN, with or without a version or alias (Lambda API reference, Invoke). */
const functionName =
  /^(?:arn:([\w-]+):lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:)?([\w-]+)(?::(\$LATEST|[\w-]+))?$/;

function partsOf(
  called: string,
  target: Target,
): { arn: string; name: string; qualifier?: string } | undefined {
  const [, partition = target.partition, region = target.region, account = target.account, name, qualifier] =
    functionName.exec(called) ?? [];
  if (name === undefined) return undefined;
  const arn = `arn:${partition}:lambda:${region}:${account}:function:${name}`;
  return { arn, name, ...(qualifier !== undefined && { qualifier }) };
}

function isQualifier(value: Json | undefined): value is string {
  return typeof value === 'string' && /^(\$LATEST|[\w-]+)$/.test(value);
}
