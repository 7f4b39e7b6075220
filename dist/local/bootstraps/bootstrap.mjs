/**
 * Runs a Node.js handler for the Lambda Runtime API: asks for an invocation, calls the handler, posts what comes of it.
 *
 * Usage: node bootstrap.mjs, in the package's folder, with the environment that Lambda sets. ES modules and CommonJS; handlers that
 * return a promise, call back, or use context.succeed, fail and done; handlers that stream (awslambda.streamifyResponse).
 */
import dns from 'node:dns';
import { existsSync } from 'node:fs';
import http from 'node:http';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format } from 'node:util';

const root = process.env.LAMBDA_TASK_ROOT;
const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
// A kept-alive socket holds the event loop open only while it carries a request: what an idle loop means is left to the handler.
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

/** One request of the Runtime API. When the endpoint has gone, so has the reason to live. */
function exchange(method, path, body = '', headers = {}) {
  const options = { method, hostname, port, agent, path: `/2018-06-01/runtime${path}` };
  return new Promise((resolve) => {
    const request = http.request({
      ...options,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    request.on('error', () => process.exit(1));
    request.on('response', (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', () => process.exit(1));
      response.on('end', () =>
        resolve({ headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    request.end(body);
  });
}

/** Marks a handler that streams, as Lambda's own runtime does: bundlers and frameworks look for it. */
const streaming = Symbol.for('aws.lambda.runtime.handler.streaming');

/** What a streaming handler writes its response to: one request of the Runtime API, begun with the first write. */
class ResponseStream extends Writable {
  #requestId;
  #contentType = 'application/octet-stream';
  #request;
  #answered;

  constructor(requestId) {
    super({ highWaterMark: 64 * 1024 });
    this.#requestId = requestId;
  }

  get begun() {
    return this.#request !== undefined;
  }

  setContentType(contentType) {
    if (this.begun) throw new Fault('InvalidStreamingOperation', 'Cannot set content-type, too late.');
    this.#contentType = contentType;
  }

  _write(chunk, _encoding, callback) {
    this.#begin().write(chunk, callback);
  }

  _final(callback) {
    this.#begin().end();
    this.#answered.then(() => callback(), callback);
  }

  /** Ends the response with an error: its bytes are out already. */
  async fail(document) {
    this.#request.addTrailers({
      'lambda-runtime-function-error-type': document.errorType,
      'lambda-runtime-function-error-body': Buffer.from(JSON.stringify(document)).toString('base64'),
    });
    this.#request.end();
    await this.#answered;
  }

  #begin() {
    if (this.begun) return this.#request;
    this._onBeforeFirstWrite?.((chunk) => this.#open().write(chunk));
    return this.#open();
  }

  #open() {
    if (this.begun) return this.#request;
    this.#request = http.request({
      method: 'POST',
      hostname,
      port,
      agent,
      path: `/2018-06-01/runtime/invocation/${this.#requestId}/response`,
      headers: {
        'content-type': this.#contentType,
        'lambda-runtime-function-response-mode': 'streaming',
        'transfer-encoding': 'chunked',
        trailer: 'lambda-runtime-function-error-type, lambda-runtime-function-error-body',
      },
    });
    this.#request.on('error', () => process.exit(1));
    this.#request.flushHeaders();
    this.#answered = new Promise((resolve) => {
      this.#request.on('response', (response) => response.on('end', resolve).resume());
    });
    return this.#request;
  }
}

/** What Lambda's runtime gives to handlers as a global. */
globalThis.awslambda = {
  streamifyResponse(handler, options) {
    handler[streaming] = 'response';
    if (typeof options?.highWaterMark === 'number') handler.highWaterMark = options.highWaterMark;
    return handler;
  },
  HttpResponseStream: {
    /** The stream, with status, headers and cookies before its first byte. */
    from(stream, prelude) {
      stream.setContentType('application/vnd.awslambda.http-integration-response');
      stream._onBeforeFirstWrite = (write) => {
        write(JSON.stringify(prelude));
        write(Buffer.alloc(8));
      };
      return stream;
    },
  },
};

class Fault extends Error {
  constructor(type, message) {
    super(message);
    this.name = type;
  }
}

let requestId;

const inJson = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
const ranks = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const lowest = inJson ? ranks.indexOf(process.env.AWS_LAMBDA_LOG_LEVEL) : 0;

/** One log event: a carriage return stands for a newline inside it. */
function log(level, message) {
  if (ranks.indexOf(level) < lowest) return;
  const timestamp = new Date().toISOString();
  const line = inJson
    ? JSON.stringify({ timestamp, level, requestId, message })
    : `${timestamp}\t${requestId}\t${level}\t${message}`;
  process.stdout.write(`${line.replace(/\n/g, '\r')}\n`);
}

/** In JSON a single object is a value, and an error tells its parts. */
function messageOf(values) {
  const [value] = values;
  if (!inJson || values.length !== 1 || typeof value !== 'object' || value === null) return format(...values);
  if (value instanceof Error) return asLogged(describe(value));
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return format(value);
  }
}

const levels = { log: 'INFO', info: 'INFO', debug: 'DEBUG', warn: 'WARN', error: 'ERROR', trace: 'TRACE' };
for (const [method, level] of Object.entries(levels)) {
  console[method] = (...values) => log(level, messageOf(values));
}

/** Lambda's error document. Paths are those of AWS, so that messages are the same wherever the code runs. */
function describe(error) {
  if (!(error instanceof Error))
    return { errorType: typeof error, errorMessage: asInAws(String(error)), trace: [] };
  const trace = asInAws(error.stack ?? '').split('\n');
  return { errorType: error.name, errorMessage: asInAws(error.message), trace: usersPart(trace) };
}

const runtimeFolder = dirname(fileURLToPath(import.meta.url));

function asInAws(text) {
  return text.replaceAll(root, '/var/task').replaceAll(runtimeFolder, '/var/runtime');
}

/** What called the handler is of no interest. */
function usersPart(trace) {
  const end = trace.findIndex((line) => line.startsWith('    at ') && line.includes('/var/runtime/'));
  return end < 0 ? trace : trace.slice(0, end);
}

function asLogged({ errorType, errorMessage, trace }) {
  return { errorType, errorMessage, stackTrace: trace.slice(1) };
}

/** An error that ends a request, or the process. */
function logFailure(title, error) {
  const document = describe(error);
  if (inJson) {
    log('ERROR', asLogged(document));
    return;
  }
  const { errorType, errorMessage, trace: stack } = document;
  const parts = { errorType, errorMessage, ...(error?.code && { code: error.code }), stack };
  log('ERROR', `${title} \t${JSON.stringify(parts)}`);
}

async function fail(path, error) {
  const document = describe(error);
  await exchange('POST', path, JSON.stringify(document), {
    'lambda-runtime-function-error-type': document.errorType,
  });
}

async function loadHandler(name) {
  const folder = dirname(name);
  const [file, ...names] = name.slice(folder === '.' ? 0 : folder.length + 1).split('.');
  if (!file || names.length === 0) throw new Fault('Runtime.MalformedHandlerName', 'Bad handler');
  const module = await importModule(join(root, folder, file), join(folder, file));
  const handler = find(module, names) ?? find(module.default, names);
  if (handler === undefined)
    throw new Fault('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  if (typeof handler !== 'function') throw new Fault('Runtime.HandlerNotFound', `${name} is not a function`);
  return handler;
}

function find(module, names) {
  return names.reduce((value, name) => value?.[name], module);
}

async function importModule(path, name) {
  const file = ['.js', '.mjs', '.cjs'].map((extension) => path + extension).find(existsSync);
  const requireStack = `Require stack:\n- ${fileURLToPath(import.meta.url)}`;
  if (!file)
    throw new Fault('Runtime.ImportModuleError', `Error: Cannot find module '${name}'\n${requireStack}`);
  try {
    return await import(pathToFileURL(file));
  } catch (error) {
    throw loadFault(error);
  }
}

function loadFault(error) {
  const missing = error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND';
  if (missing) return new Fault('Runtime.ImportModuleError', `Error: ${error.message}${sdkHint(error)}`);
  if (error instanceof SyntaxError)
    return new Fault('Runtime.UserCodeSyntaxError', `SyntaxError: ${error.message}`);
  return error;
}

/** The one thing that Lambda's runtime has and this machine may lack. */
function sdkHint({ message }) {
  const name = /'(@aws-sdk\/[^'/]+)/.exec(message)?.[1];
  return name
    ? `\nLambda's runtime brings it along. The embedded AWS takes it from the project that it is started in: npm install --save-dev ${name}`
    : '';
}

function contextOf(headers, settle) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const parse = (text) => (text ? JSON.parse(text) : undefined);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: parse(headers['lambda-runtime-client-context']),
    identity: parse(headers['lambda-runtime-cognito-identity']),
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    succeed: (result) => settle(undefined, result),
    fail: (error) => settle(error ?? null),
    done: (error, result) => settle(error ?? undefined, result),
  };
}

/** What an empty event loop means to the request that runs. */
let whenIdle;
process.on('beforeExit', () => whenIdle?.());

/** Calls the handler. Resolves with its result or rejects with its error, in whichever of the three ways it gives it. */
function call(handler, event, headers) {
  const outcome = new Promise((resolve, reject) => {
    whenIdle = () => resolve(undefined);
    const settle = (error, result) => {
      whenIdle = () => (error === undefined ? resolve(result) : reject(error));
      if (!context.callbackWaitsForEmptyEventLoop) whenIdle();
    };
    const context = contextOf(headers, settle);
    const returned = handler(event, context, (error, result) => settle(error ?? undefined, result));
    if (typeof returned?.then === 'function') returned.then(resolve, reject);
  });
  return outcome.finally(() => (whenIdle = undefined));
}

async function serveOne(handler) {
  const { headers, text } = await exchange('GET', '/invocation/next');
  requestId = headers['lambda-runtime-aws-request-id'];
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  const response = handler[streaming] === undefined ? undefined : new ResponseStream(requestId);
  try {
    if (response) await streamResponse(handler, JSON.parse(text), response, headers);
    else {
      const result = await call(handler, JSON.parse(text), headers);
      await exchange('POST', `/invocation/${requestId}/response`, encode(result));
    }
  } catch (error) {
    logFailure('Invoke Error', error);
    if (response?.begun) await response.fail(describe(error));
    else await fail(`/invocation/${requestId}/error`, error);
  }
}

/** A streaming handler ends its stream itself; the request ends with it. */
async function streamResponse(handler, event, response, headers) {
  const written = finished(response);
  const handled = Promise.resolve(
    handler(
      event,
      response,
      contextOf(headers, () => undefined),
    ),
  );
  await Promise.all([handled, written]);
}

function encode(result) {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch (error) {
    throw new Fault('Runtime.MarshalError', `Unable to stringify response body: ${error.message}`);
  }
}

/** What nobody caught ends the process; the request that ran gets the error (Lambda exits with 129, and 128 for a rejection). */
async function die(title, exitCode, error) {
  logFailure(title, error);
  await fail(requestId ? `/invocation/${requestId}/error` : '/init/error', error);
  process.exit(exitCode);
}

process.on('uncaughtException', (error) => void die('Uncaught Exception', 129, error));
process.on('unhandledRejection', (reason) => {
  const error = new Fault('Runtime.UnhandledPromiseRejection', String(reason));
  if (reason instanceof Error) error.stack = `${error.name}: ${error.message}\n${reason.stack}`;
  void die('Unhandled Promise Rejection', 128, error);
});

/** The SDK calls StartSyncExecution and TestState at a host of their own, `sync-127.0.0.1`: that is the endpoint too. */
const { lookup } = dns;
dns.lookup = (name, ...rest) => lookup(String(name).replace(/^sync-(?=127\.)/, ''), ...rest);

try {
  const handler = await loadHandler(process.env._HANDLER);
  for (;;) await serveOne(handler);
} catch (error) {
  logFailure('Uncaught Exception', error);
  await fail('/init/error', error);
  process.exit(1);
}
