import type { FunctionCode } from '@aws-sdk/client-lambda';
import type { Caller } from '../../caller.ts';
import type { ObjectPlace } from '../../cloud.ts';
import { AwsError } from '../../errors.ts';
import type { Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import type { Code } from '../code/code-store.ts';
import { lacking } from '../settings.ts';
import { invalidParameter } from '../validation.ts';

/** AWS's limit for a zip in the request itself. One in S3 is bounded by what it unpacks to alone. */
const maximumZipBytes = 52_428_800;

/** The package of a request, kept and unpacked. Throws what AWS answers for one that it cannot use. */
export async function readCode(
  backend: LambdaBackend,
  caller: Caller,
  { ImageUri, S3Bucket, S3Key, S3ObjectVersion, ZipFile }: Wire<FunctionCode>,
): Promise<Code> {
  if (ImageUri !== undefined) throw lacking('container images');
  if (S3Bucket !== undefined && S3Key !== undefined) {
    const place = { bucket: S3Bucket, key: S3Key, version: S3ObjectVersion };
    return backend.codes.add(await fetchObject(backend, caller, place));
  }
  if (ZipFile === undefined) throw invalidParameter('Please provide a source for function code.');
  return backend.codes.add(decode(ZipFile));
}

function decode(base64: string): Buffer {
  const zip = Buffer.from(base64, 'base64');
  if (zip.length <= maximumZipBytes) return zip;
  const message = `Zipped size must be smaller than ${maximumZipBytes} bytes`;
  throw new AwsError('RequestEntityTooLargeException', message, 413);
}

/** Lambda reads with the caller's own permissions. */
async function fetchObject({ cloud }: LambdaBackend, caller: Caller, place: ObjectPlace): Promise<Buffer> {
  try {
    return await cloud.objects.read(caller, place);
  } catch (thrown) {
    throw thrown instanceof AwsError && thrown.status < 500 ? refusalOf(thrown, place) : thrown;
  }
}

/** S3's refusal as Lambda tells it: recorded, but for the sentence about access, which is AWS's as people quote it. */
function refusalOf({ code, message }: AwsError, { bucket, key }: ObjectPlace): AwsError {
  const told = `S3 Error Code: ${code}. S3 Error Message: ${message}`;
  if (code !== 'AccessDenied') return invalidParameter(`Error occurred while GetObject. ${told}`);
  const plea = `please make sure your request credentials have permission to GetObject for ${bucket}/${key}`;
  return new AwsError('AccessDeniedException', `Your access has been denied by S3, ${plea}. ${told}`, 403);
}
