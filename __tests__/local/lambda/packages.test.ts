import { describe, expect, it } from '@jest/globals';
import { CreateFunctionCommand } from '@aws-sdk/client-lambda';
import { refusal } from '../support.ts';
import { createFunction, invoke, roleArn, startLambda, zipOf, type ZipEntry } from './support.ts';

/** A runtime of its own, in a few lines: answers each event with what it is told to find out. */
const bootstrap = `#!${process.execPath}
const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/';
const { readFileSync } = require('fs');
(async () => {
  for (;;) {
    const next = await fetch(api + 'next');
    const id = next.headers.get('lambda-runtime-aws-request-id');
    const { read } = await next.json();
    const body = JSON.stringify(read ? readFileSync(read, 'utf8') : process.env._HANDLER);
    await fetch(api + id + '/response', { method: 'POST', body });
  }
})();
`;

describe('provided runtimes', () => {
  it('run the package’s own bootstrap', async () => {
    const clients = await startLambda();
    const files = { bootstrap: { content: bootstrap, mode: 0o100755 } };
    await createFunction(clients, { Runtime: 'provided.al2023', Handler: 'anything', files });
    expect((await invoke(clients.lambda, 'fn')).payload).toBe('anything');
  });

  const rows: [why: string, files: Record<string, ZipEntry>, errorType: string, reason: string][] = [
    [
      'it is not there',
      { other: '' },
      'Runtime.InvalidEntrypoint',
      "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
    ],
    [
      'it ends at once',
      { bootstrap: { content: '#!/bin/sh\nexit 7\n', mode: 0o100755 } },
      'Runtime.ExitError',
      'Runtime exited with error: exit status 7',
    ],
  ];

  it.each(rows)('fail when %s', async (_why, files, errorType, reason) => {
    const clients = await startLambda();
    await createFunction(clients, { Runtime: 'provided.al2023', Handler: 'h', files });
    const { error, payload } = await invoke(clients.lambda, 'fn');
    expect({ error, payload }).toEqual({
      error: 'Unhandled',
      payload: { errorType, errorMessage: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: /) },
    });
    expect((payload as { errorMessage: string }).errorMessage).toContain(reason);
  });
});

describe('zips', () => {
  it('keep links that stay inside', async () => {
    const clients = await startLambda();
    const files = {
      bootstrap: { content: bootstrap, mode: 0o100755 },
      'data/real.txt': 'content',
      'data/link.txt': { content: 'real.txt', mode: 0o120777 },
    };
    await createFunction(clients, { Runtime: 'provided.al2023', Handler: 'h', files });
    expect((await invoke(clients.lambda, 'fn', { read: 'data/link.txt' })).payload).toBe('content');
  });

  /** A name that no zip writer takes, put in place of one of the same length. */
  async function renamed(from: string, to: string): Promise<Buffer> {
    const zip = await zipOf({ [from]: 'x', 'handler.py': '' });
    return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
  }

  const rows: [why: string, zip: () => Promise<Buffer>][] = [
    ['a path that climbs out', () => renamed('aa/aa/escape', '../../escape')],
    ['an absolute path', () => renamed('atmp/escape', '/tmp/escape')],
    ['a link to elsewhere', () => zipOf({ link: { content: '/etc', mode: 0o120777 } })],
    ['a link that climbs out', () => zipOf({ 'a/link': { content: '../../..', mode: 0o120777 } })],
    ['a link and a file through it', () => zipOf({ a: { content: 'b', mode: 0o120777 }, 'a/c': 'x' })],
    ['a broken end', async () => (await zipOf({ 'handler.py': 'x' })).subarray(0, 60)],
    [
      'content that is not what the zip says',
      async () => {
        const zip = await zipOf({ 'handler.py': 'x'.repeat(100) });
        zip[45] = 0xff;
        return zip;
      },
    ],
  ];

  it('with anything that could leave their folder, or that is broken, are refused', async () => {
    const { lambda } = await startLambda();
    for (const [why, zip] of rows) {
      const request = { FunctionName: 'fn', Runtime: 'python3.12', Handler: 'h.h', Role: roleArn } as const;
      const command = new CreateFunctionCommand({ ...request, Code: { ZipFile: await zip() } });
      const { name, message } = await refusal(lambda.send(command));
      expect({ why, name, message }).toEqual({
        why,
        name: 'InvalidParameterValueException',
        message: 'Could not unzip uploaded file. Please check your file, then try to upload again.',
      });
    }
  });
});
