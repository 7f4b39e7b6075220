/** What an HTTP task asks for [Step Functions developer guide, "Call HTTPS APIs"]. */
import { isObject, type Json, type JsonObject } from '../../../../json.ts';
import { isLoopbackHost } from '../../../loopback.ts';
import { InvalidTask } from '../../../asl/index.ts';
import { invalidParameters } from '../integration.ts';
import { arrayFormats, type ArrayFormat } from './form.ts';

export interface HttpParameters {
  readonly endpoint: URL;
  readonly method: string;
  readonly connectionArn: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  readonly body: Json | undefined;
  /** How arrays are encoded in a form; undefined where the body is no form. */
  readonly form: ArrayFormat | undefined;
}

const methods = new Set(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']);

/** Headers that a task must not set. */
const forbidden =
  /^(a-im|accept-(charset|datetime|encoding)|authorization|cache-control|connection|content-(encoding|md5)|date|expect|forwarded|from|host|http2-settings|if-(match|modified-since|none-match|range|unmodified-since)|max-forwards|origin|pragma|proxy-authorization|referer|server|te|trailer|transfer-encoding|upgrade|via|warning|x-forwarded-.*|x-amz-.*|x-amzn-.*)$/i;

/** Throws InvalidTask. */
export function readHttpParameters(parameters: Json): HttpParameters {
  const given = isObject(parameters) ? parameters : {};
  const { ApiEndpoint, Method, Headers, QueryParameters, RequestBody, Transform } = given;
  for (const name of ['ApiEndpoint', 'Method']) {
    if (typeof given[name] !== 'string')
      throw invalidParameters(parameters, `The field '${name}' is required but was missing`);
  }
  return {
    endpoint: readEndpoint(ApiEndpoint),
    method: readMethod(Method),
    connectionArn: readConnection(parameters, given),
    headers: readHeaders(Headers),
    query: readQuery(QueryParameters),
    body: RequestBody,
    form: readTransform(Transform),
  };
}

/** HTTPS as in AWS; an API on this machine may do without. */
function readEndpoint(endpoint: Json | undefined): URL {
  const url = typeof endpoint === 'string' && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const plain = url?.protocol === 'http:' && isLoopbackHost(url.host);
  if (url && (url.protocol === 'https:' || plain)) return url;
  throw new InvalidTask(`The ApiEndpoint '${textOf(endpoint ?? null)}' is not a valid HTTPS URL`);
}

function readMethod(method: Json | undefined): string {
  if (typeof method === 'string' && methods.has(method)) return method;
  throw new InvalidTask(`The Method '${textOf(method ?? null)}' is not one of ${[...methods].join(', ')}`);
}

function readConnection(parameters: Json, { InvocationConfig, Authentication }: JsonObject): string {
  const config = InvocationConfig ?? Authentication;
  const arn = isObject(config) ? config.ConnectionArn : undefined;
  if (typeof arn === 'string') return arn;
  throw invalidParameters(parameters, "The field 'ConnectionArn' is required but was missing");
}

function readHeaders(headers: Json | undefined): Record<string, string> {
  const entries = Object.entries(isObject(headers) ? headers : {});
  const refused = entries.find(([name]) => forbidden.test(name))?.[0];
  if (refused !== undefined) throw new InvalidTask(`The header '${refused}' is not allowed in an HTTP Task`);
  return Object.fromEntries(entries.map(([name, value]) => [name, listOf(value).map(textOf).join(',')]));
}

function readQuery(query: Json | undefined): (readonly [string, string])[] {
  if (typeof query === 'string') return [...new URLSearchParams(query)];
  if (!isObject(query)) return [];
  return Object.entries(query).flatMap(([name, value]) =>
    listOf(value).map((one) => [name, textOf(one)] as const),
  );
}

function readTransform(transform: Json | undefined): ArrayFormat | undefined {
  const { RequestBodyEncoding, RequestEncodingOptions } = isObject(transform) ? transform : {};
  if (RequestBodyEncoding !== 'URL_ENCODED') return undefined;
  const { ArrayFormat: format = 'INDICES' } = isObject(RequestEncodingOptions) ? RequestEncodingOptions : {};
  const known = arrayFormats.find((one) => one === format);
  if (known) return known;
  throw new InvalidTask(`The ArrayFormat '${textOf(format)}' is not one of ${arrayFormats.join(', ')}`);
}

function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

export function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
