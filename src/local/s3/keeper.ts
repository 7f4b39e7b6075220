/** Buckets and objects as they are kept: bodies as blobs. */
import { hashOf, type Blob } from '../data/blobs.ts';
import type { Found, Keeper, Thing } from '../data/thing.ts';
import type { S3Backend } from './backend.ts';
import { Bucket, type S3Object } from './bucket.ts';
import type { Part, Upload } from './uploads.ts';

interface StoredBucket extends Pick<Bucket, 'name' | 'account' | 'region'> {
  readonly created: number;
}

interface StoredObject extends Omit<S3Object, 'body' | 'modified'> {
  readonly bucket: string;
  readonly modified: number;
  /** Of the blob. */
  readonly body: string;
}

type StoredUpload = Omit<Upload, 'parts'>;

interface StoredPart {
  readonly upload: string;
  readonly number: number;
  /** Base64. */
  readonly digest: string;
  /** Of the blob. */
  readonly body: string;
}

export function s3Keeper(backend: S3Backend): Keeper {
  const nouns = { 's3.bucket': 'bucket', 's3.object': 'object' };
  return { nouns, things: () => thingsOf(backend), restore: (found) => restore(backend, found) };
}

function* thingsOf(backend: S3Backend): Iterable<Thing> {
  for (const bucket of backend.all()) {
    yield { kind: 's3.bucket', id: bucket.name, mark: bucket, value: () => storedBucket(bucket) };
    for (const object of bucket.objects()) yield objectThing(bucket, object);
  }
  for (const [id, upload] of backend.uploads) {
    const { parts, ...others } = upload;
    yield { kind: 's3.upload', id, mark: upload, value: (): StoredUpload => others };
    for (const [number, part] of parts) yield partThing(id, number, part);
  }
}

function partThing(upload: string, number: number, part: Part): Thing {
  const { body, digest } = part;
  return {
    kind: 's3.part',
    id: `${upload}/${number}`,
    mark: part,
    value: (): StoredPart => ({ upload, number, digest: digest.toString('base64'), body: hashOf(body) }),
    blobs: () => [blobOf(body)],
  };
}

function blobOf(body: Buffer): Blob {
  return { hash: hashOf(body), read: () => Promise.resolve(body) };
}

function storedBucket({ name, account, region, created }: Bucket): StoredBucket {
  return { name, account, region, created: created.getTime() };
}

/** An object is never changed, only replaced. */
function objectThing({ name }: Bucket, object: S3Object): Thing {
  const { body, modified, ...others } = object;
  return {
    kind: 's3.object',
    id: `${name}/${object.key}`,
    mark: object,
    value: (): StoredObject => ({
      ...others,
      bucket: name,
      modified: modified.getTime(),
      body: hashOf(body),
    }),
    blobs: () => [blobOf(body)],
  };
}

async function restore(backend: S3Backend, found: Found): Promise<void> {
  for (const { created, ...facts } of found.all<StoredBucket>('s3.bucket').values())
    backend.add(new Bucket({ ...facts, created: new Date(created) }));
  for (const { bucket, modified, body, ...object } of found.all<StoredObject>('s3.object').values())
    backend.bucket(bucket).restore({ ...object, modified: new Date(modified), body: await found.blob(body) });
  for (const [id, upload] of found.all<StoredUpload>('s3.upload'))
    backend.uploads.set(id, { ...upload, parts: new Map() });
  for (const { upload, number, digest, body } of found.all<StoredPart>('s3.part').values()) {
    const part = { body: await found.blob(body), digest: Buffer.from(digest, 'base64') };
    backend.uploads.get(upload)?.parts.set(number, part);
  }
}
