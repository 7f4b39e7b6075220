/** Requests as they are on the wire, with any headers. */
import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** What the request is signed for; none for an unsigned one. */
  readonly service?: string;
  readonly region?: string;
  readonly accessKeyId?: string;
}

export interface RawResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export async function send(endpoint: string, raw: RawRequest): Promise<RawResponse> {
  const { method = 'POST', path = '/', body } = raw;
  const outgoing = request(new URL(path, endpoint), {
    method,
    headers: { ...authorization(raw), ...raw.headers },
  });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString(),
  };
}

function authorization({ service, region = 'us-east-1', accessKeyId = '111111111111' }: RawRequest): object {
  if (service === undefined) return {};
  const scope = `Credential=${accessKeyId}/20261122/${region}/${service}/aws4_request`;
  return { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0` };
}

/** A form of the query protocol. */
export function form(members: Readonly<Record<string, string>>): Pick<RawRequest, 'headers' | 'body'> {
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams(members).toString(),
  };
}
