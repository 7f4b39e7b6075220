/** `aws-chunked` bodies [S3 API reference, "Signature calculations … transferring payload in multiple chunks"]. */
import { AwsError } from '../errors.ts';

export function isChunked(headers: Readonly<Record<string, string | undefined>>): boolean {
  return headers['x-amz-content-sha256']?.startsWith('STREAMING-') ?? false;
}

/** The body, and the headers that follow it. Signatures of chunks are not looked at. Throws IncompleteBody. */
export function decodeChunks(raw: Buffer): { body: Buffer; trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = raw.indexOf('\r\n', at);
    const length = Number.parseInt(raw.subarray(at, end).toString('latin1'), 16);
    const start = end + 2;
    if (end < 0 || Number.isNaN(length) || start + length > raw.length) throw incomplete();
    if (length === 0) return { body: Buffer.concat(chunks), trailers: trailersOf(raw.subarray(start)) };
    chunks.push(raw.subarray(start, start + length));
    at = start + length + 2;
  }
}

function trailersOf(raw: Buffer): Record<string, string> {
  const lines = raw.toString('latin1').split(/\r?\n/);
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^([^:]+):(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()]];
    }),
  );
}

function incomplete(): AwsError {
  return new AwsError(
    'IncompleteBody',
    'You did not provide the number of bytes specified by the Content-Length HTTP header',
  );
}
