/** Function names as requests give them: a name, a partial or a whole ARN, each with or without a qualifier. */
import type { Caller } from '../caller.ts';
import { AwsError } from '../errors.ts';
import { atMostLong, invalidParameter, matches, notFound, validate } from './validation.ts';

/** Where functions live. */
export interface Place {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** A function as a request names it. */
export interface FunctionReference extends Place {
  readonly name: string;
  readonly qualifier?: string;
}

const prefixPattern =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?';
const newNamePattern = `${prefixPattern}([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`;
const namePattern = `${prefixPattern}([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?`;
const qualifierPattern = '\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+';
/** A qualifier of a function URL: an alias, never a version. */
export const aliasPattern = '((?!^\\d+$)^[0-9a-zA-Z-_]+$)';

const parts =
  /^(?:arn:(?<partition>[^:]*):lambda:)?(?:(?<region>[a-z]{2,}(?:-[a-z]+)+-\d):)?(?:(?<account>\d{12}):)?(?:function:(?=.))?(?<name>[^:]+)(?::(?<qualifier>.+))?$/;

/**
 * The function that FunctionName and Qualifier name together. Throws ValidationException for a name that is none,
 * ResourceNotFoundException for another region, InvalidParameterValueException when the name carries another qualifier.
 */
export function readReference(
  caller: Place,
  functionName: string,
  qualifier?: string,
  qualifiers = qualifierPattern,
): FunctionReference {
  validate(
    atMostLong('qualifier', qualifier, 128),
    matches('qualifier', qualifier, qualifiers),
    matches('functionName', functionName, namePattern),
  );
  const reference = parse(caller, functionName);
  if (qualifier !== undefined && reference.qualifier !== undefined && qualifier !== reference.qualifier) {
    throw invalidParameter(
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  return qualifier === undefined ? reference : { ...reference, qualifier };
}

/** As readReference, for operations on the caller's own functions alone. */
export function readOwnReference(
  caller: Caller,
  functionName: string,
  qualifier?: string,
  qualifiers = qualifierPattern,
): FunctionReference {
  const reference = readReference(caller, functionName, qualifier, qualifiers);
  if (reference.account !== caller.account) throw accessDenied();
  return reference;
}

/** The name of a function to be made. */
export function readNewName(caller: Caller, functionName: string): string {
  validate(
    atMostLong('functionName', functionName, 140),
    matches('functionName', functionName, newNamePattern),
  );
  const { account, name } = parse(caller, functionName);
  if (account !== caller.account) throw accessDenied();
  const tooLong = atMostLong('functionName', name, 64);
  if (tooLong) throw invalidParameter(`1 validation error detected: ${tooLong}`);
  return name;
}

function parse(caller: Place, functionName: string): FunctionReference {
  const {
    region = caller.region,
    account = caller.account,
    name = '',
    qualifier,
  } = parts.exec(functionName)?.groups ?? {};
  if (region !== caller.region) {
    throw notFound(`Functions from '${region}' are not reachable in this region ('${caller.region}')`);
  }
  const { partition } = caller;
  return { partition, region, account, name, ...(qualifier !== undefined && { qualifier }) };
}

/** Recorded from AWS: its message is null. */
function accessDenied(): AwsError {
  return new AwsError('AccessDeniedException', '', 403, { Message: null, message: null });
}

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]` */
export function functionArn({ partition, region, account, name, qualifier }: FunctionReference): string {
  const arn = `arn:${partition}:lambda:${region}:${account}:function:${name}`;
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}
