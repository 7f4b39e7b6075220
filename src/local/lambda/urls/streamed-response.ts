/** What a function streams as an HTTP response (AWS Lambda developer guide, "Response streaming"). */
import { isObject, type Json } from '../../../json.ts';
import type { ResponseStream } from '../invoke/response-stream.ts';
import { badGateway, headOf, type UrlResponse } from './url-response.ts';

/** The content type of a stream that begins with status and headers: JSON, then eight zero bytes, then the body. */
const integration = 'application/vnd.awslambda.http-integration-response';
const separator = Buffer.alloc(8);

/** An error before the first byte gives 502; a later one ends the connection. */
export async function streamedResponse(answer: ResponseStream): Promise<UrlResponse> {
  const { contentType } = answer;
  if (contentType === integration) return withPrelude(answer);
  if (contentType !== undefined)
    return { status: 200, headers: { 'content-type': contentType }, body: body(answer) };
  const { functionError, payload } = await answer.ended;
  if (functionError !== undefined) return badGateway();
  // Of a function that does not stream, what it returns is the body, whatever it looks like.
  return { status: 200, headers: { 'content-type': 'application/json' }, body: payload };
}

async function withPrelude(answer: ResponseStream): Promise<UrlResponse> {
  const chunks = body(answer)[Symbol.asyncIterator]();
  let begun = Buffer.alloc(0);
  while (!begun.includes(separator)) {
    const next = await chunks.next();
    if (next.done) return badGateway();
    begun = Buffer.concat([begun, next.value]);
  }
  const end = begun.indexOf(separator);
  const prelude = parse(begun.subarray(0, end));
  const head = isObject(prelude) ? headOf({ statusCode: 200, ...prelude }) : undefined;
  if (!head) return badGateway();
  const rest = begun.subarray(end + separator.length);
  return {
    status: head.status,
    headers: { 'content-type': 'application/octet-stream', ...head.headers },
    body: continued(rest, chunks),
  };
}

async function* body({ chunks, ended }: ResponseStream): AsyncGenerator<Buffer> {
  yield* chunks;
  const { functionError } = await ended;
  if (functionError !== undefined) throw new Error('the function failed while it was answering');
}

async function* continued(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

function parse(text: Buffer): Json {
  try {
    return JSON.parse(text.toString()) as Json;
  } catch {
    return null;
  }
}
