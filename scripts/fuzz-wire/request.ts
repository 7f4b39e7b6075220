/** A request as text of the wire, before something is done to it. */

export interface Parts {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What a request for the service is signed with; nothing here looks at the signature itself. */
export function signature(service: string): string {
  const scope = `Credential=111111111111/20261122/us-east-1/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`;
}

export function parts(
  service: string,
  given: { readonly [Part in keyof Parts]?: Parts[Part] } & { readonly json?: unknown },
): Parts {
  const { method = 'POST', target = '/', headers = {} } = given;
  const body = given.body ?? Buffer.from(given.json === undefined ? '' : JSON.stringify(given.json));
  return { method, target, body, headers: { authorization: signature(service), ...headers } };
}

/** The bytes; `framing` replaces the length that a client would send. */
export function bytesOf({ method, target, headers, body }: Parts, framing?: readonly string[]): Buffer {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    'host: 127.0.0.1',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(framing ?? [`content-length: ${body.length}`]),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}
