/** X-Ray's header, which tells requests that belong together. Nothing is sampled here unless the caller asks for it. */
import { randomBytes } from 'node:crypto';

/** The caller's trace where it sent one, else a new one. `now` is milliseconds since 1970. */
export function traceIdOf(header = '', now: number): string {
  const root = /\bRoot=(1-[0-9a-f]{8}-[0-9a-f]{24})/.exec(header)?.[1] ?? newRoot(now);
  const parent = /\bParent=([0-9a-f]{16})/.exec(header)?.[1] ?? randomBytes(8).toString('hex');
  return `Root=${root};Parent=${parent};Sampled=${header.includes('Sampled=1') ? '1' : '0'}`;
}

/** (X-Ray developer guide, "Tracing header") */
function newRoot(now: number): string {
  const seconds = Math.floor(now / 1000).toString(16);
  return `1-${seconds}-${randomBytes(12).toString('hex')}`;
}
