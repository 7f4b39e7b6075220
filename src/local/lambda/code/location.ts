import type { Caller } from '../../caller.ts';
import type { LambdaBackend } from '../backend.ts';
import type { Code } from './code-store.ts';

/** A link to the zip as it was uploaded. As AWS's, it carries its own signature's scope and needs no header. */
export function codeLocation({ cloud }: LambdaBackend, { sha256 }: Code, caller: Caller): string {
  const hex = Buffer.from(sha256, 'base64').toString('hex');
  const day = new Date(cloud.clock.now()).toISOString().slice(0, 10).replaceAll('-', '');
  const scope = encodeURIComponent(`${caller.accessKeyId}/${day}/${caller.region}/lambda/aws4_request`);
  return `${cloud.endpoint}/snapshots/${hex}?X-Amz-Credential=${scope}`;
}
