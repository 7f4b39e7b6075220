/** Cross-origin access to a function URL, as its configuration says; Lambda answers preflights itself. */
import type { Cors } from '@aws-sdk/client-lambda';
import { validate, within, type Violation } from '../validation.ts';
import type { UrlRequest } from './url-event.ts';
import type { UrlResponse } from './url-response.ts';

/** Undefined for a request that is no preflight. */
export function preflightResponse(cors: Cors, request: UrlRequest): UrlResponse | undefined {
  const { headers, method } = request;
  if (method !== 'OPTIONS' || headers.origin === undefined) return undefined;
  if (headers['access-control-request-method'] === undefined) return undefined;
  const allowed = corsHeaders(cors, headers.origin);
  const preflight = {
    ...list('access-control-allow-methods', cors.AllowMethods),
    ...list('access-control-allow-headers', cors.AllowHeaders),
    ...(cors.MaxAge !== undefined && { 'access-control-max-age': String(cors.MaxAge) }),
  };
  const granted = Object.keys(allowed).length > 0 ? { ...allowed, ...preflight } : {};
  return { status: 200, headers: granted, body: Buffer.alloc(0) };
}

/** What a response carries for an origin: nothing when it is not allowed. Stronger than what the function returned. */
export function corsHeaders(cors: Cors, origin: string | undefined): Record<string, string> {
  if (origin === undefined || !cors.AllowOrigins?.some((pattern) => allows(pattern, origin))) return {};
  const anyone = cors.AllowOrigins.includes('*') && !cors.AllowCredentials;
  return {
    'access-control-allow-origin': anyone ? '*' : origin,
    ...(!anyone && { vary: 'Origin' }),
    ...(cors.AllowCredentials && { 'access-control-allow-credentials': 'true' }),
    ...list('access-control-expose-headers', cors.ExposeHeaders),
  };
}

/** `*`, an origin, or an origin with a wildcard in it. */
function allows(pattern: string, origin: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(origin);
}

function list(name: string, values: readonly string[] | undefined): Record<string, string> {
  return values && values.length > 0 ? { [name]: values.join(',') } : {};
}

/** The limits of AWS's model: counts and lengths of each list. */
export function checkCors(cors: Cors | undefined): void {
  if (!cors) return;
  validate(
    checkList('cors.allowOrigins', cors.AllowOrigins, { items: 100, length: 253 }),
    checkList('cors.allowMethods', cors.AllowMethods, { items: 6, length: 6 }),
    checkList('cors.allowHeaders', cors.AllowHeaders, { items: 100, length: 1024 }),
    checkList('cors.exposeHeaders', cors.ExposeHeaders, { items: 100, length: 1024 }),
    within('cors.maxAge', cors.MaxAge, 0, 86_400),
  );
}

function checkList(
  member: string,
  values: readonly string[] | undefined,
  { items, length }: { items: number; length: number },
): Violation {
  if (values === undefined) return undefined;
  const shown = `Value '[${values.join(', ')}]' at '${member}' failed to satisfy constraint`;
  if (values.length > items) return `${shown}: Member must have length less than or equal to ${items}`;
  if (values.every((value) => value.length >= 1 && value.length <= length)) return undefined;
  return `${shown}: Member must satisfy constraint: [Member must have length less than or equal to ${length}, Member must have length greater than or equal to 1, Member must not be null]`;
}
