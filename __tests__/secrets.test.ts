import { describe, expect, it } from '@jest/globals';
import { redactor, secretsIn } from '../src/secrets.ts';

const rows = [
  {
    why: "AWS's own",
    env: { AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI', AWS_SESSION_TOKEN: 'FwoGZXIvYXdz' },
    found: ['wJalrXUtnFEMI', 'FwoGZXIvYXdz'],
  },
  { why: 'an access key id is none', env: { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7' }, found: [] },
  { why: 'an input that is a token', env: { 'INPUT_GITHUB-TOKEN': 'ghs_abcdef' }, found: ['ghs_abcdef'] },
  { why: 'a password by its name', env: { DB_PASSWORD: 'hunter22' }, found: ['hunter22'] },
  { why: 'in lower case', env: { api_key: 'k-123456' }, found: ['k-123456'] },
  { why: 'a password in a URL', env: { DATABASE: 'postgres://app:pa55word@db/orders' }, found: ['pa55word'] },
  {
    why: 'the name of a secret is none',
    env: { DB_SECRET_NAME: 'prod/orders', TOKEN_URL: 'https://x.example' },
    found: [],
  },
  {
    why: 'a word inside of another is none',
    env: { TOKENIZERS_PARALLELISM: 'enabled', MONKEY: 'banana-split' },
    found: [],
  },
  { why: 'short values are words', env: { API_TOKEN: 'test', USE_TOKEN: 'true' }, found: [] },
  { why: 'a table is none', env: { TABLE: 'orders-table', ACCOUNT: '123456789012' }, found: [] },
  {
    why: 'each line of a key',
    env: { PRIVATE_KEY: '-----BEGIN-----\nabcdefgh\n-----END-----' },
    found: ['-----BEGIN-----', 'abcdefgh', '-----END-----'],
  },
  { why: 'once each', env: { A_TOKEN: 'same-value', B_TOKEN: 'same-value' }, found: ['same-value'] },
];

describe('secrets among the variables', () => {
  it.each(rows)('$why', ({ env, found }) => {
    expect(secretsIn(env as NodeJS.ProcessEnv)).toEqual(found);
  });
});

describe('redaction', () => {
  const redact = redactor(['secret', 'secret-longer', 'with"quote']);

  it('goes through lists and objects, the longest secret first, also as it stands in JSON', () => {
    expect(
      redact({ a: ['x secret y', { b: 'secret-longer' }], c: '{"k":"with\\"quote"}', d: 1, e: null }),
    ).toEqual({
      a: ['x *** y', { b: '***' }],
      c: '{"k":"***"}',
      d: 1,
      e: null,
    });
  });

  it('keeps what is one object one object, and leaves Maps alone', () => {
    const parent = { name: 'secret' };
    const map = new Map([['a', 'secret']]);
    const { run, verdict, kept } = redact({ run: [{ parent }, { parent }], verdict: parent, kept: map });
    expect(run[0]?.parent).toBe(run[1]?.parent);
    expect(verdict).toBe(run[0]?.parent);
    expect(verdict).toEqual({ name: '***' });
    expect(kept).toBe(map);
  });
});
