/** Requests that are wrong before any operation is asked: as HTTP, as a protocol of AWS, in signature or path. */
import type { Random } from '../fuzz/random.ts';
import type { Sending } from './exchange.ts';
import { bytesOf, parts, signature, type Parts } from './request.ts';

export type Framing = (random: Random) => Sending;

const json = { 'content-type': 'application/x-amz-json-1.0' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const validate = { ...json, 'x-amz-target': 'AWSStepFunctions.ValidateStateMachineDefinition' };
const body = JSON.stringify({ definition: '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}' });

function sent(request: Parts, framing?: readonly string[], then: Sending['then'] = 'wait'): Sending {
  return { bytes: bytesOf(request, framing), then };
}

/** A request that would be good, with something changed. */
function validation(changes: Parameters<typeof parts>[1] = {}): Parts {
  return parts('states', { headers: validate, body: Buffer.from(body), ...changes });
}

function noise(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.below(256)));
}

/** Printable characters that a header or a path may hold. */
function letters(random: Random, length: number): string {
  return Array.from({ length }, () => String.fromCharCode(33 + random.below(94))).join('');
}

const badBodies: readonly ((random: Random) => Buffer)[] = [
  (random) => Buffer.from(body.slice(0, 1 + random.below(body.length - 2))),
  (random) =>
    Buffer.from(random.pick(['[]', '"x"', '5', 'null', 'true', '{}{}', "{'a':1}", '{"a":}', '{a:1}', 'NaN'])),
  (random) => Buffer.from('['.repeat(1 + random.below(200_000))),
  (random) => Buffer.from('{"definition":'.repeat(1 + random.below(100_000))),
  (random) => noise(random, 1 + random.below(2_000)),
  // No UTF-8 within a text.
  (random) =>
    Buffer.concat([Buffer.from('{"definition":"'), Buffer.from([128 + random.below(64)]), Buffer.from('"}')]),
  (random) =>
    Buffer.from(`--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n${letters(random, 9)}\r\n--b--\r\n`),
];

const badTargets = (random: Random): string =>
  random.pick([
    ...[
      '',
      '.',
      'AWSStepFunctions',
      'AWSStepFunctions.',
      'AWSStepFunctions.__proto__',
      'AWSStepFunctions.constructor',
    ],
    ...[
      'AWSStepFunctions.toString',
      'Logs_20140328.DescribeLogGroups',
      'AWSStepFunctions.CreateStateMachine.x',
    ],
    ...['AWSStepFunctions.createstatemachine', letters(random, 40), 'A'.repeat(5_000)],
  ]);

const badPaths = (random: Random): string =>
  random.pick([
    ...[
      '//',
      '///',
      '//evil.example/',
      '/%',
      '/%zz',
      '/%ff',
      '/%00',
      '/../../etc/passwd',
      '/%2e%2e/%2e%2e',
      '/\\',
    ],
    ...[
      '/2015-03-31/functions/%',
      '/2015-03-31/functions/%ff/invocations',
      '/2015-03-31/functions/a%2Fb%00c',
    ],
    ...['/2015-03-31/functions//', '/2015-03-31/functions/../functions/x', '/2015-03-31//functions'],
    ...['/2015-03-31/functions/__proto__', '/2015-03-31/functions/fn/versions/%', '/2017-03-31/tags/%', '*'],
    ...['http://evil.example/', 'http:///', '/?%', '/?a=%ff&a', '/?=&=', '/?%00', `/${letters(random, 60)}`],
    ...[`/2015-03-31/functions/${letters(random, 30)}/invocations`, `/${'a/'.repeat(3_000)}`],
  ]);

const badSignatures = (random: Random): string =>
  random.pick([
    ...[
      '',
      'AWS4-HMAC-SHA256',
      'Basic eDp5',
      'Bearer x',
      'AWS4-HMAC-SHA256 Credential=',
      signature('').slice(0, 40),
    ],
    'AWS4-HMAC-SHA256 Credential=1/2/3/4, SignedHeaders=host, Signature=0',
    'AWS4-HMAC-SHA256 Credential=x/20261122/us-east-1/__proto__/aws4_request, Signature=0',
    'AWS4-HMAC-SHA256 Credential=x/20261122/us-east-1/constructor/aws4_request, Signature=0',
    'AWS4-HMAC-SHA256 Credential=x/20261122/us-east-1/states/aws5_request, Signature=0',
    `AWS4-HMAC-SHA256 Credential=${letters(random, 20).replace(/\//g, '')}/20261122/${letters(random, 8).replace(/\//g, '')}/states/aws4_request`,
    `AWS4-HMAC-SHA256 Credential=x/20261122/../states/aws4_request`,
    letters(random, 200),
  ]);

/** By name; each makes requests of its kind. */
export const framings: Readonly<Record<string, Framing>> = {
  'a body that is no JSON': (random) => sent(validation({ body: random.pick(badBodies)(random) })),
  'a body that is no JSON, to Lambda': (random) =>
    sent(parts('lambda', { target: '/2015-03-31/functions', body: random.pick(badBodies)(random) })),
  'a body that is no form': (random) =>
    sent(parts('iam', { headers: form, body: random.pick(badBodies)(random) })),
  'a form with odd names': (random) => {
    const names = [
      'a.b.c',
      'Tags.member.x',
      '.',
      '...',
      'RoleName.',
      '__proto__.a',
      `${'a.'.repeat(40)}b`,
      '',
    ];
    const text = `Action=GetRole&${random.pick(names)}=1&RoleName.member.1=${letters(random, 5)}`;
    return sent(parts('iam', { headers: form, body: Buffer.from(text) }));
  },
  'no operation': (random) =>
    sent(validation({ headers: { ...validate, 'x-amz-target': badTargets(random) } })),
  'a path that leads nowhere': (random) =>
    sent(
      parts('lambda', {
        method: random.pick(['GET', 'POST', 'PUT', 'DELETE']),
        target: badPaths(random),
        body: Buffer.from('{}'),
      }),
    ),
  'a path that leads nowhere, of S3': (random) =>
    sent(parts('s3', { method: random.pick(['PUT', 'DELETE', 'POST']), target: badPaths(random) })),
  'an S3 body that is no document': (random) =>
    sent(parts('s3', { target: '/bucket?delete', body: random.pick(badBodies)(random) })),
  'chunks of S3 that are none': (random) =>
    sent(
      parts('s3', {
        method: 'PUT',
        target: '/bucket/key',
        headers: {
          'content-encoding': 'aws-chunked',
          'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
          'x-amz-decoded-content-length': '5',
        },
        body: random.pick(badBodies)(random),
      }),
    ),
  'a method that is none': (random) =>
    sent(
      validation({
        method: random.pick([
          'FOO',
          'get',
          'G\0T',
          'TRACE',
          'PROPFIND',
          'PATCH',
          'OPTIONS',
          'CONNECT',
          'M-SEARCH',
        ]),
      }),
    ),
  'a signature that is none': (random) =>
    sent(validation({ headers: { ...validate, authorization: badSignatures(random) } })),
  'a presigned address that is none': (random) => {
    const { authorization: _authorization, ...headers } = parts('states', { headers: validate }).headers;
    const query = random.pick([
      'X-Amz-Credential=',
      'X-Amz-Credential=a/b/c',
      `X-Amz-Credential=${encodeURIComponent(letters(random, 30))}`,
    ]);
    return { bytes: bytesOf({ ...validation({ target: `/?${query}` }), headers }), then: 'wait' };
  },
  'a length that is none': (random) =>
    sent(validation(), [
      `content-length: ${random.pick(['-1', 'x', '1e3', '', '0x10', '9'.repeat(40), '1, 2', '+5'])}`,
    ]),
  'two lengths': () => sent(validation(), [`content-length: ${body.length}`, 'content-length: 3']),
  'a length and chunks': () =>
    sent(validation(), [`content-length: ${body.length}`, 'transfer-encoding: chunked']),
  'a length that is too short': (random) =>
    sent(validation(), [`content-length: ${1 + random.below(body.length - 2)}`]),
  'a length that is too long, and an end': (random) =>
    sent(validation(), [`content-length: ${body.length + 1 + random.below(1_000)}`], 'close'),
  'a length that is too long, and nobody': (random) =>
    sent(validation(), [`content-length: ${body.length + 1 + random.below(1_000)}`], 'hang up'),
  'chunks that are none': (random) => {
    const chunk = random.pick([
      'zz\r\n',
      '5\r\nab',
      '-1\r\n\r\n',
      'ffffffffffffffffff\r\n',
      '5;a\nx',
      '\r\n\r\n',
      '3\r\nabcd\r\n',
    ]);
    return sent(validation({ body: Buffer.from(chunk) }), ['transfer-encoding: chunked'], 'close');
  },
  'chunks without an end': (random) => {
    const part = body.slice(0, 1 + random.below(body.length - 1));
    const chunk = `${part.length.toString(16)}\r\n${part}\r\n`;
    return sent(
      validation({ body: Buffer.from(chunk) }),
      ['transfer-encoding: chunked'],
      random.pick(['close', 'hang up']),
    );
  },
  'an encoding that is none': (random) =>
    sent(
      validation(),
      [`transfer-encoding: ${random.pick(['gzip', 'chunked, gzip', 'x', 'identity', ''])}`],
      'close',
    ),
  'a header that is none': (random) =>
    sent(validation(), [
      random.pick(['no colon', ': no name', 'a b: c', 'a\0b: c', 'x: a\0b', '\x7f: x', 'é: x', ' folded: x']),
    ]),
  'headers that are huge': (random) =>
    sent(validation({ headers: { ...validate, 'x-huge': letters(random, 20_000 + random.below(200_000)) } })),
  'too many headers': (random) => {
    const many = Array.from(
      { length: 1_500 + random.below(1_000) },
      (_, index) => `x-${index}: ${letters(random, 12)}`,
    );
    return sent(validation(), many);
  },
  'a host of somebody else': (random) =>
    sent(
      validation({
        headers: {
          ...validate,
          origin: random.pick(['http://evil.example', 'null', 'x', '://', letters(random, 30)]),
        },
      }),
    ),
  'no host': () => ({ bytes: Buffer.from('POST / HTTP/1.1\r\ncontent-length: 0\r\n\r\n'), then: 'wait' }),
  'another version of HTTP': (random) => ({
    bytes: Buffer.from(
      `POST / HTTP/${random.pick(['2.0', '9.9', '1', 'x', '0.9'])}\r\nhost: 127.0.0.1\r\n\r\n`,
    ),
    then: 'wait',
  }),
  'no HTTP': (random) => ({
    bytes: Buffer.concat([
      random.pick([Buffer.from('\x16\x03\x01\x02\0\x01\0'), noise(random, 40)]),
      Buffer.from('\r\n\r\n'),
    ]),
    then: 'close',
  }),
  'the beginning of a request, and nobody': (random) => {
    const bytes = bytesOf(validation());
    return { bytes: bytes.subarray(0, 1 + random.below(bytes.length - 1)), then: 'hang up' };
  },
  'the beginning of a request, and an end': (random) => {
    const bytes = bytesOf(validation());
    return { bytes: bytes.subarray(0, 1 + random.below(bytes.length - 2)), then: 'close' };
  },
  'a control address that is none': (random) => {
    const target = `/_stepline/${random.pick(['faults', 'propagation', 'mocks', 'x', 'faults/9/strike', 'faults/0/hold', '__proto__', '%'])}`;
    const headers = { 'content-type': random.pick(['application/json', 'text/plain']) };
    const text = random.pick([
      '[]',
      '{',
      '{"ms":"x"}',
      '{"faults":5}',
      '{"faults":[{}]}',
      '{"ms":-1}',
      '{"StateMachines":5}',
    ]);
    return sent({ method: random.pick(['PUT', 'POST', 'PATCH']), target, headers, body: Buffer.from(text) });
  },
};

/** Requests that stop in the middle, and whose client stays. */
export const unfinished: readonly Buffer[] = [
  Buffer.from('POST / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-'),
  Buffer.from('PO'),
  bytesOf(validation(), ['content-length: 5000']),
  bytesOf(validation({ body: Buffer.from('5\r\nab') }), ['transfer-encoding: chunked']),
];
