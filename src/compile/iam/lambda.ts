/** Lambda functions that states call, and the ARNs that their role must be allowed on. */
import type { Target } from '../blueprint.ts';
import type { Names } from '../names.ts';
import { referencedFunction } from '../references.ts';
import { member, type Argument } from './arguments.ts';
import { atRunTime, untold, type Grant, type Integration, type Scope } from './grant.ts';

interface Called extends Scope {
  /** What the function is called, for people. */
  readonly label: string;
}

/** A Task whose Resource is the function itself; undefined when it is something else. */
export function directInvocation(resource: string, names: Names, target: Target): Grant | undefined {
  const isFunction = referencedFunction(resource) !== undefined || /^arn:[\w-]+:lambda:/.test(resource);
  return isFunction ? invocation(called(resource, undefined, names, target)) : undefined;
}

/** `lambda:invoke` */
export const lambda: Integration = ({ arguments: given, names, target }) => {
  const name = member(given, 'FunctionName');
  return [invocation(called(name, member(given, 'Qualifier'), names, target))];
};

/** The function that an operation of the SDK names. */
export function functionScope({ arguments: given, names, target }: Parameters<Integration>[0]): Scope {
  const name = member(given, 'FunctionName');
  if (name === undefined) return untold;
  const { label: _, ...scope } = called(name, member(given, 'Qualifier'), names, target);
  return scope;
}

function invocation({ label, ...scope }: Called): Grant {
  return { sid: `Invoke${label}`, actions: ['lambda:InvokeFunction'], ...scope };
}

const anyFunction: Called = { label: 'AnyFunction', ...atRunTime };

function called(name: Argument, qualifier: Argument, names: Names, target: Target): Called {
  if (typeof name !== 'string') return anyFunction;
  const key = referencedFunction(name);
  if (key !== undefined) return onEveryVersion(key, names.functionArn(key));
  const parts = partsOf(name, target);
  if (!parts) return anyFunction;
  const wanted = parts.qualifier ?? (isQualifier(qualifier) ? qualifier : undefined);
  return wanted === undefined
    ? onEveryVersion(parts.name, parts.arn)
    : onVersion(parts.name, parts.arn, wanted);
}

/** AWS checks the ARN as it is called, so the qualified form must be allowed beside the plain one. */
function onEveryVersion(label: string, arn: string): Called {
  return { label, resources: [arn, `${arn}:*`] };
}

/** `$LATEST` is what the plain ARN means too. */
function onVersion(name: string, arn: string, qualifier: string): Called {
  const qualified = `${arn}:${qualifier}`;
  const resources = qualifier === '$LATEST' ? [arn, qualified] : [qualified];
  return { label: `${name}:${qualifier}`, resources };
}

/** A name, a partial or a whole ARN, with or without a version or alias (Lambda API reference, Invoke). */
const functionName =
  /^(?:arn:([\w-]+):lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:)?([\w-]+)(?::(\$LATEST|[\w-]+))?$/;

function partsOf(
  name: string,
  target: Target,
): { arn: string; name: string; qualifier?: string } | undefined {
  const [, partition = target.partition, region = target.region, account = target.account, plain, qualifier] =
    functionName.exec(name) ?? [];
  if (plain === undefined) return undefined;
  const arn = `arn:${partition}:lambda:${region}:${account}:function:${plain}`;
  return { arn, name: plain, ...(qualifier !== undefined && { qualifier }) };
}

function isQualifier(value: Argument): value is string {
  return typeof value === 'string' && /^(\$LATEST|[\w-]+)$/.test(value);
}
