/** The request of an HTTP task: what the state says, with what the connection adds. */
import type { ConnectionHttpParameters } from '@aws-sdk/client-eventbridge';
import { isObject, type Json, type JsonObject } from '../../../../json.ts';
import { InvalidTask } from '../../../asl/index.ts';
import type { Connection } from '../../../cloud.ts';
import type { Wire } from '../../../service.ts';
import type { HttpRequest } from './exchange.ts';
import { encodeForm } from './form.ts';
import { textOf, type HttpParameters } from './parameters.ts';

type Added = Wire<ConnectionHttpParameters>;

/** Where both name something, the connection's value counts. `authorization` are the headers that prove who calls. */
export function buildRequest(
  task: HttpParameters,
  connection: Connection,
  { region, authorization }: { region: string; authorization: Readonly<Record<string, string>> },
): HttpRequest {
  const { InvocationHttpParameters: added = {} } = connection.parameters;
  const body = bodyOf(task, entries(added.BodyParameters));
  const contentType = body === undefined ? {} : { 'Content-Type': 'application/json; charset=UTF-8' };
  return {
    method: task.method,
    url: urlOf(task, entries(added.QueryStringParameters)),
    headers: merged(
      contentType,
      task.headers,
      Object.fromEntries(entries(added.HeaderParameters)),
      { 'User-Agent': `Amazon|StepFunctions|HttpInvoke|${region}`, Range: 'bytes=0-262144' },
      authorization,
    ),
    body,
  };
}

function entries(parameters: Added['HeaderParameters'] = []): (readonly [string, string])[] {
  return parameters.map(({ Key = '', Value = '' }) => [Key, Value] as const);
}

/** Header names are the same in capitals and small letters; the last value counts. */
function merged(...parts: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const headers = new Map<string, readonly [string, string]>();
  for (const part of parts)
    for (const [name, value] of Object.entries(part)) headers.set(name.toLowerCase(), [name, value]);
  return Object.fromEntries(headers.values());
}

function urlOf({ endpoint, query }: HttpParameters, added: readonly (readonly [string, string])[]): URL {
  const url = new URL(endpoint);
  for (const [name, value] of query) url.searchParams.append(name, value);
  for (const [name, value] of added) url.searchParams.set(name, value);
  return url;
}

/** Throws InvalidTask: a text cannot take the connection's parameters up. */
function bodyOf(
  { body, form }: HttpParameters,
  added: readonly (readonly [string, string])[],
): string | undefined {
  if (added.length > 0 && body !== undefined && !isObject(body))
    throw new InvalidTask('The RequestBody cannot be merged with the body parameters of the connection');
  const whole: Json | undefined =
    added.length > 0 ? { ...(body as JsonObject | undefined), ...Object.fromEntries(added) } : body;
  if (whole === undefined) return undefined;
  return form && isObject(whole) ? encodeForm(whole, form) : textOf(whole);
}
