/** PutObject, GetObject, HeadObject, CopyObject, DeleteObject, DeleteObjects. */
import { operation, type Call } from '../service.ts';
import { textsOf } from '../wire/xml.ts';
import type { S3Backend } from './backend.ts';
import type { Bucket, S3Object } from './bucket.ts';
import { invalidRange, malformedXml } from './errors.ts';
import type { S3Input, S3Output } from './protocol.ts';
import { openFor, readObject } from './read.ts';

type S3Call = Call<S3Input>;

export const putObject = operation((backend: S3Backend, call: S3Call): S3Output => {
  const { key, body, headers } = call.input;
  const bucket = open(backend, call, 'PutObject');
  const modified = new Date(backend.cloud.clock.now());
  const object = bucket.put({ key, body, modified, headers: keptHeaders(headers) });
  return { headers: { etag: object.etag, ...encryption, ...checksumsOf(object) } };
});

export const getObject = operation((backend: S3Backend, call: S3Call): S3Output => {
  const object = read(backend, call);
  const range = rangeOf(call.input.headers.range, object.body.length);
  if (!range) return { headers: describe(object, call.input), body: object.body };
  const [first, last] = range;
  const contentRange = { 'content-range': `bytes ${first}-${last}/${object.body.length}` };
  // Checksums are of the whole object.
  const headers = { ...describe(object, { ...call.input, headers: {} }), ...contentRange };
  return { status: 206, headers, body: object.body.subarray(first, last + 1) };
});

export const headObject = operation((backend: S3Backend, call: S3Call): S3Output => {
  const object = read(backend, call);
  return { headers: describe(object, call.input), body: object.body };
});

export const copyObject = operation((backend: S3Backend, call: S3Call): S3Output => {
  const { key, headers } = call.input;
  const [, from = '', fromKey = ''] = /^\/?([^/]+)\/([^?]+)/.exec(headers['x-amz-copy-source'] ?? '') ?? [];
  const source = decodeURIComponent(fromKey);
  const original = read(backend, { ...call, input: { ...call.input, bucket: from, key: source } });
  const bucket = open(backend, call, 'PutObject');
  const replaces = headers['x-amz-metadata-directive'] === 'REPLACE';
  const modified = new Date(backend.cloud.clock.now());
  const kept = replaces ? keptHeaders(headers) : original.headers;
  const { etag } = bucket.put({ key, body: original.body, modified, headers: kept });
  return {
    headers: encryption,
    document: { CopyObjectResult: { LastModified: modified.toISOString(), ETag: etag } },
  };
});

export const deleteObject = operation((backend: S3Backend, call: S3Call): S3Output => {
  open(backend, call, 'DeleteObject').delete(call.input.key);
  return { status: 204 };
});

export const deleteObjects = operation((backend: S3Backend, call: S3Call): S3Output => {
  const text = call.input.body.toString();
  const keys = textsOf(text, 'Key');
  if (keys.length === 0) throw malformedXml();
  for (const key of keys)
    open(backend, { ...call, input: { ...call.input, key } }, 'DeleteObject').delete(key);
  const quiet = textsOf(text, 'Quiet')[0] === 'true';
  return { document: { DeleteResult: { Deleted: quiet ? [] : keys.map((Key) => ({ Key })) } } };
});

function open(backend: S3Backend, { caller, input }: S3Call, action: string): Bucket {
  return openFor(backend, caller, action, input);
}

function read(backend: S3Backend, { caller, input }: S3Call): S3Object {
  return readObject(backend, caller, input);
}

/** What S3 does on its own since 2023 [S3 user guide, "Setting default server-side encryption behavior"]. */
export const encryption = { 'x-amz-server-side-encryption': 'AES256' };

/** Headers of a stored object that its readers get back. */
const kept =
  /^(content-(type|encoding|disposition|language)|cache-control|expires|x-amz-meta-.+|x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256))$/;

export function keptHeaders(headers: S3Input['headers']): Record<string, string> {
  const pairs = Object.entries(headers).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && kept.test(pair[0]),
  );
  const encoding = headers['content-encoding']?.replace(/(^|,\s*)aws-chunked/, '');
  return {
    'content-type': 'binary/octet-stream',
    ...Object.fromEntries(pairs.filter(([name]) => name !== 'content-encoding')),
    ...(encoding !== undefined && encoding !== '' && { 'content-encoding': encoding }),
  };
}

function checksumsOf({ headers }: S3Object): Record<string, string> {
  const sums = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-checksum-'));
  return {
    ...Object.fromEntries(sums),
    ...(sums.length > 0 && { 'x-amz-checksum-type': 'FULL_OBJECT' }),
  };
}

function describe(object: S3Object, { headers }: S3Input): Record<string, string> {
  const others = Object.entries(object.headers).filter(([name]) => !name.startsWith('x-amz-checksum-'));
  return {
    ...Object.fromEntries(others),
    ...(headers['x-amz-checksum-mode'] === 'ENABLED' && checksumsOf(object)),
    ...encryption,
    'accept-ranges': 'bytes',
    etag: object.etag,
    'last-modified': object.modified.toUTCString(),
  };
}

/** First and last byte; undefined for the whole object. Throws InvalidRange. */
function rangeOf(header: string | undefined, size: number): readonly [number, number] | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (first >= size || last < first) throw invalidRange();
  return [first, last];
}
