/** Whether a request was signed with a key, lately, and with the key's token. */
import { timingSafeEqual } from 'node:crypto';
import type { AccessKey } from '../cloud.ts';
import { calculateSignature } from './calculate.ts';
import type { Signature, SignedRequest } from './signature.ts';

export type Fault =
  | { readonly kind: 'unknownKey' | 'wrongToken' | 'expiredToken' | 'wrongSignature' }
  /** In AWS's words. */
  | { readonly kind: 'wrongTime'; readonly message: string };

/** How far the client's clock may be off: five minutes, and with S3 fifteen (S3 API reference, RequestTimeTooSkewed). */
const toleranceMinutes = (service: string): number => (service === 's3' ? 15 : 5);

/** What is wrong with the signature; undefined when it is good. `now`: milliseconds since 1970-01-01T00:00:00Z. */
export function faultOf(
  request: SignedRequest,
  signature: Signature,
  key: AccessKey,
  now: number,
): Fault | undefined {
  if (signature.sessionToken !== key.sessionToken) return { kind: 'wrongToken' };
  const message = timeFault(signature, now);
  if (message !== undefined) return { kind: 'wrongTime', message };
  const expected = Buffer.from(calculateSignature(request, signature, key.secretAccessKey));
  const given = Buffer.from(signature.signature);
  const isRight = given.length === expected.length && timingSafeEqual(given, expected);
  return isRight ? undefined : { kind: 'wrongSignature' };
}

function timeFault({ service, time, lifeSeconds }: Signature, now: number): string | undefined {
  const minutes = toleranceMinutes(service);
  const toleranceMs = minutes * 60_000;
  const signed = readTime(time);
  const holdsMs = lifeSeconds === undefined ? toleranceMs : lifeSeconds * 1000;
  if (!(signed + holdsMs >= now)) {
    return `Signature expired: ${time} is now earlier than ${writeTime(now - holdsMs)} (${writeTime(now)} - ${minutes} min.)`;
  }
  if (signed - toleranceMs <= now) return undefined;
  return `Signature not yet current: ${time} is still later than ${writeTime(now + toleranceMs)} (${writeTime(now)} + ${minutes} min.)`;
}

function readTime(time: string): number {
  const [, date = '', hours = '', minutes = '', seconds = ''] =
    /^(\d{8})T(\d\d)(\d\d)(\d\d)Z$/.exec(time) ?? [];
  const day = date.replace(/^(....)(..)(..)$/, '$1-$2-$3');
  return Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`);
}

function writeTime(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
}
