import { describe, expect, it } from '@jest/globals';
import { createFunction, invoke, startLambda } from './support.ts';

const Runtime = 'nodejs22.x';

describe('a Node.js function', () => {
  const rows: [why: string, files: Record<string, string>, event: object, payload: unknown][] = [
    [
      'an ES module whose handler returns a promise',
      { 'index.mjs': 'export const handler = async (event) => ({ got: event });' },
      { a: 1 },
      { got: { a: 1 } },
    ],
    [
      'CommonJS',
      { 'index.js': 'exports.handler = async (event, context) => context.functionName;' },
      {},
      'fn',
    ],
    [
      'CommonJS whose exports no lexer finds',
      { 'index.js': "const name = 'handler'; module.exports = { [name]: async () => 'found' };" },
      {},
      'found',
    ],
    [
      'a package that says that its .js files are ES modules',
      { 'package.json': '{"type":"module"}', 'index.js': 'export const handler = async () => 1;' },
      {},
      1,
    ],
    [
      'a handler that calls back, after what it started has ended',
      {
        'index.js':
          'exports.handler = (event, context, callback) => { let done = 0; setTimeout(() => { done = 1; result.done = done; }, 20); const result = { done }; callback(null, result); };',
      },
      {},
      { done: 1 },
    ],
    [
      'a handler that calls back and does not wait',
      {
        'index.js':
          'exports.handler = (event, context, callback) => { context.callbackWaitsForEmptyEventLoop = false; const result = { done: 0 }; setTimeout(() => { result.done = 1; }, 20); callback(null, result); };',
      },
      {},
      { done: 0 },
    ],
    [
      'context.succeed',
      { 'index.js': 'exports.handler = (event, context) => { context.succeed("done"); };' },
      {},
      'done',
    ],
    [
      'a handler that never answers and has nothing to do',
      { 'index.js': 'exports.handler = () => {};' },
      {},
      null,
    ],
    [
      'the AWS SDK, imported: that of the project that the endpoint is started in',
      {
        'index.mjs':
          'import { STSClient } from "@aws-sdk/client-sts"; export const handler = async () => STSClient.name;',
      },
      {},
      'STSClient',
    ],
    [
      'and required',
      {
        'index.js':
          'const { STSClient } = require("@aws-sdk/client-sts"); exports.handler = async () => STSClient.name;',
      },
      {},
      'STSClient',
    ],
    [
      "but the package's own comes first",
      {
        'index.mjs': 'export { handler } from "@aws-sdk/client-sts";',
        'node_modules/@aws-sdk/client-sts/package.json': '{"type":"module","exports":"./index.js"}',
        'node_modules/@aws-sdk/client-sts/index.js': 'export const handler = async () => "own";',
      },
      {},
      'own',
    ],
    [
      'the host of synchronous executions is at home',
      {
        'index.mjs':
          'import dns from "node:dns"; export const handler = () => new Promise((done) => dns.lookup("sync-127.0.0.1", (_, address) => done(address)));',
      },
      {},
      '127.0.0.1',
    ],
    ['a handler that returns nothing', { 'index.js': 'exports.handler = async () => {};' }, {}, null],
  ];

  it.each(rows)('%s', async (_why, files, event, payload) => {
    const clients = await startLambda();
    await createFunction(clients, { Runtime, Handler: 'index.handler', files });
    const answers = [await invoke(clients.lambda, 'fn', event), await invoke(clients.lambda, 'fn', event)];
    expect(answers.map((answer) => answer.payload)).toEqual([payload, payload]);
  });

  it('logs as the console of Lambda does', async () => {
    const clients = await startLambda();
    const files = {
      'index.mjs':
        'export const handler = async () => { console.log("one", { a: 1 }); console.error("two\\nthree"); };',
    };
    await createFunction(clients, { Runtime, Handler: 'index.handler', files });
    const { log } = await invoke(clients.lambda, 'fn');
    const head = '[0-9T:.-]+Z\t[0-9a-f-]{36}\t';
    expect(log).toMatch(new RegExp(`\n${head}INFO\tone { a: 1 }\n${head}ERROR\ttwo\nthree\nEND RequestId`));
  });
});

describe('a Node.js function that fails', () => {
  const errorOf = (errorType: string, errorMessage: unknown): object =>
    expect.objectContaining({ errorType, errorMessage });
  const rows: [why: string, file: string, source: string, payload: unknown][] = [
    [
      'an error with its trace and the paths of AWS',
      'index.js',
      'exports.handler = async () => { throw new TypeError("boom"); };',
      {
        errorType: 'TypeError',
        errorMessage: 'boom',
        trace: ['TypeError: boom', expect.stringMatching(/^ {4}at .*\/var\/task\/index\.js:1:/)],
      },
    ],
    [
      'an error called back',
      'index.js',
      'exports.handler = (e, c, callback) => callback(new Error("late"));',
      errorOf('Error', 'late'),
    ],
    [
      'something thrown that is no error',
      'index.js',
      'exports.handler = async () => { throw "text"; };',
      { errorType: 'string', errorMessage: 'text', trace: [] },
    ],
    [
      'an exception that nobody caught',
      'index.js',
      'exports.handler = () => new Promise(() => setTimeout(() => { throw new RangeError("loose"); }, 5));',
      errorOf('RangeError', 'loose'),
    ],
    [
      'a rejection that nobody caught',
      'index.js',
      'exports.handler = () => new Promise(() => { Promise.reject(new Error("loose")); setTimeout(() => {}, 1000); });',
      errorOf('Runtime.UnhandledPromiseRejection', 'Error: loose'),
    ],
    [
      'a module that is not there',
      'other.js',
      '',
      errorOf('Runtime.ImportModuleError', expect.stringMatching(/^Error: Cannot find module 'index'/)),
    ],
    [
      'an import that is not there',
      'index.mjs',
      'import "nowhere"; export const handler = async () => 1;',
      errorOf('Runtime.ImportModuleError', expect.stringMatching(/^Error: Cannot find package 'nowhere'/)),
    ],
    [
      'an AWS SDK that Lambda has and this project has not',
      'index.mjs',
      'import "@aws-sdk/client-nothing/x"; export const handler = async () => 1;',
      errorOf(
        'Runtime.ImportModuleError',
        expect.stringMatching(
          /nothing.*\n.*Lambda's runtime.*npm install --save-dev @aws-sdk\/client-nothing$/,
        ),
      ),
    ],
    [
      'a function that is not there',
      'index.js',
      'exports.other = 1;',
      errorOf('Runtime.HandlerNotFound', 'index.handler is undefined or not exported'),
    ],
    [
      'no JavaScript',
      'index.js',
      'exports.handler = async ( => {};',
      errorOf('Runtime.UserCodeSyntaxError', expect.stringMatching(/^SyntaxError: /)),
    ],
  ];

  it.each(rows)('%s', async (_why, file, source, payload) => {
    const clients = await startLambda();
    await createFunction(clients, { Runtime, Handler: 'index.handler', files: { [file]: source } });
    const answer = await invoke(clients.lambda, 'fn');
    expect(answer).toMatchObject({ error: 'Unhandled', payload });
  });
});
