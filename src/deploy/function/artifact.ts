/** Zips that are too large for a request, on their way to Lambda. */
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { FunctionCode } from '@aws-sdk/client-lambda';
import { abortable } from '../../aws/connection.ts';
import { resolveText } from '../../compile/resolve.ts';
import type { Artifact } from '../../package/package.ts';
import type { Workbench } from '../workbench.ts';
import { codeInput, type WantedFunction } from './code.ts';

/**
 * The code as CreateFunction and UpdateFunctionCode take it; what is too large for them lies in S3 then. Lambda copies it:
 * the object is needed no longer than the request takes.
 */
export async function deliveredCode(bench: Workbench, wanted: WantedFunction): Promise<FunctionCode> {
  const { code } = wanted;
  if ('uri' in code || !code.artifact) return codeInput(wanted);
  const artifact = atTarget(bench, code.artifact);
  if (!(await stands(bench, artifact))) await put(bench, artifact, code.zip);
  return { S3Bucket: artifact.bucket, S3Key: artifact.key };
}

/** Names of buckets often hold the account and the region. */
function atTarget({ aws }: Workbench, { bucket, key }: Artifact): Artifact {
  const resolved = (text: string): string => resolveText(text, aws.target, (name) => name);
  return { bucket: resolved(bucket), key: resolved(key) };
}

/** Whatever else S3 answers (403 for a missing object to those who may not list the bucket), writing will tell. */
async function stands({ aws, signal }: Workbench, { bucket, key }: Artifact): Promise<boolean> {
  try {
    await aws.s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }), abortable(signal));
    return true;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

async function put({ aws, signal }: Workbench, { bucket, key }: Artifact, zip: Buffer): Promise<void> {
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: zip,
    ContentType: 'application/zip',
  });
  await aws.s3.send(command, abortable(signal));
}
