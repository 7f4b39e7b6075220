/** Objects of an S3 that is elsewhere: at the address that AWS_ENDPOINT_URL_S3 gave. */
import { GetObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
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
    throw refusal(thrown, endpoint);
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

function refusal(thrown: unknown, endpoint: string): AwsError {
  if (thrown instanceof S3ServiceException) {
    return new AwsError(thrown.name, thrown.message, thrown.$metadata.httpStatusCode ?? 400);
  }
  return new AwsError('ServiceException', `S3 at ${endpoint} does not answer: ${String(thrown)}`, 500);
}
