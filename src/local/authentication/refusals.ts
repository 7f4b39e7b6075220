/** What services answer to a signature that is no good: each protocol has its own codes (IAM and S3 API references, common errors). */
import { AwsError } from '../errors.ts';
import type { Fault } from './verify.ts';

/** The protocol as far as errors go: S3's is a language of its own. */
export type Dialect = 'json' | 'query' | 'rest' | 's3';

type Words = readonly [code: string, status: number, message: string];

const invalidToken = 'The security token included in the request is invalid.';
const expiredToken = 'The security token included in the request is expired';
const wrongSignature =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

function exceptions(status: number): Readonly<Record<Fault['kind'], Words>> {
  return {
    unknownKey: ['UnrecognizedClientException', status, invalidToken],
    wrongToken: ['UnrecognizedClientException', status, invalidToken],
    expiredToken: ['ExpiredTokenException', status, expiredToken],
    wrongSignature: ['InvalidSignatureException', status, wrongSignature],
    wrongTime: ['InvalidSignatureException', status, ''],
  };
}

const words: Readonly<Record<Dialect, Readonly<Record<Fault['kind'], Words>>>> = {
  json: exceptions(400),
  rest: exceptions(403),
  query: {
    unknownKey: ['InvalidClientTokenId', 403, invalidToken],
    wrongToken: ['InvalidClientTokenId', 403, invalidToken],
    expiredToken: ['ExpiredToken', 403, expiredToken],
    wrongSignature: ['SignatureDoesNotMatch', 403, wrongSignature],
    wrongTime: ['SignatureDoesNotMatch', 403, ''],
  },
  s3: {
    unknownKey: [
      'InvalidAccessKeyId',
      403,
      'The AWS Access Key Id you provided does not exist in our records.',
    ],
    wrongToken: ['InvalidToken', 400, 'The provided token is malformed or otherwise invalid.'],
    expiredToken: ['ExpiredToken', 400, 'The provided token has expired.'],
    wrongSignature: [
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    ],
    wrongTime: [
      'RequestTimeTooSkewed',
      403,
      'The difference between the request time and the current time is too large.',
    ],
  },
};

export function refuse(fault: Fault, dialect: Dialect): AwsError {
  const [code, status, message] = words[dialect][fault.kind];
  const own = fault.kind === 'wrongTime' && message === '' ? fault.message : message;
  return new AwsError(code, own, status);
}
