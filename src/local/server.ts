/** The embedded AWS as an HTTP endpoint on a loopback address. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { systemClock, unhurried, type Clock } from '../clock.ts';
import { requireAccess } from './access.ts';
import { defaultAccount } from './account.ts';
import { identify } from './authentication/identify.ts';
import { readSignature, type Signature } from './authentication/signature.ts';
import type { CloudOptions, Credentials } from './cloud.ts';
import { isConsole, serveConsole } from './console/console.ts';
import { isPage, servePage } from './console/page.ts';
import { Keeping } from './data/keeping.ts';
import { Store } from './data/store.ts';
import { dispatch, type Dispatch } from './dispatch.ts';
import { AwsError } from './errors.ts';
import { control, isControl } from './faults/control.ts';
import { Faults } from './faults/faults.ts';
import { openHttpServer, type HttpOptions } from './http-server.ts';
import { refuseForeignPages } from './loopback.ts';
import { mountServices, type Services } from './services.ts';
import { SimulatedClock } from './time/simulated-clock.ts';
import { readRequest, type WireRequest, type WireResponse } from './wire/request.ts';
import { encodeUnrouted, isForm } from './wire/unrouted.ts';

export interface LocalOptions extends Partial<Omit<CloudOptions, 'dynamoDb'>>, HttpOptions {
  readonly clock?: Clock;
  /** The folder where its state is kept; without one it ends with the endpoint. */
  readonly data?: string | undefined;
  /** Skips what executions wait for: Wait states, intervals of retries, timeouts, heartbeats. */
  readonly fastWaits?: boolean;
}

export interface LocalAws {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** The keys of the account's root: with `enforce` nobody else has any at the start. */
  readonly root: RootKey;
  /** How much was found in the folder of data, in words: empty for nothing, undefined without a folder. */
  readonly found: string | undefined;
  readonly close: () => Promise<void>;
}

type RootKey = Pick<Credentials, 'accessKeyId' | 'secretAccessKey'>;

/**
 * Starts an endpoint for the services of registry.ts. It listens on
 * 127.0.0.1 alone. Rejects when the port is taken, and with a DataFolderError when the folder of data cannot be used.
 */
export async function startLocalAws(options: LocalOptions = {}): Promise<LocalAws> {
  const store = options.data === undefined ? undefined : await Store.open(options.data);
  const http = await openHttpServer(options).catch(async (thrown: unknown) => {
    await store?.close();
    throw thrown;
  });
  const clock = options.clock ?? systemClock;
  const { account = defaultAccount, note = () => undefined } = options;
  const keeping = new Keeping(store, clock, note);
  const faults = new Faults(clock, options.propagationMs ?? 0);
  const endpoint = `http://127.0.0.1:${http.port}`;
  const services = mountServices({
    options: cloudOptions(options, faults, store),
    clock,
    executionClock: options.fastWaits ? new SimulatedClock(clock) : unhurried(clock),
    endpoint,
    changed: keeping.changed,
  });
  const close = async (): Promise<void> => {
    await services.cloud.close();
    await http.close();
    await keeping.close();
  };
  const ready = keeping.restore(services.keepers);
  answerOnce(ready, http.server, { services, faults, keep: keeping.keep });
  try {
    const found = await ready;
    const root = services.cloud.iam.rootKey(account);
    await keeping.keep('CreateRootKey');
    return { endpoint, root, found, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

function cloudOptions(options: LocalOptions, faults: Faults, store: Store | undefined): CloudOptions {
  return {
    account: options.account ?? defaultAccount,
    get propagationMs() {
      return faults.propagationMs;
    },
    enforce: options.enforce ?? false,
    endpoints: options.endpoints ?? {},
    outsiders: options.outsiders ?? true,
    dynamoDb: store?.folder.dynamoDb,
    note: options.note ?? (() => undefined),
  };
}

/** Who comes before everything is there waits for it. */
function answerOnce(ready: Promise<unknown>, server: Server, served: Served): void {
  server.on('request', (message, response) => {
    void ready.then(
      () => serve(served, message, response),
      () => response.destroy(),
    );
  });
}

interface Served {
  readonly services: Services;
  readonly faults: Faults;
  readonly keep: Dispatch['keep'];
}

/** A request's connection, as those see it who work for the answer. */
type Line = Pick<Dispatch, 'requestId' | 'signal' | 'drop'>;

async function serve(served: Served, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomUUID();
  const gone = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) gone.abort(new Error('the client has gone'));
  });
  const drop = (): void => {
    gone.abort(new Error('the connection is dropped'));
    response.destroy();
  };
  const answer = await answerTo(served, message, { requestId, signal: gone.signal, drop });
  if (response.destroyed) return;
  response.writeHead(answer.status, { 'x-amzn-requestid': requestId, ...answer.headers });
  if (typeof answer.body === 'string' || Buffer.isBuffer(answer.body)) response.end(answer.body);
  else await sendChunks(answer.body, response);
}

/** A client that goes away ends the sending, and not what is sent. */
async function sendChunks(chunks: AsyncIterable<Buffer>, response: ServerResponse): Promise<void> {
  // A client that waits for the first chunk must see that there is an answer.
  response.flushHeaders();
  await pipeline(chunks, response).catch(() => response.destroy());
}

async function answerTo(
  { services, faults, keep }: Served,
  message: IncomingMessage,
  line: Line,
): Promise<WireResponse> {
  try {
    refuseForeignPages(message.headers);
    const request = await readRequest(message);
    if (isPage(request)) return await servePage();
    const { cloud } = services;
    const authorize: Dispatch['authorize'] = (caller, intent, refusal) => {
      requireAccess(cloud, caller, intent, refusal);
    };
    const to = { ...line, authorize, note: cloud.options.note, watch: faults.watch, keep };
    if (isConsole(request)) return await serveConsole(services, request, to);
    const { mocks } = cloud.states;
    if (isControl(request)) return await control({ faults, mocks }, request, line.signal);
    const signature = requireSignature(request);
    const service = services.mounted.get(signature.service);
    if (!service) throw unknownService(signature.service, request);
    const { enforce } = cloud.options;
    const identified: Dispatch['identify'] = ({ dialect, isOpen }) =>
      identify(cloud, request, signature, { dialect, isVerified: enforce && !isOpen });
    return await service((mounted) => dispatch(mounted, request, { ...to, identify: identified }));
  } catch (thrown) {
    return encodeUnrouted(thrown, line.requestId, message.headers['content-type']);
  }
}

function requireSignature(request: WireRequest): Signature {
  const signature = readSignature(request);
  if (signature) return signature;
  const action = actionOf(request);
  if (action !== undefined)
    throw new AwsError('NotImplemented', `The embedded AWS has no unsigned operation ${action}`, 501);
  throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
}

/** What a request in the query protocol asks for. */
function actionOf({ headers, body }: WireRequest): string | undefined {
  if (!isForm(headers['content-type'])) return undefined;
  return new URLSearchParams(body.toString()).get('Action') ?? undefined;
}

function unknownService(name: string, request: WireRequest): AwsError {
  const { method, path, headers } = request;
  const target = headers['x-amz-target']?.replace(/^.*\./, '');
  const asked = target ?? actionOf(request) ?? `${method} ${path}`;
  return new AwsError(
    'NotImplemented',
    `The embedded AWS has no service ${name}: it cannot do ${asked}`,
    501,
  );
}
