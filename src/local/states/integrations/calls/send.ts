/** Sends a request that is signed as AWS wants it, and reads the answer. */
import { SignatureV4 } from '@smithy/signature-v4';
import { createHash, createHmac } from 'node:crypto';
import { Unreachable, type Connection } from './call.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Posts a body to the root of the service's address. Rejects with Unreachable, or with the signal's reason. */
export async function post(
  { endpoint, region, credentials, signal }: Connection,
  signingName: string,
  content: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
): Promise<Answer> {
  const url = new URL(endpoint);
  const path = url.pathname;
  const signer = new SignatureV4({ credentials, region, service: signingName, sha256: Sha256 });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path,
    headers: { host: url.host, ...content.headers },
    body: content.body,
  });
  try {
    const response = await fetch(url, { method: 'POST', headers, body: content.body, signal });
    const text = await response.text();
    return { status: response.status, headers: Object.fromEntries(response.headers), text };
  } catch (thrown) {
    signal.throwIfAborted();
    throw new Unreachable(`Unable to execute HTTP request: ${causeOf(thrown)}`);
  }
}

/** fetch hides what happened behind "fetch failed". */
function causeOf(thrown: unknown): string {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  return cause instanceof Error ? cause.message : String(cause);
}

/** The digest that the signer asks for: of Node. */
class Sha256 {
  readonly #hash: ReturnType<typeof createHash | typeof createHmac>;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytes(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    throw new Error('A digest is used once');
  }
}

function bytes(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  if (data instanceof ArrayBuffer) return Buffer.from(data);
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
