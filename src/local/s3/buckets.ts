/** Buckets, and what they hold. */
import type { ConditionContext } from '../cloud.ts';
import { operation, type Call } from '../service.ts';
import type { S3Backend } from './backend.ts';
import type { Bucket } from './bucket.ts';
import { pageOf } from './page.ts';
import type { S3Input, S3Output } from './protocol.ts';

type S3Call = Call<S3Input>;

export const createBucket = operation((backend: S3Backend, { caller, input }: S3Call): S3Output => {
  backend.requireAccess(caller, 'CreateBucket', input.bucket);
  backend.create(caller, input.bucket);
  return { headers: { location: `/${input.bucket}` } };
});

export const deleteBucket = operation((backend: S3Backend, call: S3Call): S3Output => {
  backend.delete(open(backend, call, 'DeleteBucket'));
  return { status: 204 };
});

export const headBucket = operation((backend: S3Backend, call: S3Call): S3Output => {
  const { region } = open(backend, call, 'ListBucket');
  return { headers: { 'x-amz-bucket-region': region } };
});

export const getBucketLocation = operation((backend: S3Backend, call: S3Call): S3Output => {
  const { region } = open(backend, call, 'GetBucketLocation');
  return { document: { LocationConstraint: region === 'us-east-1' ? '' : region } };
});

export const listBuckets = operation((backend: S3Backend, { caller }: S3Call): S3Output => {
  backend.requireAccess(caller, 'ListAllMyBuckets', '*');
  const buckets = backend.bucketsOf(caller);
  const Bucket = buckets.map(({ name, created }) => ({ Name: name, CreationDate: created.toISOString() }));
  return { document: { ListAllMyBucketsResult: { Owner: { ID: caller.account }, Buckets: { Bucket } } } };
});

export const listObjectsV2 = operation((backend: S3Backend, call: S3Call): S3Output => {
  const { query } = call.input;
  const bucket = open(backend, call, 'ListBucket');
  const token = query.get('continuation-token');
  const after = token === null ? query.get('start-after') : Buffer.from(token, 'base64url').toString();
  const { next, ...page } = pageOf(bucket, query, after ?? '');
  return {
    document: {
      ListBucketResult: {
        ...page,
        KeyCount: page.Contents.length + page.CommonPrefixes.length,
        ContinuationToken: token ?? undefined,
        StartAfter: query.get('start-after') ?? undefined,
        NextContinuationToken: next === undefined ? undefined : Buffer.from(next).toString('base64url'),
      },
    },
  };
});

export const listObjects = operation((backend: S3Backend, call: S3Call): S3Output => {
  const { query } = call.input;
  const marker = query.get('marker') ?? '';
  const { next, ...page } = pageOf(open(backend, call, 'ListBucket'), query, marker);
  const NextMarker = query.has('delimiter') ? next : undefined;
  return { document: { ListBucketResult: { ...page, Marker: marker, NextMarker } } };
});

function open(backend: S3Backend, { caller, input }: S3Call, action: string): Bucket {
  const bucket = backend.bucket(input.bucket);
  const context = contextOf(input.query);
  backend.requireAccess(caller, action, input.bucket, { owner: bucket.account, context });
  return bucket;
}

/** What a condition on listing may ask for [service authorization reference, Amazon S3, ListBucket]. */
function contextOf(query: URLSearchParams): ConditionContext {
  const keys = ['prefix', 'delimiter', 'max-keys'].flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [[`s3:${name}`, value] as const];
  });
  return Object.fromEntries(keys);
}
