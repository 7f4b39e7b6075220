/** Bytes to a port, and what comes back. */
import { connect } from 'node:net';

export interface Sending {
  /** Sent one after the other. */
  readonly bytes: Buffer;
  /** What the client does behind them: waits for the answer, closes its half, or hangs up after so many milliseconds. */
  readonly then: 'wait' | 'close' | 'hang up';
}

export interface Received {
  /** Of the first answer; undefined where the connection ended without one. */
  readonly status: number | undefined;
  readonly text: string;
  /** No answer and no end within the deadline. */
  readonly hung: boolean;
}

/** Never rejects. */
export function exchange(port: number, { bytes, then }: Sending, deadlineMs: number): Promise<Received> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const done = (hung: boolean): void => {
      clearTimeout(deadline);
      socket.destroy();
      const text = Buffer.concat(chunks).toString();
      const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? [];
      resolve({ status: status === undefined ? undefined : Number(status), text, hung });
    };
    const deadline = setTimeout(() => {
      done(true);
    }, deadlineMs);
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (isWhole(Buffer.concat(chunks).toString('latin1'))) done(false);
    });
    socket.on('end', () => {
      done(false);
    });
    socket.on('error', () => {
      done(false);
    });
    socket.write(bytes, () => {
      if (then === 'close') socket.end();
      if (then === 'hang up') done(false);
    });
  });
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const head = answer.slice(0, end).toLowerCase();
  const [, length] = /\r\ncontent-length: (\d+)/.exec(head) ?? [];
  if (length !== undefined) return answer.length >= end + 4 + Number(length);
  return head.includes('transfer-encoding: chunked') ? answer.endsWith('0\r\n\r\n') : head.includes(' 204 ');
}
