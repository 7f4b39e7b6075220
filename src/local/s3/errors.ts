/** S3's errors [S3 API reference, "Error responses"]. */
import { AwsError } from '../errors.ts';

export function noSuchBucket(name: string): AwsError {
  return new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: name });
}

export function noSuchKey(key: string): AwsError {
  return new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
}

export function noSuchVersion(): AwsError {
  return new AwsError('NoSuchVersion', 'The specified version does not exist.', 404);
}

export function otherRegion(region: string): AwsError {
  const message = `The bucket is in this region: ${region}. Please use this region to retry the request`;
  return new AwsError('PermanentRedirect', message, 301);
}

export function bucketTaken(name: string): AwsError {
  return new AwsError(
    'BucketAlreadyOwnedByYou',
    'Your previous request to create the named bucket succeeded and you already own it.',
    409,
    { BucketName: name },
  );
}

export function bucketNotEmpty(name: string): AwsError {
  return new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409, {
    BucketName: name,
  });
}

export function invalidBucketName(name: string): AwsError {
  return new AwsError('InvalidBucketName', 'The specified bucket is not valid.', 400, { BucketName: name });
}

export function invalidRange(): AwsError {
  return new AwsError('InvalidRange', 'The requested range is not satisfiable', 416);
}

export function malformedXml(): AwsError {
  return new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}
