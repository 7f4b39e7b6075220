/** REST JSON (Lambda). */
import type { AwsError } from '../errors.ts';
import type { Address, Route } from '../service.ts';
import { eventStreamType } from './event-stream.ts';
import { decodeJson, jsonText } from './json.ts';
import type { WireRequest, WireResponse } from './request.ts';

export interface RestMatch<Found extends Address> {
  readonly route: Found;
  readonly labels: Readonly<Record<string, string>>;
}

/** The route of a method and a path; the last segment may be followed by one slash. */
export function matchRoute<Found extends Address>(
  routes: readonly Found[],
  { method, path, query }: Pick<WireRequest, 'method' | 'path' | 'query'>,
): RestMatch<Found> | undefined {
  const segments = path.replace(/\/$/, '').split('/');
  for (const route of routes) {
    const labels =
      route.method === method && matchesQuery(route, query)
        ? matchPath(route.path.replace(/\/$/, '').split('/'), segments)
        : undefined;
    if (labels) return { route, labels };
  }
  return undefined;
}

function matchesQuery({ query = {} }: Address, given: URLSearchParams): boolean {
  return Object.entries(query).every(([name, value]) => given.get(name) === value);
}

function matchPath(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) labels[part.slice(1, -1)] = decodeSegment(segment);
    else if (part !== segment) return undefined;
  }
  return labels;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Members from path, query (text, or a list where a name repeats), headers and body. */
export function decodeRest(
  { route, labels }: RestMatch<Route<never>>,
  request: WireRequest,
): Record<string, unknown> {
  const input: Record<string, unknown> = route.payload
    ? { [route.payload]: request.body }
    : decodeJson(request.body);
  for (const name of new Set(request.query.keys())) {
    const values = request.query.getAll(name);
    input[name] = values.length > 1 ? values : values[0];
  }
  for (const [member, header] of Object.entries(route.headers ?? {})) {
    if (request.headers[header] !== undefined) input[member] = request.headers[header];
  }
  return Object.assign(input, labels);
}

export function encodeRest(route: Route<never>, output: object): WireResponse {
  const members = new Map(Object.entries(output));
  const headers: Record<string, string> = {};
  for (const [member, header] of Object.entries(route.responseHeaders ?? {})) {
    const value: unknown = members.get(member);
    if (value !== undefined) headers[header] = typeof value === 'string' ? value : JSON.stringify(value);
    members.delete(member);
  }
  const status = route.responseStatus ? Number(members.get(route.responseStatus)) : (route.status ?? 200);
  if (route.responseStatus) members.delete(route.responseStatus);
  if (route.responsePayload) {
    const payload: unknown = members.get(route.responsePayload);
    return { status, headers, body: payload instanceof Uint8Array ? Buffer.from(payload) : '' };
  }
  if (status === 204) return { status, headers, body: '' };
  if (route.responseStream) {
    headers['content-type'] = eventStreamType;
    return { status, headers, body: members.get(route.responseStream) as AsyncIterable<Buffer> };
  }
  headers['content-type'] = 'application/json';
  return { status, headers, body: jsonText(Object.fromEntries(members)) };
}

export function encodeRestError(error: AwsError): WireResponse {
  const type = error.status >= 500 ? 'Service' : 'User';
  return {
    status: error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
    body: jsonText({ Type: type, Message: error.message, message: error.message, ...error.members }),
  };
}
