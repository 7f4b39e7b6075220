/** Amazon S3: the buckets of all accounts share their names. Objects are kept in memory. */
import { requireAccess, type Intent } from '../access.ts';
import type { Caller } from '../caller.ts';
import type { Cloud, ObjectPlace, Objects } from '../cloud.ts';
import { AwsError } from '../errors.ts';
import { Bucket } from './bucket.ts';
import { readElsewhere } from './elsewhere.ts';
import {
  bucketNotEmpty,
  bucketTaken,
  invalidBucketName,
  noSuchBucket,
  noSuchVersion,
  otherRegion,
} from './errors.ts';
import { readObject } from './read.ts';
import type { Upload } from './uploads.ts';

/** [S3 user guide, "General purpose bucket naming rules"] */
const bucketName = /^(?!xn--)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export class S3Backend implements Objects {
  readonly cloud: Cloud;
  /** Not yet complete ones, by their ids. They end with the endpoint, as what is underway does. */
  readonly uploads = new Map<string, Upload>();
  readonly #buckets = new Map<string, Bucket>();

  constructor(cloud: Cloud) {
    this.cloud = cloud;
  }

  create({ account, region }: Caller, name: string): Bucket {
    if (!bucketName.test(name)) throw invalidBucketName(name);
    const taken = this.#buckets.get(name);
    if (taken?.account === account) throw bucketTaken(name);
    if (taken) throw new AwsError('BucketAlreadyExists', 'The requested bucket name is not available.', 409);
    const bucket = new Bucket({ name, account, region, created: new Date(this.cloud.clock.now()) });
    this.add(bucket);
    return bucket;
  }

  add(bucket: Bucket): void {
    this.#buckets.set(bucket.name, bucket);
  }

  all(): Iterable<Bucket> {
    return this.#buckets.values();
  }

  delete(bucket: Bucket): void {
    if (!bucket.isEmpty) throw bucketNotEmpty(bucket.name);
    this.#buckets.delete(bucket.name);
  }

  /** Throws NoSuchBucket. */
  bucket(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (!bucket) throw noSuchBucket(name);
    return bucket;
  }

  async read(caller: Caller, place: ObjectPlace): Promise<Buffer> {
    const elsewhere = this.cloud.options.endpoints.S3;
    if (elsewhere !== undefined) {
      this.requireAccess(caller, 'GetObject', `${place.bucket}/${place.key}`);
      return readElsewhere(this.cloud, elsewhere, caller, place);
    }
    const { region } = this.bucket(place.bucket);
    if (region !== caller.region) throw otherRegion(region);
    const { body } = readObject(this, caller, place);
    // Buckets keep no versions here: an object has the one that S3 calls null.
    if ((place.version ?? 'null') !== 'null') throw noSuchVersion();
    return body;
  }

  bucketsOf({ account }: Caller): readonly Bucket[] {
    return [...this.#buckets.values()]
      .filter((bucket) => bucket.account === account)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Throws AccessDenied. There are no bucket policies: another account's bucket is closed. */
  requireAccess(
    caller: Caller,
    action: string,
    path: string,
    { owner, context }: Pick<Intent, 'owner' | 'context'> = {},
  ): void {
    if (owner !== undefined && owner !== caller.account) throw accessDenied('Access Denied');
    try {
      const resource = `arn:${caller.partition}:s3:::${path}`;
      requireAccess(this.cloud, caller, { action: `s3:${action}`, resource, context });
    } catch (thrown) {
      throw thrown instanceof AwsError ? accessDenied(thrown.message) : thrown;
    }
  }
}

function accessDenied(message: string): AwsError {
  return new AwsError('AccessDenied', message, 403);
}
