/** Buckets and objects as they are kept: bodies as blobs. */
import { hashOf } from '../data/blobs.ts';
import type { Found, Keeper, Thing } from '../data/thing.ts';
import type { S3Backend } from './backend.ts';
import { Bucket, type S3Object } from './bucket.ts';

interface StoredBucket extends Pick<Bucket, 'name' | 'account' | 'region'> {
  readonly created: number;
}

interface StoredObject extends Omit<S3Object, 'body' | 'modified'> {
  readonly bucket: string;
  readonly modified: number;
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
    blobs: () => [{ hash: hashOf(body), read: () => Promise.resolve(body) }],
  };
}

async function restore(backend: S3Backend, found: Found): Promise<void> {
  for (const { created, ...facts } of found.all<StoredBucket>('s3.bucket').values())
    backend.add(new Bucket({ ...facts, created: new Date(created) }));
  for (const { bucket, modified, body, ...object } of found.all<StoredObject>('s3.object').values())
    backend.bucket(bucket).restore({ ...object, modified: new Date(modified), body: await found.blob(body) });
}
