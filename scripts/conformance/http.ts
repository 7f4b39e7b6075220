/** Plain requests, as they were recorded of function URLs. */
import type { Json } from '../../src/json.ts';
import type { Plain } from './clients.ts';

interface PlainRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | Json;
}

/** The answer in the form in which it was recorded. */
export async function request(params: unknown, method: string): Promise<Plain> {
  const { url, headers = {}, body = null } = params as PlainRequest;
  const response = await fetch(url, { method, headers, body: bodyText(body) });
  const content = parsed(await response.text());
  const named = ['content-length', 'content-type'].map((name) => [
    name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()),
    response.headers.get(name),
  ]);
  const value = { content, headers: Object.fromEntries(named) as Json, statuscode: response.status };
  return { kind: 'plain', value, status: response.status };
}

function bodyText(body: Buffer | Json): string {
  if (Buffer.isBuffer(body)) return body.toString();
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function parsed(text: string): Json {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === 'object' ? value : text;
  } catch {
    return text;
  }
}
