import { createHash } from 'node:crypto';

export interface S3Object {
  readonly key: string;
  readonly body: Buffer;
  /** With its quotes, as headers have it. */
  readonly etag: string;
  readonly modified: Date;
  /** Headers that come back as they were sent, by their names in lower case: content-type, x-amz-meta-…, checksums. */
  readonly headers: Readonly<Record<string, string>>;
}

export class Bucket {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly created: Date;
  readonly #objects = new Map<string, S3Object>();

  constructor(facts: Pick<Bucket, 'name' | 'account' | 'region' | 'created'>) {
    this.name = facts.name;
    this.account = facts.account;
    this.region = facts.region;
    this.created = facts.created;
  }

  get isEmpty(): boolean {
    return this.#objects.size === 0;
  }

  put(object: Pick<S3Object, 'key' | 'body' | 'modified' | 'headers'>): S3Object {
    const etag = `"${createHash('md5').update(object.body).digest('hex')}"`;
    const stored = { ...object, etag };
    this.restore(stored);
    return stored;
  }

  /** Takes an object in as it is. */
  restore(object: S3Object): void {
    this.#objects.set(object.key, object);
  }

  /** In no order of their keys. */
  objects(): Iterable<S3Object> {
    return this.#objects.values();
  }

  find(key: string): S3Object | undefined {
    return this.#objects.get(key);
  }

  delete(key: string): void {
    this.#objects.delete(key);
  }

  /** Objects by the UTF-8 bytes of their keys, as S3 lists them. */
  list(): readonly S3Object[] {
    return [...this.#objects.values()].sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
  }
}
