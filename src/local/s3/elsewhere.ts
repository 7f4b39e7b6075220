/** Objects of an S3 that is elsewhere: at the address that AWS_ENDPOINT_URL_S3 gave. */
import type { Caller } from '../caller.ts';
import type { Cloud, ObjectPlace } from '../cloud.ts';
import { AwsError } from '../errors.ts';

/** Rejects with AwsError: what that S3 answers, or that it does not. */
export async function readElsewhere(
  cloud: Cloud,
  endpoint: string,
  caller: Caller,
  { bucket, key, version }: ObjectPlace,
): Promise<Buffer> {
  // Loaded when it is needed, as few do.
  const { GetObjectCommand, S3Client, S3ServiceException } = await import('@aws-sdk/client-s3');
  const client = new S3Client({
    endpoint,
    region: caller.region,
    credentials: credentialsOf(cloud, caller),
    forcePathStyle: true,
    maxAttempts: 1,
  });
  try {
    const found = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: version }));
    return Buffer.from((await found.Body?.transformToByteArray()) ?? []);
  } catch (thrown) {
    if (thrown instanceof S3ServiceException)
      throw new AwsError(thrown.name, thrown.message, thrown.$metadata.httpStatusCode ?? 400);
    throw new AwsError('ServiceException', `S3 at ${endpoint} does not answer: ${String(thrown)}`, 500);
  } finally {
    client.destroy();
  }
}

/** The caller's own, where they were issued here: of any other key nobody but its owner knows the secret. */
function credentialsOf(
  { iam }: Cloud,
  { accessKeyId }: Caller,
): {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
} {
  const { secretAccessKey = 'unknown', sessionToken } = iam.keyOf(accessKeyId) ?? {};
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}
