/** What a service of the embedded AWS is made of: operations, and the protocol that carries them. */
import type { Intent } from './access.ts';
import type { Caller } from './caller.ts';
import type { AwsError } from './errors.ts';
import type { WireRequest, WireResponse } from './wire/request.ts';

/** `Backend` is the service's own state and rules; its operations are functions over it. */
export type Service<Backend> =
  | JsonService<Backend>
  | QueryService<Backend>
  | RestService<Backend>
  | OwnProtocolService<Backend>;

interface ServiceBase<Backend> {
  /** The name that requests are signed for. */
  readonly signingName: string;
  /** What a caller has to be allowed before an operation is done. A service without asks itself, where it knows the resource. */
  readonly intents?: (backend: Backend, operation: string, call: Call<unknown>) => readonly Intent[];
}

/** AWS JSON 1.0 and 1.1: the operation in `X-Amz-Target`, members in the body. */
export interface JsonService<Backend> extends ServiceBase<Backend> {
  readonly protocol: 'json';
  readonly jsonVersion: '1.0' | '1.1';
  readonly targetPrefix: string;
  /** Codes that errors had while the service spoke the query protocol: some clients know them by these alone. */
  readonly queryErrorCodes?: Readonly<Record<string, string>>;
  readonly operations: Readonly<Record<string, Operation<Backend>>>;
}

/** AWS query: `Action` and members in a form; XML comes back. */
export interface QueryService<Backend> extends ServiceBase<Backend> {
  readonly protocol: 'query';
  readonly apiVersion: string;
  readonly xmlNamespace: string;
  /** Operations whose answer has a result element with nothing in it: clients written in Go insist on it. */
  readonly emptyResults?: readonly string[];
  readonly operations: Readonly<Record<string, Operation<Backend>>>;
}

/** REST JSON: the operation in method and path, members in path, query, headers and body. */
export interface RestService<Backend> extends ServiceBase<Backend> {
  readonly protocol: 'rest';
  readonly routes: readonly Route<Backend>[];
  /** Operations of AWS's that are not here: what refuses them can name them. */
  readonly absent?: readonly Address[];
}

/** Where a request for an operation goes. */
export interface Address {
  /** The operation's name, such as `GetFunction`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  /** Such as `/2015-03-31/functions/{FunctionName}`; a label takes one (percent-encoded) segment. */
  readonly path: string;
  /** What the query must hold, where this tells routes of one path apart; such a route stands before the other. */
  readonly query?: Readonly<Record<string, string>>;
}

export interface Route<Backend> extends Address {
  /** HTTP status of success; default 200. */
  readonly status?: number;
  /** Input members that come in headers: member → header name, lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The input member that is the raw body, when there is one: it arrives as a Buffer. */
  readonly payload?: string;
  /** Output members that go into headers: member → header name. */
  readonly responseHeaders?: Readonly<Record<string, string>>;
  /** The output member that is the raw body, when there is one. */
  readonly responsePayload?: string;
  /** The output member that is a stream of encoded events, when there is one: an AsyncIterable of Buffers. */
  readonly responseStream?: string;
  /** The output member that is the HTTP status, when there is one. */
  readonly responseStatus?: string;
  /** Whoever knows the address may have what it answers. */
  readonly isOpen?: boolean;
  readonly operation: Operation<Backend>;
}

/** A service whose protocol no other one has: S3's REST with XML, DynamoDB's as another server speaks it. */
export interface OwnProtocolService<Backend> extends ServiceBase<Backend> {
  readonly protocol: 'own';
  readonly operations: Readonly<Record<string, Operation<Backend>>>;
  /** What the request asks for. The operation's name need not be one of `operations`. Throws AwsError. */
  readonly decode: (request: WireRequest) => OwnCall;
  readonly encodeError: (error: AwsError, requestId: string) => WireResponse;
}

export interface OwnCall {
  readonly operationName: string;
  readonly input: object;
  readonly encode: (output: object) => WireResponse;
}

export interface Call<Input> {
  readonly input: Input;
  readonly caller: Caller;
  readonly requestId: string;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
}

/** An operation with its input still undecoded: what registries hold. */
export type Operation<Backend> = (backend: Backend, call: Call<unknown>) => Promise<object>;

/**
 * The form in which the wire brings a shape of the SDK: blobs as base64 text, timestamps as epoch seconds.
 * In the query protocol and in a REST query every scalar is text.
 */
export type Wire<T> = T extends Uint8Array
  ? string
  : T extends Date
    ? number
    : T extends readonly (infer Item)[]
      ? Wire<Item>[]
      : T extends object
        ? { [Key in keyof T]: Wire<T[Key]> }
        : T;

/**
 * Makes an operation of a typed handler. This is where wire data gets its type: the SDK's input shape (`Wire<…>`),
 * of which an operation checks what AWS would check.
 *
 * The handler answers the SDK's output shape: Dates and byte arrays are encoded as the protocol wants them, and
 * members that are undefined are left out.
 */
export function operation<Backend, Input, Output extends object>(
  handler: (backend: Backend, call: Call<Input>) => Promise<Output> | Output,
): Operation<Backend> {
  return async (backend, call) => handler(backend, call as Call<Input>);
}
