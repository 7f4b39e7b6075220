/** An HTTP request as a function sees it: payload format 2.0 (AWS Lambda developer guide, "Invoking Lambda function URLs"). */
import type { JsonObject } from '../../../json.ts';
import type { Caller } from '../../caller.ts';

/** What came over HTTP. */
export interface UrlRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  /** Lower-case names; a name that was sent more than once has its values joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
}

export interface UrlFacts {
  /** The URL's own id: the first label of the host name in AWS. */
  readonly id: string;
  readonly requestId: string;
  /** X-Ray's header. */
  readonly traceId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Who signed the request, where it has to be signed. */
  readonly signer?: Pick<Caller, 'accessKeyId' | 'account' | 'arn' | 'userId'>;
}

export function urlEvent(request: UrlRequest, facts: UrlFacts): JsonObject {
  const [path, query] = splitTarget(request.target);
  const { body, headers } = request;
  const parameters = queryParameters(query);
  const cookies = headers.cookie?.split('; ');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    ...(cookies && { cookies }),
    headers: headersFor(request, facts),
    ...(Object.keys(parameters).length > 0 && { queryStringParameters: parameters }),
    requestContext: requestContext(request, path, facts),
    ...(body.length > 0 && encodeBody(body, headers['content-type'])),
    ...(body.length === 0 && { isBase64Encoded: false }),
  };
}

/** Slashes at the start count as one (recorded). */
function splitTarget(target: string): [string, string] {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  return [path.replace(/^\/+/, '/'), mark < 0 ? '' : target.slice(mark + 1)];
}

function queryParameters(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = parameters[name] === undefined ? value : `${parameters[name]},${value}`;
  }
  return parameters;
}

function headersFor({ headers, sourceIp }: UrlRequest, { traceId }: UrlFacts): JsonObject {
  const { cookie: _, connection: __, ...rest } = headers;
  const port = rest.host?.split(':')[1] ?? '80';
  return {
    ...rest,
    'x-amzn-trace-id': traceId.replace(/;.*/, ''),
    'x-forwarded-for': sourceIp,
    'x-forwarded-port': port,
    'x-forwarded-proto': 'http',
  };
}

function requestContext(
  { method, headers, sourceIp }: UrlRequest,
  path: string,
  { id, requestId, now, signer }: UrlFacts,
): JsonObject {
  return {
    accountId: signer?.account ?? 'anonymous',
    apiId: id,
    ...(signer && { authorizer: { iam: iamOf(signer) } }),
    domainName: headers.host ?? '',
    domainPrefix: id,
    http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: headers['user-agent'] ?? '' },
    requestId,
    routeKey: '$default',
    stage: '$default',
    time: commonLogTime(now),
    timeEpoch: now,
  };
}

function iamOf({ accessKeyId, account, arn, userId }: NonNullable<UrlFacts['signer']>): JsonObject {
  return {
    accessKey: accessKeyId,
    accountId: account,
    callerId: userId,
    cognitoIdentity: null,
    principalOrgId: null,
    userArn: arn,
    userId,
  };
}

const textTypes = /^(text\/.*|application\/(json|javascript|xml|.*\+(json|xml)))\s*(;.*)?$/i;

/** Text stays text; whatever else there is, forms included, comes as base64. */
function encodeBody(body: Buffer, contentType = ''): JsonObject {
  const text = textTypes.test(contentType) ? body.toString() : undefined;
  const isText = text !== undefined && Buffer.from(text).equals(body);
  return { body: isText ? text : body.toString('base64'), isBase64Encoded: !isText };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `22/Nov/2026:18:04:09 +0000` */
function commonLogTime(ms: number): string {
  const [, year = '', month = '', day = '', time = ''] =
    /^(\d+)-(\d+)-(\d+)T([^.]+)/.exec(new Date(ms).toISOString()) ?? [];
  return `${day}/${months[Number(month) - 1] ?? ''}/${year}:${time} +0000`;
}
