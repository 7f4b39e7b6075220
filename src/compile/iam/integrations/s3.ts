/** S3: bucket and object of each call, and what distributed Maps read and write. */
import { member, type Argument } from '../arguments.ts';
import { atRunTime, named, unbounded, untold, type Call, type Scope } from '../grant.ts';

/** What an action is called on: the bucket, or the object in it. */
export function bucketOrObject(action: string, call: Call): Scope {
  if (/:List(AllMyBuckets|AllMyDirectoryBuckets)$/.test(action)) return unbounded;
  const copied = member(call.arguments, 'CopySource');
  if (copied !== undefined && action === 's3:GetObject') return source(copied, call.target);
  const bucket = member(call.arguments, 'Bucket');
  if (bucket === undefined) return untold;
  return isOfObject(action)
    ? objectIn(bucket, member(call.arguments, 'Key'), call.target)
    : bucketNamed(bucket, call.target);
}

/** Actions on objects say so; those on a bucket's settings say "Bucket" [service authorization reference, Amazon S3]. */
function isOfObject(action: string): boolean {
  return /Object|MultipartUpload/.test(action) && !action.includes('Bucket');
}

export function bucketNamed(bucket: Argument, target: Call['target']): Scope {
  return named(bucket, (name) => bucketArn(name, target));
}

export function bucketArn(name: string, { partition }: Call['target']): string {
  return `arn:${partition}:s3:::${name}`;
}

/** An object of a bucket; any of it where the key is not known. An access point has its objects under `/object/`. */
export function objectIn(bucket: Argument, key: Argument, target: Call['target']): Scope {
  const { resources, ...scope } = bucketNamed(bucket, target);
  if (scope.isWide) return atRunTime;
  const inside = typeof key === 'string' ? key : '*';
  const objects = resources.map((arn) =>
    arn.includes(':accesspoint/') ? `${arn}/object/${inside}` : `${arn}/${inside}`,
  );
  return { resources: objects, ...(inside === '*' && { note: 'only the run knows which objects' }) };
}

/** `BUCKET/KEY`, or the ARN of an object under an access point. */
function source(copied: Argument, target: Call['target']): Scope {
  return named(copied, (text) => bucketArn(text.replace(/^\//, '').replace(/\?versionId=.*$/, ''), target));
}
