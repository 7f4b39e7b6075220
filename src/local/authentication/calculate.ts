/** The signature that a request ought to have (IAM user guide, "Create a signed AWS API request"). */
import { createHash, createHmac } from 'node:crypto';
import type { Signature, SignedRequest } from './signature.ts';

/** Hexadecimal, as it stands in the request. */
export function calculateSignature(
  request: SignedRequest,
  signature: Signature,
  secretAccessKey: string,
): string {
  const { date, region, service, time } = signature;
  const canonical = sha256(canonicalRequest(request, signature));
  const toSign = ['AWS4-HMAC-SHA256', time, `${date}/${region}/${service}/aws4_request`, canonical].join(
    '\n',
  );
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return hmac(key, toSign).toString('hex');
}

function canonicalRequest(request: SignedRequest, signature: Signature): string {
  const { signedHeaders, service } = signature;
  const headers = signedHeaders.map((name) => `${name}:${canonicalValue(request.headers[name])}\n`);
  return [
    request.method,
    canonicalPath(request.path, service),
    canonicalQuery(request.query),
    headers.join(''),
    signedHeaders.join(';'),
    payloadHash(request, signature),
  ].join('\n');
}

function canonicalValue(value = ''): string {
  return value.trim().replace(/\s+/g, ' ');
}

/** Every service but S3 has the path, encoded as it is sent, encoded once more. */
function canonicalPath(path: string, service: string): string {
  return service === 's3' ? path : path.split('/').map(encode).join('/');
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map((pair) => pair.join('='))
    .join('&');
}

/** By code points: what is encoded is plain ASCII. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** What the client says of its body, where that is not simply its hash (S3's chunks, a body left out of the signature). */
function payloadHash({ headers, body }: SignedRequest, { service, lifeSeconds }: Signature): string {
  const told = headers['x-amz-content-sha256'];
  if (told !== undefined && !/^[0-9a-f]{64}$/.test(told)) return told;
  return service === 's3' && lifeSeconds !== undefined ? 'UNSIGNED-PAYLOAD' : sha256(body);
}

/** Everything but RFC 3986's unreserved characters. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
