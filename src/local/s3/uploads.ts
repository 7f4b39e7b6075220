/**
 * CreateMultipartUpload, UploadPart, CompleteMultipartUpload, AbortMultipartUpload: how the AWS CLI and the SDKs' uploaders
 * send whatever is larger than eight megabytes.
 */
import { createHash, randomBytes } from 'node:crypto';
import { AwsError } from '../errors.ts';
import { operation, type Call } from '../service.ts';
import { textsOf } from '../wire/xml.ts';
import type { S3Backend } from './backend.ts';
import { encryption, keptHeaders } from './objects.ts';
import type { S3Input, S3Output } from './protocol.ts';
import { openFor } from './read.ts';

type S3Call = Call<S3Input>;

/** Parts of an object that is to be. */
export interface Upload {
  readonly bucket: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** By number. */
  readonly parts: Map<number, Part>;
}

export interface Part {
  readonly body: Buffer;
  /** MD5. */
  readonly digest: Buffer;
}

/** Bytes of every part but the last, at least [S3 user guide, "Amazon S3 multipart upload limits"]. */
const leastPart = 5_242_880;

export const createMultipartUpload = operation((backend: S3Backend, { caller, input }: S3Call): S3Output => {
  const { bucket, key, headers } = input;
  openFor(backend, caller, 'PutObject', input);
  const UploadId = randomBytes(48).toString('base64url');
  backend.uploads.set(UploadId, { bucket, key, headers: keptHeaders(headers), parts: new Map() });
  const document = { InitiateMultipartUploadResult: { Bucket: bucket, Key: key, UploadId } };
  return { headers: encryption, document };
});

export const uploadPart = operation((backend: S3Backend, { caller, input }: S3Call): S3Output => {
  openFor(backend, caller, 'PutObject', input);
  const { parts } = find(backend, input);
  const number = Number(input.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw new AwsError('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
  }
  const digest = createHash('md5').update(input.body).digest();
  parts.set(number, { body: input.body, digest });
  return { headers: { ...encryption, etag: `"${digest.toString('hex')}"` } };
});

export const completeMultipartUpload = operation(
  (backend: S3Backend, { caller, input }: S3Call): S3Output => {
    const { bucket: Bucket, key: Key } = input;
    const bucket = openFor(backend, caller, 'PutObject', input);
    const { headers, parts } = find(backend, input);
    const chosen = choose(parts, input.body.toString());
    const digest = createHash('md5')
      .update(Buffer.concat(chosen.map((part) => part.digest)))
      .digest('hex');
    const etag = `"${digest}-${chosen.length}"`;
    const body = Buffer.concat(chosen.map((part) => part.body));
    bucket.restore({ key: Key, body, etag, modified: new Date(backend.cloud.clock.now()), headers });
    backend.uploads.delete(idOf(input));
    const Location = `${backend.cloud.endpoint}/${Bucket}/${encodeURI(Key)}`;
    return {
      headers: encryption,
      document: { CompleteMultipartUploadResult: { Location, Bucket, Key, ETag: etag } },
    };
  },
);

export const abortMultipartUpload = operation((backend: S3Backend, { caller, input }: S3Call): S3Output => {
  openFor(backend, caller, 'AbortMultipartUpload', input);
  find(backend, input);
  backend.uploads.delete(idOf(input));
  return { status: 204 };
});

function idOf({ query }: S3Input): string {
  return query.get('uploadId') ?? '';
}

/** Throws NoSuchUpload. */
function find(backend: S3Backend, input: S3Input): Upload {
  const upload = backend.uploads.get(idOf(input));
  if (upload?.bucket === input.bucket && upload.key === input.key) return upload;
  throw new AwsError(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    404,
  );
}

/** The parts that a list names, in its order. Throws InvalidPartOrder, InvalidPart, EntityTooSmall. */
function choose(parts: ReadonlyMap<number, Part>, list: string): readonly Part[] {
  const numbers = textsOf(list, 'PartNumber').map(Number);
  const etags = textsOf(list, 'ETag');
  if (numbers.some((number, index) => number <= (numbers[index - 1] ?? 0))) {
    const message = 'The list of parts was not in ascending order. Parts must be ordered by part number.';
    throw new AwsError('InvalidPartOrder', message);
  }
  const chosen = numbers.flatMap((number, index) => {
    const part = parts.get(number);
    return part?.digest.toString('hex') === etags[index]?.replaceAll('"', '') && part ? [part] : [];
  });
  if (chosen.length < numbers.length || chosen.length === 0) {
    const message =
      "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.";
    throw new AwsError('InvalidPart', message);
  }
  if (chosen.slice(0, -1).some(({ body }) => body.length < leastPart)) {
    throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  }
  return chosen;
}
