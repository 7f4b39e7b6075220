/** HTTP endpoints: the call itself, and the connection that it authenticates with. */
import type { JsonObject } from '../../../json.ts';
import { member, type Argument } from '../arguments.ts';
import { atRunTime, named, unbounded, type Call, type Grant, type Integration } from '../grant.ts';

export const http: Integration = (call) => [invoke(call), ...connectionGrants(call)];

/** The endpoint is no resource of IAM's, but a condition. */
function invoke({ arguments: given }: Call): Grant {
  const [endpoint, method] = [member(given, 'ApiEndpoint'), member(given, 'Method')];
  const equals: JsonObject = {
    ...(typeof endpoint === 'string' && { 'states:HTTPEndpoint': endpoint }),
    ...(typeof method === 'string' && { 'states:HTTPMethod': method }),
  };
  return {
    actions: ['states:InvokeHTTPEndpoint'],
    ...(typeof endpoint === 'string' ? unbounded : atRunTime),
    ...(Object.keys(equals).length > 0 && { condition: { StringEquals: equals } }),
  };
}

/** A private API is reached by way of a second connection [developer guide, "Call HTTPS APIs"]. */
function connectionGrants({ arguments: given, target }: Call): Grant[] {
  const connections = ['Authentication', 'InvocationConfig']
    .map((name) => member(member(given, name), 'ConnectionArn'))
    .filter((arn) => arn !== undefined);
  return connections.flatMap((connection) => [
    { actions: ['events:RetrieveConnectionCredentials'], ...named(connection, (arn) => arn) },
    {
      actions: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      resources: [secretOf(connection, target)],
    },
  ]);
}

/** EventBridge keeps a connection's credentials in a secret `events!connection/NAME/ID`. */
function secretOf(connection: Argument, { partition, region, account }: Call['target']): string {
  const [, place, name] =
    /^arn:[^:]+:events:([^:]+:[^:]+):connection\/([^/]+)/.exec(
      typeof connection === 'string' ? connection : '',
    ) ?? [];
  const secret = name === undefined ? '*' : `${name}/*`;
  return `arn:${partition}:secretsmanager:${place ?? `${region}:${account}`}:secret:events!connection/${secret}`;
}
