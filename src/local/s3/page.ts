import type { Bucket, S3Object } from './bucket.ts';

/** S3 lists no more at once. */
const largest = 1000;

/** A page of a bucket's keys behind `after`: in XML's names, and behind what the next one starts. */
export function pageOf(bucket: Bucket, query: URLSearchParams, after: string) {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const most = Math.min(Number(query.get('max-keys') ?? largest), largest);
  const encode = query.get('encoding-type') === 'url' ? encodeURIComponent : (text: string) => text;
  const entries = entriesOf(bucket, prefix, delimiter).filter(({ name }) => name > after);
  const page = entries.slice(0, most);
  const more = entries.length > page.length;
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    MaxKeys: most,
    EncodingType: query.get('encoding-type') ?? undefined,
    IsTruncated: more,
    Contents: page.flatMap(({ object }) => (object ? [describe(object, encode)] : [])),
    CommonPrefixes: page.flatMap(({ object, name }) => (object ? [] : [{ Prefix: encode(name) }])),
    next: more ? page.at(-1)?.name : undefined,
  };
}

/** A key, or what a delimiter makes one entry of. */
interface Entry {
  readonly name: string;
  readonly object?: S3Object;
}

function entriesOf(bucket: Bucket, prefix: string, delimiter: string): readonly Entry[] {
  const entries = new Map<string, Entry>();
  for (const object of bucket.list()) {
    if (!object.key.startsWith(prefix)) continue;
    const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
    const name = end < 0 ? object.key : object.key.slice(0, end + delimiter.length);
    entries.set(name, end < 0 ? { name, object } : { name });
  }
  return [...entries.values()];
}

function describe({ key, etag, body, modified }: S3Object, encode: (text: string) => string) {
  return {
    Key: encode(key),
    LastModified: modified.toISOString(),
    ETag: etag,
    Size: body.length,
    StorageClass: 'STANDARD',
  };
}
