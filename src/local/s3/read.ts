/** Reads objects of the embedded S3. */
import type { Caller } from '../caller.ts';
import type { ObjectPlace } from '../cloud.ts';
import type { S3Backend } from './backend.ts';
import type { Bucket, S3Object } from './bucket.ts';
import { noSuchKey } from './errors.ts';

/** The bucket of an object that the caller may do `action` (such as `GetObject`) with. Throws NoSuchBucket, AccessDenied. */
export function openFor(
  backend: S3Backend,
  caller: Caller,
  action: string,
  place: Pick<ObjectPlace, 'bucket' | 'key'>,
): Bucket {
  const bucket = backend.bucket(place.bucket);
  backend.requireAccess(caller, action, `${place.bucket}/${place.key}`, { owner: bucket.account });
  return bucket;
}

/** Throws NoSuchBucket, AccessDenied, NoSuchKey. */
export function readObject(
  backend: S3Backend,
  caller: Caller,
  { bucket, key }: Pick<ObjectPlace, 'bucket' | 'key'>,
): S3Object {
  const object = openFor(backend, caller, 'GetObject', { bucket, key }).find(key);
  if (object) return object;
  // Who may not list the bucket does not learn that the key is not there [S3 API reference, GetObject, "Permissions"].
  backend.requireAccess(caller, 'ListBucket', bucket);
  throw noSuchKey(key);
}
