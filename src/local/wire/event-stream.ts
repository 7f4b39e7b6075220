/** AWS's event stream encoding: messages of headers and a payload, with checksums (Smithy, "Amazon Event Stream Specification"). */
import { crc32 } from './crc32.ts';

export interface StreamEvent {
  /** `PayloadChunk` */
  readonly type: string;
  readonly contentType: string;
  readonly payload: Buffer;
}

export const eventStreamType = 'application/vnd.amazon.eventstream';

/** Total length, length of the headers, checksum of both; headers; payload; checksum of it all. */
export function encodeEvent({ type, contentType, payload }: StreamEvent): Buffer {
  const headers = Buffer.concat([
    header(':event-type', type),
    header(':content-type', contentType),
    header(':message-type', 'event'),
  ]);
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(headers.length + payload.length + 16, 0);
  prelude.writeUInt32BE(headers.length, 4);
  const message = Buffer.concat([prelude, checksum(prelude), headers, payload]);
  return Buffer.concat([message, checksum(message)]);
}

const textHeader = 7;

function header(name: string, value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value));
  return Buffer.concat([
    Buffer.of(name.length),
    Buffer.from(name),
    Buffer.of(textHeader),
    length,
    Buffer.from(value),
  ]);
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum;
}
