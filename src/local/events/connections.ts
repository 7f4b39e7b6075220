/** Connections: what HTTP tasks authenticate with. */
import type {
  ConnectionAuthResponseParameters,
  ConnectionHttpParameters,
  CreateConnectionAuthRequestParameters,
  CreateConnectionRequest,
  CreateConnectionResponse,
  DeauthorizeConnectionRequest,
  DeleteConnectionRequest,
  DescribeConnectionRequest,
  DescribeConnectionResponse,
  ListConnectionsRequest,
  ListConnectionsResponse,
  UpdateConnectionRequest,
} from '@aws-sdk/client-eventbridge';
import { randomBytes, randomUUID } from 'node:crypto';
import { requireAccess } from '../access.ts';
import type { Caller } from '../caller.ts';
import type { Connection } from '../cloud.ts';
import { AwsError } from '../errors.ts';
import { operation, type Call, type Wire } from '../service.ts';
import { connectionArn, type EventsBackend } from './backend.ts';

type Parameters = Wire<CreateConnectionAuthRequestParameters>;

const types = ['BASIC', 'OAUTH_CLIENT_CREDENTIALS', 'API_KEY'] as const;

/** The members of AuthParameters that a type of authorization needs. */
const needed: Readonly<Record<Connection['authorizationType'], keyof Parameters>> = {
  BASIC: 'BasicAuthParameters',
  OAUTH_CLIENT_CREDENTIALS: 'OAuthParameters',
  API_KEY: 'ApiKeyAuthParameters',
};

/** Tokens are fetched when they are needed: every connection is AUTHORIZED at once. */
export const createConnection = operation(
  (
    backend: EventsBackend,
    { caller, input }: Call<Wire<CreateConnectionRequest>>,
  ): CreateConnectionResponse => {
    const { Name: name = '', Description: description, AuthParameters: parameters = {} } = input;
    authorize(backend, caller, name, 'CreateConnection');
    checkName(name);
    if (backend.connectionNamed(caller, name))
      throw new AwsError('ResourceAlreadyExistsException', `Connection ${name} already exists.`);
    const authorizationType = typeOf(input.AuthorizationType, parameters);
    requirePublic(input);
    const id = randomUUID();
    const now = backend.cloud.clock.now();
    const connection: Connection = {
      name,
      arn: connectionArn(caller, `${name}/${id}`),
      secretArn: secretArn(caller, name, id),
      description,
      authorizationType,
      parameters,
      state: 'AUTHORIZED',
      createdAt: now,
      modifiedAt: now,
      authorizedAt: now,
    };
    backend.putConnection(connection);
    return changed(connection);
  },
);

/** What the request does not name stays. */
export const updateConnection = operation(
  (
    backend: EventsBackend,
    { caller, input }: Call<Wire<UpdateConnectionRequest>>,
  ): CreateConnectionResponse => {
    const before = open(backend, caller, input.Name, 'UpdateConnection');
    requirePublic(input);
    const parameters = { ...before.parameters, ...(input.AuthParameters as Parameters | undefined) };
    const now = backend.cloud.clock.now();
    const connection: Connection = {
      ...before,
      description: input.Description ?? before.description,
      authorizationType: typeOf(input.AuthorizationType ?? before.authorizationType, parameters),
      parameters,
      state: 'AUTHORIZED',
      modifiedAt: now,
      authorizedAt: now,
    };
    backend.putConnection(connection);
    return changed(connection);
  },
);

export const describeConnection = operation(
  (
    backend: EventsBackend,
    { caller, input }: Call<Wire<DescribeConnectionRequest>>,
  ): DescribeConnectionResponse => {
    const connection = open(backend, caller, input.Name, 'DescribeConnection');
    return {
      ...listed(connection),
      ...(connection.description !== undefined && { Description: connection.description }),
      SecretArn: connection.secretArn,
      AuthParameters: withoutSecrets(connection.parameters),
    };
  },
);

export const listConnections = operation(
  (
    backend: EventsBackend,
    { caller, input }: Call<Wire<ListConnectionsRequest>>,
  ): ListConnectionsResponse => {
    authorize(backend, caller, '*', 'ListConnections');
    const connections = backend
      .connectionsOf(caller)
      .filter(({ name }) => name.startsWith(input.NamePrefix ?? ''))
      .filter(({ state }) => input.ConnectionState === undefined || state === input.ConnectionState);
    return { Connections: connections.map(listed) };
  },
);

export const deleteConnection = operation(
  (
    backend: EventsBackend,
    { caller, input }: Call<Wire<DeleteConnectionRequest>>,
  ): CreateConnectionResponse => {
    const connection = open(backend, caller, input.Name, 'DeleteConnection');
    backend.deleteConnection(connection);
    return { ...changed(connection), ConnectionState: 'DELETING' };
  },
);

/** Takes the secrets away, and what they are for. */
export const deauthorizeConnection = operation(
  (
    backend: EventsBackend,
    { caller, input }: Call<Wire<DeauthorizeConnectionRequest>>,
  ): CreateConnectionResponse => {
    const before = open(backend, caller, input.Name, 'DeauthorizeConnection');
    const connection: Connection = {
      ...before,
      state: 'DEAUTHORIZED',
      modifiedAt: backend.cloud.clock.now(),
    };
    backend.putConnection(connection);
    return { ...changed(connection), ConnectionState: 'DEAUTHORIZING' };
  },
);

function authorize(backend: EventsBackend, caller: Caller, name: string, action: string): void {
  const resource = connectionArn(caller, name === '*' ? name : `${name}/*`);
  requireAccess(backend.cloud, caller, { action: `events:${action}`, resource });
}

/** Throws ResourceNotFoundException, AccessDeniedException. */
function open(backend: EventsBackend, caller: Caller, name = '', action: string): Connection {
  authorize(backend, caller, name, action);
  const connection = backend.connectionNamed(caller, name);
  if (connection) return connection;
  throw new AwsError(
    'ResourceNotFoundException',
    `Failed to describe the connection(s). Connection '${name}' does not exist.`,
  );
}

function checkName(name: string): void {
  if (/^[.\-_A-Za-z0-9]{1,64}$/.test(name)) return;
  throw invalid(
    `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+`,
  );
}

function typeOf(type: string | undefined, parameters: Parameters): Connection['authorizationType'] {
  const known = types.find((one) => one === type);
  if (!known) {
    throw invalid(
      `1 validation error detected: Value '${type ?? 'null'}' at 'authorizationType' failed to satisfy constraint: Member must satisfy enum value set: [${types.join(', ')}]`,
    );
  }
  if (parameters[needed[known]] === undefined)
    throw invalid(`Authorization parameters ${needed[known]} are required for ${known}.`);
  return known;
}

function requirePublic({ InvocationConnectivityParameters: wanted }: object & PrivateInput): void {
  if (wanted !== undefined) throw invalid('The embedded EventBridge has no connections to private APIs');
}

interface PrivateInput {
  readonly InvocationConnectivityParameters?: unknown;
}

/** As EventBridge names the secrets that it keeps. */
function secretArn({ partition, region, account }: Caller, name: string, id: string): string {
  const random = randomBytes(3).toString('hex');
  return `arn:${partition}:secretsmanager:${region}:${account}:secret:events!connection/${name}/${id}-${random}`;
}

function changed({
  arn,
  state,
  createdAt,
  modifiedAt,
  authorizedAt,
}: Connection): CreateConnectionResponse & {
  LastAuthorizedTime?: Date;
} {
  return {
    ConnectionArn: arn,
    ConnectionState: state,
    CreationTime: new Date(createdAt),
    LastModifiedTime: new Date(modifiedAt),
    LastAuthorizedTime: new Date(authorizedAt),
  };
}

function listed(connection: Connection): DescribeConnectionResponse {
  const { name, authorizationType } = connection;
  return { ...changed(connection), Name: name, AuthorizationType: authorizationType };
}

/** No answer tells a secret. */
function withoutSecrets({
  BasicAuthParameters: basic,
  OAuthParameters: oauth,
  ApiKeyAuthParameters: key,
  InvocationHttpParameters: http,
}: Parameters): ConnectionAuthResponseParameters {
  return {
    ...(basic && { BasicAuthParameters: { Username: basic.Username } }),
    ...(oauth && {
      OAuthParameters: {
        ClientParameters: { ClientID: oauth.ClientParameters?.ClientID },
        AuthorizationEndpoint: oauth.AuthorizationEndpoint,
        HttpMethod: oauth.HttpMethod,
        ...(oauth.OAuthHttpParameters && { OAuthHttpParameters: shown(oauth.OAuthHttpParameters) }),
      },
    }),
    ...(key && { ApiKeyAuthParameters: { ApiKeyName: key.ApiKeyName } }),
    ...(http && { InvocationHttpParameters: shown(http) }),
  };
}

function shown(parameters: Wire<ConnectionHttpParameters>): ConnectionHttpParameters {
  const lists = Object.entries(parameters).map(([place, list]) => [
    place,
    list?.map(({ Value, ...one }) => (one.IsValueSecret === true ? one : { ...one, Value })),
  ]);
  return Object.fromEntries(lists) as ConnectionHttpParameters;
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
