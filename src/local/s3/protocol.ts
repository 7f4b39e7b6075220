/** S3's own protocol: an operation in method, path and query; XML, or an object's bytes, come back. */
import { AwsError } from '../errors.ts';
import type { OwnCall } from '../service.ts';
import type { WireRequest, WireResponse } from '../wire/request.ts';
import { elements } from '../wire/xml.ts';
import { decodeChunks, isChunked } from './chunks.ts';

export interface S3Input {
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  /** Lower-case names. Trailers of a chunked body are among them. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** What operations answer: a document (its root by its name), bytes, or nothing. */
export interface S3Output {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly document?: Readonly<Record<string, unknown>>;
  readonly body?: Buffer;
}

/** Path-style addresses alone: `/BUCKET/KEY`. SDKs use them for addresses that are numbers. */
export function decodeS3(request: WireRequest): OwnCall {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(request.path) ?? [];
  const whole = isChunked(request.headers)
    ? decodeChunks(request.body)
    : { body: request.body, trailers: {} };
  const input: S3Input = {
    bucket: decodePath(bucket),
    key: decodePath(key),
    query: request.query,
    headers: { ...request.headers, ...whole.trailers },
    body: whole.body,
  };
  const head = request.method === 'HEAD';
  return {
    operationName: operationName(request.method, input),
    input,
    encode: (output) => encode(output, head),
  };
}

function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

/** Parameters of a query that make another operation of the same path. */
const subresources = [
  ['location', 'GetBucketLocation'],
  ['delete', 'DeleteObjects'],
] as const;

/** An object that is sent in parts. */
const uploadOperations: Readonly<Record<string, string>> = {
  PUT: 'UploadPart',
  POST: 'CompleteMultipartUpload',
  DELETE: 'AbortMultipartUpload',
  GET: 'ListParts',
};

function operationName(method: string, { bucket, key, query, headers }: S3Input): string {
  if (method === 'POST' && query.has('uploads')) return 'CreateMultipartUpload';
  if (query.has('uploadId')) return uploadOperations[method] ?? `${method} ?uploadId`;
  const [, named] = subresources.find(([parameter]) => query.has(parameter)) ?? [];
  if (named !== undefined) return named;
  const other = [...query.keys()].find(
    (name) => /^(?!x-id|x-amz|X-Amz)[a-zA-Z]+$/.test(name) && query.get(name) === '',
  );
  if (other !== undefined && !listParameters.has(other)) return `${method} ?${other}`;
  if (bucket === '') return method === 'GET' ? 'ListBuckets' : `${method} /`;
  if (key === '') return bucketOperation(method, query);
  if (method === 'PUT' && headers['x-amz-copy-source'] !== undefined) return 'CopyObject';
  return objectOperations[method] ?? `${method} object`;
}

/** Parameters of lists, which may be empty. */
const listParameters = new Set(['prefix', 'delimiter', 'marker']);

const objectOperations: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
};

function bucketOperation(method: string, query: URLSearchParams): string {
  if (method === 'GET') return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
  const operations: Readonly<Record<string, string>> = {
    HEAD: 'HeadBucket',
    PUT: 'CreateBucket',
    DELETE: 'DeleteBucket',
  };
  return operations[method] ?? `${method} bucket`;
}

function encode(output: S3Output, head: boolean): WireResponse {
  const { status = 200, headers = {}, document } = output;
  const body = document ? Buffer.from(xmlDocument(document)) : (output.body ?? Buffer.alloc(0));
  return {
    status,
    headers: {
      ...headers,
      ...(document && { 'content-type': 'application/xml' }),
      ...(status !== 204 && { 'content-length': String(body.length) }),
    },
    body: head ? '' : body,
  };
}

export function encodeS3Error(error: AwsError, requestId: string): WireResponse {
  const members = { Code: error.code, Message: error.message, ...error.members, RequestId: requestId };
  return {
    status: error.status,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId, 'x-amz-id-2': requestId },
    body: xmlDocument({ Error: members }),
  };
}

function xmlDocument(root: Readonly<Record<string, unknown>>): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elements(root)}`;
}
