import type { FunctionCode } from '@aws-sdk/client-lambda';
import type { Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import type { Code } from '../code/code-store.ts';
import { lacking } from '../settings.ts';
import { invalidParameter } from '../validation.ts';

/** The package of a request, kept and unpacked. Throws what AWS answers for one that it cannot use. */
export async function readCode(backend: LambdaBackend, input: Wire<FunctionCode>): Promise<Code> {
  if (input.S3Bucket !== undefined) throw lacking('packages in S3');
  if (input.ImageUri !== undefined) throw lacking('container images');
  if (input.ZipFile === undefined) throw invalidParameter('Please provide a source for function code.');
  return backend.codes.add(Buffer.from(input.ZipFile, 'base64'));
}
