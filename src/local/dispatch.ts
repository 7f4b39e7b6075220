/** From a request's bytes to an operation and back: the one place that knows all protocols. */
import type { Intent, Refusal } from './access.ts';
import type { Dialect } from './authentication/refusals.ts';
import { AwsError } from './errors.ts';
import type { Caller } from './caller.ts';
import type { Watch } from './faults/watched-call.ts';
import type {
  JsonService,
  Operation,
  OwnProtocolService,
  QueryService,
  RestService,
  Service,
} from './service.ts';
import { decodeJson, encodeJson, encodeJsonError, jsonOperationName } from './wire/json.ts';
import { decodeQuery, encodeQuery, encodeQueryError } from './wire/query.ts';
import type { WireRequest, WireResponse } from './wire/request.ts';
import { decodeRest, encodeRest, encodeRestError, matchRoute } from './wire/rest.ts';
import { typedInput } from './wire/shapes/typed.ts';

/** A service with the state that its operations work on. */
export interface Mounted<Backend> {
  readonly service: Service<Backend>;
  readonly backend: Backend;
}

/** What a request asks for, decoded: ready to run, and how to write what comes of it. */
interface Invocation<Backend> {
  readonly name: string;
  readonly operation: Operation<Backend>;
  readonly input: object;
  readonly encode: (output: object) => WireResponse;
  readonly isOpen?: boolean | undefined;
}

export interface Dispatch {
  /** Who calls. Throws AwsError, in the protocol's words, for a signature that is no good. */
  readonly identify: (how: { readonly dialect: Dialect; readonly isOpen: boolean }) => Caller;
  /** Throws AwsError where the caller may not. */
  readonly authorize: (caller: Caller, intent: Intent, refusal: Refusal) => void;
  readonly requestId: string;
  readonly signal: AbortSignal;
  /** Ends the connection without an answer. */
  readonly drop: () => void;
  readonly watch: Watch;
  /** Sees to it that what an operation changed is kept. Throws AwsError where it cannot be. */
  readonly keep: (operation: string) => Promise<void>;
  /** Takes a line for the person who runs the endpoint. */
  readonly note: (line: string) => void;
}

/** Runs what the request asks of the service. Errors come back as the protocol writes them, never as a throw. */
export async function dispatch<Backend>(
  { service, backend }: Mounted<Backend>,
  request: WireRequest,
  to: Dispatch,
): Promise<WireResponse> {
  try {
    const { requestId, signal, drop } = to;
    const { name, operation, encode, isOpen = false, ...decoded } = decode(service, request, requestId);
    const input = typedInput(service.signingName, name, decoded.input);
    const caller = to.identify({ dialect: dialectOf(service), isOpen });
    const watched = { service: service.signingName, operation: name, input, caller, signal, drop };
    const call = { input, caller, requestId, signal };
    return await to.watch(watched, async () => {
      for (const intent of service.intents?.(backend, name, call) ?? []) {
        to.authorize(caller, intent, refusals[service.protocol]);
      }
      try {
        return encode(await operation(backend, call));
      } finally {
        // One that fails half-way has changed something, too.
        await to.keep(name);
      }
    });
  } catch (thrown) {
    return encodeError(service, thrown, to);
  }
}

function dialectOf({ protocol, signingName }: Pick<Service<never>, 'protocol' | 'signingName'>): Dialect {
  if (protocol !== 'own') return protocol;
  return signingName === 's3' ? 's3' : 'json';
}

/** How each protocol's services say that IAM said no (IAM API reference and others, common errors). */
const refusals: Readonly<Record<Service<never>['protocol'], Refusal>> = {
  json: { code: 'AccessDeniedException', status: 400 },
  own: { code: 'AccessDeniedException', status: 400 },
  query: { code: 'AccessDenied', status: 403 },
  rest: { code: 'AccessDeniedException', status: 403 },
};

function decode<Backend>(
  service: Service<Backend>,
  request: WireRequest,
  requestId: string,
): Invocation<Backend> {
  if (service.protocol === 'json') return decodeJsonCall(service, request);
  if (service.protocol === 'query') return decodeQueryCall(service, request, requestId);
  if (service.protocol === 'own') return decodeOwnCall(service, request);
  return decodeRestCall(service, request);
}

function decodeJsonCall<Backend>(service: JsonService<Backend>, request: WireRequest): Invocation<Backend> {
  const name = jsonOperationName(service, request);
  const operation = find(service, service.operations, name);
  return {
    name,
    operation,
    input: decodeJson(request.body),
    encode: (output) => encodeJson(service, output),
  };
}

function decodeQueryCall<Backend>(
  service: QueryService<Backend>,
  request: WireRequest,
  requestId: string,
): Invocation<Backend> {
  const { operationName, input } = decodeQuery(request);
  const operation = find(service, service.operations, operationName);
  const encode = (output: object): WireResponse => encodeQuery(service, operationName, output, requestId);
  return { name: operationName, operation, input, encode };
}

function decodeOwnCall<Backend>(
  service: OwnProtocolService<Backend>,
  request: WireRequest,
): Invocation<Backend> {
  const { operationName: name, input, encode } = service.decode(request);
  return { name, operation: find(service, service.operations, name), input, encode };
}

function decodeRestCall<Backend>(service: RestService<Backend>, request: WireRequest): Invocation<Backend> {
  const match = matchRoute(service.routes, request);
  if (!match) {
    const absent = matchRoute(service.absent ?? [], request);
    throw notImplemented(service, absent?.route.name ?? `${request.method} ${request.path}`);
  }
  const { route } = match;
  return {
    name: route.name,
    operation: route.operation,
    input: decodeRest(match, request),
    isOpen: route.isOpen,
    encode: (output) => encodeRest(route, output),
  };
}

function find<Backend>(
  service: Service<Backend>,
  operations: Readonly<Record<string, Operation<Backend>>>,
  name: string,
): Operation<Backend> {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!operation) throw notImplemented(service, name);
  return operation;
}

/** An operation that is not there says so by name: never a made-up success. */
function notImplemented(service: { signingName: string }, what: string): AwsError {
  return new AwsError(
    'NotImplemented',
    `The embedded AWS has no operation ${service.signingName}:${what}. Its README lists those it has`,
    501,
  );
}

function encodeError<Backend>(
  service: Service<Backend>,
  thrown: unknown,
  { note, requestId }: Dispatch,
): WireResponse {
  const error = thrown instanceof AwsError ? thrown : internalFailure(thrown, note);
  if (service.protocol === 'json') return encodeJsonError(service, error);
  if (service.protocol === 'query') return encodeQueryError(service, error, requestId);
  if (service.protocol === 'own') return service.encodeError(error, requestId);
  return encodeRestError(error);
}

function internalFailure(thrown: unknown, note: Dispatch['note']): AwsError {
  const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  note(`internal failure (a bug of the embedded AWS): ${detail}`);
  return new AwsError('InternalFailure', 'An internal error of the embedded AWS; see its output', 500);
}
