/** Who else may invoke a function: AddPermission, RemovePermission, GetPolicy. */
import { randomUUID } from 'node:crypto';
import type {
  AddPermissionRequest,
  AddPermissionResponse,
  GetPolicyRequest,
  GetPolicyResponse,
  RemovePermissionRequest,
} from '@aws-sdk/client-lambda';
import { AwsError } from '../../errors.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import { requireAlias } from '../aliases/aliases.ts';
import type { LambdaBackend } from '../backend.ts';
import { checkRevision } from '../change.ts';
import { requireFunction, requireVersion } from '../lookup.ts';
import { latestVersion, type LambdaFunction, type Policy } from '../model.ts';
import { functionArn, readOwnReference, type FunctionReference } from '../names.ts';
import { atMostLong, conflict, invalidParameter, matches, notFound, validate } from '../validation.ts';
import { policyDocument, policyKey } from './policy.ts';
import { newStatement } from './statement.ts';

/** Bytes (Lambda quotas). */
const maximumPolicyBytes = 20_480;

export const addPermission = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<AddPermissionRequest>>): AddPermissionResponse => {
    const { StatementId = '' } = input;
    validate(
      matches('statementId', StatementId, '([a-zA-Z0-9-_]+)'),
      atMostLong('statementId', StatementId, 100),
      matches('action', input.Action, '(lambda:[*]|lambda:[a-zA-Z]+|[*])'),
    );
    const reference = readOwnReference(caller, input.FunctionName ?? '', input.Qualifier);
    if (reference.qualifier === latestVersion) {
      throw invalidParameter(`We currently do not support adding policies for ${latestVersion}.`);
    }
    const statement = newStatement(input, functionArn(reference));
    const lambda = requireFunction(backend, reference);
    requireQualifier(lambda, reference);
    const policy = lambda.policies.get(policyKey(reference.qualifier));
    checkRevision(input.RevisionId, policy?.revision ?? '');
    if (policy?.statements.some(({ Sid }) => Sid === StatementId)) {
      throw conflict(
        `The statement id (${StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    keep(lambda, reference, [...(policy?.statements ?? []), statement]);
    return { Statement: JSON.stringify(statement) };
  },
);

export const removePermission = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<RemovePermissionRequest>>): object => {
    const reference = readOwnReference(caller, input.FunctionName ?? '', input.Qualifier);
    const lambda = backend.find(reference);
    if (!lambda) throw notFound(`No policy found for: ${functionArn(reference)}`);
    requireQualifier(lambda, reference);
    const policy = lambda.policies.get(policyKey(reference.qualifier));
    if (!policy) throw notFound('No policy is associated with the given resource.');
    const rest = policy.statements.filter(({ Sid }) => Sid !== input.StatementId);
    if (rest.length === policy.statements.length) {
      throw notFound(`Statement ${input.StatementId ?? ''} is not found in resource policy.`);
    }
    checkRevision(input.RevisionId, policy.revision);
    if (rest.length === 0) lambda.policies.delete(policyKey(reference.qualifier));
    else keep(lambda, reference, rest);
    return {};
  },
);

export const getPolicy = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<GetPolicyRequest>>): GetPolicyResponse => {
    const reference = readOwnReference(caller, input.FunctionName ?? '', input.Qualifier);
    const lambda = backend.find(reference);
    const document = lambda && policyDocument(lambda, reference.qualifier);
    if (!document) throw notFound('The resource you requested does not exist.');
    const RevisionId = lambda.policies.get(policyKey(reference.qualifier))?.revision;
    return { Policy: JSON.stringify(document), RevisionId };
  },
);

/** A version or an alias that is not there: AWS names each in its own way. */
function requireQualifier(lambda: LambdaFunction, reference: FunctionReference): void {
  const { qualifier } = reference;
  if (qualifier === undefined) return;
  if (/^(?!\d+$)[a-zA-Z0-9-_]+$/.test(qualifier)) requireAlias(lambda, qualifier);
  else requireVersion(lambda, reference);
}

function keep(
  lambda: LambdaFunction,
  { qualifier }: FunctionReference,
  statements: Policy['statements'],
): void {
  const key = policyKey(qualifier);
  const before = lambda.policies.get(key);
  lambda.policies.set(key, { statements, revision: randomUUID() });
  const size = JSON.stringify(policyDocument(lambda, qualifier)).length;
  if (size <= maximumPolicyBytes) return;
  if (before) lambda.policies.set(key, before);
  const message = `The final policy size (${size}) is bigger than the limit (${maximumPolicyBytes}).`;
  throw new AwsError('PolicyLengthExceededException', message, 400);
}
