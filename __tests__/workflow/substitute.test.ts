import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { referencesIn, substitute, settled, inert, substituteSome } from '../../src/workflow/substitute.ts';
import { keys, load, python, stepsOf } from './support.ts';

const upper = (name: string): string => name.toUpperCase();

describe('substitute', () => {
  it.each([
    ['text without references', 'a $b {c} $$.d $${', 'a $b {c} $$.d ${'],
    ['a reference', 'a${b}c', 'aBc'],
    ['several', '${a}${b}', 'AB'],
    ['an escape', '$${a}', '${a}'],
    ['an escape before a reference', '$${a}${b}', '${a}B'],
    ['a dollar before an escape', '$$${a}', '$${a}'],
    ['an expression of JSONata is no exception', '{% $a & "${b}" %}', '{% $a & "B" %}'],
  ])('%s', (_, text, expected) => {
    expect(substitute(text, upper)).toBe(expected);
  });

  it('never looks at what it has put in', () => {
    expect(substitute('${a}', () => '${b} $${c} $&')).toBe('${b} $${c} $&');
  });

  const piece = fc.oneof(fc.string(), fc.constantFrom('$', '{', '}', '${', '$${', '${$}', '${late}'));

  it('puts what was filled in early through the second pass unharmed, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const value = pieces.join('');
        const once = substituteSome('<${early}{x}${late}>', (name) =>
          name === 'early' ? inert(value) : undefined,
        );
        expect(substitute(once, upper)).toBe(`<${value}{x}LATE>`);
      }),
    );
  });

  it('puts a text with references where it belongs, and they mean what they mean elsewhere', () => {
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const value = pieces.join('');
        const once = substituteSome('<${early}{x}${late}>', (name) =>
          name === 'early' ? settled(value) : undefined,
        );
        expect(substitute(once, upper)).toBe(`<${substitute(value, upper)}{x}LATE>`);
      }),
    );
  });

  it('lists what a text refers to', () => {
    expect(referencesIn('${a} $${b} ${c.d} ${$}')).toEqual(['a', 'c.d']);
  });
});

describe('a loaded workflow', () => {
  const env = { TABLE: 'orders', TRICKY: '${stage} $${x} $' };

  it('has stage and environment filled in, and the rest left for the target', async () => {
    const yaml = keys(
      "input: { a: '${env.TABLE}-${stage}', b: '${region}/${account}/${partition}', c: '$${stage}' }\n",
    );
    expect((await load(yaml, {}, { env, stage: 'prod' })).input).toEqual({
      a: 'orders-prod',
      b: '${region}/${account}/${partition}',
      c: '$${stage}',
    });
  });

  it('holds values of the environment that are no references, whatever they look like', async () => {
    const { input } = await load(keys("input: '${env.TRICKY}{y}'\n"), {}, { env });
    expect(substitute(input as string, upper)).toBe('${stage} $${x} ${y}');
  });

  it('takes them wherever a text goes to AWS, but not in keys and names', async () => {
    const yaml = `name: x
description: '\${stage}'
functions:
  a:
    source: a.py
    description: '\${stage}'
    environment: { TABLE: '\${env.TABLE}', SELF: '\${functions.a}' }
    permissions: [{ actions: [s3:GetObject], resources: ['arn:\${partition}:s3:::\${env.TABLE}/*'] }]
steps:
  - pass: { '\${stage}': '\${stage}', deep: [['\${stage}']] }
    comment: '\${stage}'
  - fail: { error: '\${stage}', cause: '{% "\${stage}" %}' }
input: '\${functions.a}'
`;
    const files = { 'a.py': python };
    expect(await load(yaml, files, { env })).toMatchObject({
      description: 'dev',
      input: '${functions.a}',
      functions: [
        {
          description: 'dev',
          environment: { TABLE: 'orders', SELF: '${functions.a}' },
          permissions: [{ resources: ['arn:${partition}:s3:::orders/*'] }],
        },
      ],
    });
    expect(await stepsOf(yaml, files, { env })).toMatchObject([
      { value: { '${stage}': 'dev', deep: [['dev']] }, comment: 'dev' },
      { error: 'dev', cause: '{% "dev" %}' },
    ]);
  });

  it('may refer to the URL of a function in its input', async () => {
    const yaml =
      "name: x\nfunctions: { a: { source: a.py, url: { auth: NONE } } }\nsteps: [{ pass: }]\ninput: '${functions.a.url}'\n";
    expect((await load(yaml, { 'a.py': python })).input).toBe('${functions.a.url}');
  });

  it('may refer to a function that only a step names', async () => {
    const yaml = "name: x\nsteps:\n  - pass: '${functions.a}'\n  - function: a.py\n";
    expect(await stepsOf(yaml, { 'a.py': python })).toMatchObject([
      { value: '${functions.a}' },
      { name: 'a' },
    ]);
  });
});
