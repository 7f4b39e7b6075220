/** How a connection proves who calls. */
import type { Connection } from '../../../cloud.ts';
import { exchange } from './exchange.ts';

/** The connection's credentials are not taken. */
export class NotAuthorized extends Error {}

/** Headers. Rejects with NotAuthorized where a token is not given, or the signal's reason. */
export async function authorizationOf(
  { authorizationType, parameters }: Connection,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const { BasicAuthParameters: user, ApiKeyAuthParameters: key } = parameters;
  if (authorizationType === 'BASIC') return { Authorization: basic(user?.Username, user?.Password) };
  if (authorizationType === 'API_KEY') return { [key?.ApiKeyName ?? '']: key?.ApiKeyValue ?? '' };
  return { Authorization: `Bearer ${await token(parameters, signal)}` };
}

function basic(name = '', secret = ''): string {
  return `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
}

/** The client's credentials go in a header, what the grant needs in a form (RFC 6749, 2.3.1 and 4.4.2). */
async function token(
  { OAuthParameters: oauth }: Connection['parameters'],
  signal: AbortSignal,
): Promise<string> {
  const {
    BodyParameters = [],
    HeaderParameters = [],
    QueryStringParameters = [],
  } = oauth?.OAuthHttpParameters ?? {};
  const url = new URL(oauth?.AuthorizationEndpoint ?? '');
  for (const { Key = '', Value = '' } of QueryStringParameters) url.searchParams.set(Key, Value);
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  for (const { Key = '', Value = '' } of BodyParameters) form.set(Key, Value);
  const { ClientID, ClientSecret } = oauth?.ClientParameters ?? {};
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    Authorization: basic(ClientID, ClientSecret),
    ...Object.fromEntries(HeaderParameters.map(({ Key = '', Value = '' }) => [Key, Value])),
  };
  const request = { method: oauth?.HttpMethod ?? 'POST', url, headers, body: form.toString() };
  const answer = await exchange(request, signal);
  const given = answer.status < 300 ? tokenIn(answer.body.toString()) : undefined;
  if (given === undefined)
    throw new NotAuthorized(
      `${url.href} answered ${answer.status} ${answer.statusText} without an access token`,
    );
  return given;
}

function tokenIn(text: string): string | undefined {
  try {
    const { access_token: token } = JSON.parse(text) as { access_token?: unknown };
    return typeof token === 'string' ? token : undefined;
  } catch {
    return undefined;
  }
}
