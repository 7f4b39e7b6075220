/** Who else may use a layer's version: AddLayerVersionPermission, RemoveLayerVersionPermission, GetLayerVersionPolicy. */
import { randomUUID } from 'node:crypto';
import type {
  AddLayerVersionPermissionRequest,
  AddLayerVersionPermissionResponse,
  GetLayerVersionPolicyRequest,
  GetLayerVersionPolicyResponse,
  RemoveLayerVersionPermissionRequest,
} from '@aws-sdk/client-lambda';
import type { JsonObject } from '../../../json.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { checkRevision } from '../change.ts';
import { readPrincipal } from '../permissions/statement.ts';
import { conflict, matches, notFound, validate } from '../validation.ts';
import { layerVersionArn, readVersionArn, requireLayer, type LayerVersion } from './model.ts';

type AddRequest = Wire<AddLayerVersionPermissionRequest>;

export const addLayerVersionPermission = operation(
  (backend: LambdaBackend, { input, caller }: Call<AddRequest>): AddLayerVersionPermissionResponse => {
    validate(
      matches('statementId', input.StatementId, '([a-zA-Z0-9-_]+)'),
      matches('action', input.Action, 'lambda:GetLayerVersion'),
      matches('principal', input.Principal, '\\d{12}|\\*|arn:(aws[a-zA-Z-]*):iam::\\d{12}:root'),
    );
    const layer = requireLayer(backend.layers, readVersionArn(caller, input));
    checkRevision(input.RevisionId, layer.policy?.revision ?? '');
    const { statements = [] } = layer.policy ?? {};
    if (statements.some(({ Sid }) => Sid === input.StatementId)) {
      throw conflict(
        `The statement id (${input.StatementId ?? ''}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    const statement = statementOf(input, layer);
    layer.policy = { statements: [...statements, statement], revision: randomUUID() };
    return { Statement: JSON.stringify(statement), RevisionId: layer.policy.revision };
  },
);

function statementOf(input: AddRequest, layer: LayerVersion): JsonObject {
  const { StatementId = '', Principal = '', Action = '', OrganizationId } = input;
  const Resource = layerVersionArn(layer);
  const statement = { Sid: StatementId, Effect: 'Allow', Principal: readPrincipal(Principal, Resource) };
  const Condition = { StringEquals: { 'aws:PrincipalOrgID': OrganizationId ?? '' } };
  return { ...statement, Action, Resource, ...(OrganizationId !== undefined && { Condition }) };
}

export const removeLayerVersionPermission = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<RemoveLayerVersionPermissionRequest>>): object => {
    const layer = requireLayer(backend.layers, readVersionArn(caller, input));
    const { statements } = requirePolicy(layer);
    const rest = statements.filter(({ Sid }) => Sid !== input.StatementId);
    if (rest.length === statements.length) {
      throw notFound(`Statement ${input.StatementId ?? ''} is not found in resource policy.`);
    }
    checkRevision(input.RevisionId, layer.policy?.revision ?? '');
    layer.policy = rest.length === 0 ? undefined : { statements: rest, revision: randomUUID() };
    return {};
  },
);

export const getLayerVersionPolicy = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<GetLayerVersionPolicyRequest>>,
  ): GetLayerVersionPolicyResponse => {
    const { statements, revision } = requirePolicy(
      requireLayer(backend.layers, readVersionArn(caller, input)),
    );
    const document = { Version: '2012-10-17', Id: 'default', Statement: statements };
    return { Policy: JSON.stringify(document), RevisionId: revision };
  },
);

function requirePolicy({ policy }: LayerVersion): NonNullable<LayerVersion['policy']> {
  if (policy) return policy;
  throw notFound('No policy is associated with the given resource.');
}
