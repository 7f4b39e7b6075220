/** One statement of a function's policy, from the members of AddPermission. */
import type { AddPermissionRequest } from '@aws-sdk/client-lambda';
import type { JsonObject } from '../../../json.ts';
import type { Wire } from '../../service.ts';
import { invalidParameter } from '../validation.ts';

type Input = Wire<AddPermissionRequest>;

/** Throws InvalidParameterValueException for a principal that is none, and for a condition that its action does not know. */
export function newStatement(input: Input, resource: string): JsonObject {
  const { StatementId = '', Action = '', Principal = '' } = input;
  const conditions = conditionsOf(input);
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: readPrincipal(Principal, resource),
    Action,
    Resource: resource,
    ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
  };
}

/** Throws InvalidParameterValueException for what is none. */
export function readPrincipal(principal: string, resource: string): string | JsonObject {
  if (principal === '*') return '*';
  if (/^[a-z0-9.-]+\.(amazonaws|amazon)\.com(\.cn)?$/.test(principal)) return { Service: principal };
  if (/^arn:[^:]+:(iam|sts)::\d{12}:.+$/.test(principal)) return { AWS: principal };
  const partition = resource.split(':')[1] ?? 'aws';
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:${partition}:iam::${principal}:root` };
  throw invalidParameter('The provided principal was invalid. Please check the principal and try again.');
}

/** A condition block: operator, key, value. InvokedViaFunctionUrl false says nothing (live-probed). */
function conditionsOf(input: Input): JsonObject {
  if (input.InvokedViaFunctionUrl && input.Action !== 'lambda:InvokeFunction') {
    throw invalidParameter(
      'The InvokedViaFunctionUrl condition key is only supported for lambda:InvokeFunction action.',
    );
  }
  const equal = withoutUndefined({
    'AWS:SourceAccount': input.SourceAccount,
    'aws:PrincipalOrgID': input.PrincipalOrgID,
    'lambda:EventSourceToken': input.EventSourceToken,
    'lambda:FunctionUrlAuthType': input.FunctionUrlAuthType,
  });
  return {
    ...(Object.keys(equal).length > 0 && { StringEquals: equal }),
    ...(input.SourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': input.SourceArn } }),
    ...(input.InvokedViaFunctionUrl && { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } }),
  };
}

function withoutUndefined(values: Readonly<Record<string, string | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
