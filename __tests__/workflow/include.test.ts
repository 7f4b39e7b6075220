import { describe, expect, it } from '@jest/globals';
import { load, mistakesIn, python, type Mistake } from './support.ts';

const files = {
  'functions.yaml':
    'functions:\n  charge: { source: code/charge.py }\nretries: { patient: [{ errorEquals: [Busy] }] }\n',
  'code/charge.py': python,
  'pay/steps.yaml':
    'include: [more/end.yaml]\nvalues: { WHO: pay }\nsteps:\n  - function: tools.py\n    retry: patient\n  - { function: charge, retry: patient }\n',
  'pay/tools.py': python,
  'pay/more/end.yaml': "steps:\n  - name: End\n    pass: '${values.WHO}'\n",
};
const yaml =
  'name: x\ninclude: [functions.yaml, pay/steps.yaml]\nfunctions: { own: { source: pay/tools.py, memory: 256 } }\nsteps: [{ function: own }]\nstages: { dev: { functions: { charge: { memory: 512 } } } }\n';

describe('a workflow over several files', () => {
  it('has the functions of all, and the steps of one after those of the other', async () => {
    const { functions, definition } = await load(yaml, files);
    expect(functions.map(({ key, memory }) => [key, memory])).toEqual([
      ['own', 256],
      ['charge', 512],
    ]);
    expect(definition).toMatchObject({
      steps: [
        { kind: 'function', function: { key: 'own' } },
        { kind: 'function', function: { key: 'own' }, retry: [{ errorEquals: ['Busy'] }] },
        { kind: 'function', function: { key: 'charge' }, retry: [{ errorEquals: ['Busy'] }] },
        { name: 'End', value: 'pay' },
      ],
    });
  });

  it('finds sources from where they are named, and knows where everything stands', async () => {
    const { functions, definition, locate } = await load(yaml, files);
    expect(functions.map(({ source = '' }) => source.split('/').slice(-2).join('/'))).toEqual([
      'pay/tools.py',
      'code/charge.py',
    ]);
    const places =
      definition.kind === 'steps' ? definition.steps.map(({ at }) => `${at.file}:${at.line}`) : [];
    expect(places).toEqual([
      'workflow.yaml:4',
      'pay/steps.yaml:4',
      'pay/steps.yaml:6',
      'pay/more/end.yaml:2',
    ]);
    expect(locate(['functions', 'charge', 'source'])).toMatchObject({ file: 'functions.yaml', line: 2 });
    expect(locate(['functions', 'charge', 'memory'])).toMatchObject({ file: 'workflow.yaml', line: 5 });
    expect(locate(['steps', 3, 'pass'], { text: 'values', offset: 0 })).toEqual({
      file: 'pay/more/end.yaml',
      line: 3,
      column: 14,
    });
    expect(locate(['keep']).file).toBe('workflow.yaml');
  });

  const includes = (paths: string): string => `name: x\nsteps: [{ pass: }]\ninclude: ${paths}\n`;
  const mistakes: readonly Mistake[] = [
    [
      'no list',
      ['workflow.yaml:3:10: "include" must be a list, not text. Write [a.yaml]'],
      includes('a.yaml'),
    ],
    ['no path', ['workflow.yaml:3:11: item 1 of "include" must be text, not a map'], includes('[{ a: b }]')],
    ['no file', ['workflow.yaml:3:11: there is no file "a.yaml"'], includes('[a.yaml]')],
    ['a folder', ['workflow.yaml:3:11: "f" is not a file'], includes('[f]'), { 'f/a.yaml': '' }],
    [
      'a file that is no YAML',
      ['a.yaml:2:1: a "]" is missing before this. Close it, or indent the line further'],
      includes('[a.yaml]'),
      { 'a.yaml': 'steps: [\n' },
    ],
    [
      'a file that is no map',
      ['a.yaml:1:1: the file must be a map, not a list. Write steps: [STEP]'],
      includes('[a.yaml]'),
      { 'a.yaml': '[]\n' },
    ],
    [
      'keys that an included file cannot have',
      [
        'a.yaml:1:1: "name" has no place in an included file. Write it in the file that includes this one',
        'a.yaml:2:1: unknown key "stepps". Did you mean "steps"?',
      ],
      includes('[a.yaml]'),
      { 'a.yaml': 'name: y\nstepps: []\n' },
    ],
    [
      'mistakes in an included file, behind those of the file itself',
      [
        'workflow.yaml:4:1: unknown key "kep". Did you mean "keep"?',
        'a.yaml:2:11: "wait" must be a duration such as 30s, 5m or 1h, { until: TIME } or an expression, not the bare number 5. Write 5s',
        'a.yaml:3:15: there is no file or folder "code/f.py". Paths are relative to the file that names them',
      ],
      `${includes('[a.yaml]')}kep: 1\n`,
      { 'a.yaml': 'steps:\n  - wait: 5\n  - function: code/f.py\n' },
    ],
    [
      'a function of two files',
      ['b.yaml:1:14: the function "f" stands here a second time. It stands at a.yaml:2:3 already'],
      includes('[a.yaml, b.yaml]'),
      {
        'a.yaml': 'functions:\n  f: { source: f.py }\n',
        'b.yaml': 'functions: { f: { source: f.py } }\n',
        'f.py': python,
      },
    ],
    [
      'a value and a retry policy of the file itself',
      [
        'a.yaml:1:11: the value "A" stands here a second time. It stands at workflow.yaml:4:11 already',
        'a.yaml:2:12: the retry policy "p" stands here a second time. It stands at workflow.yaml:5:12 already',
      ],
      `${includes('[a.yaml]')}values: { A: a }\nretries: { p: [] }\n`,
      { 'a.yaml': 'values: { A: b }\nretries: { p: [] }\n' },
    ],
    [
      'itself',
      ['workflow.yaml:3:11: "./workflow.yaml" includes itself. Take it out of one of the two'],
      includes('[./workflow.yaml]'),
    ],
    [
      'itself by way of others',
      ['c/b.yaml:1:11: "../a.yaml" includes itself. Take it out of one of the two'],
      includes('[a.yaml]'),
      { 'a.yaml': 'include: [c/b.yaml]\n', 'c/b.yaml': 'include: [../a.yaml]\n' },
    ],
    [
      'a file twice',
      ['b.yaml:1:11: "a.yaml" is included a second time. Take it out here'],
      includes('[a.yaml, b.yaml]'),
      { 'a.yaml': 'values: { A: a }\n', 'b.yaml': 'include: [a.yaml]\n' },
    ],
    [
      'more files than anybody writes',
      ['workflow.yaml:3:611: more than 100 files are included'],
      includes(`[${Array.from({ length: 101 }, (_, n) => `f${String(n).padStart(3, '0')}`).join(', ')}, ]`),
      Object.fromEntries(
        Array.from({ length: 101 }, (_, n) => [`f${String(n).padStart(3, '0')}`, 'values: {}\n']),
      ),
    ],
    [
      'more text than anybody writes',
      ['workflow.yaml:3:13: the included files have more than 2000000 characters together'],
      includes('[a,b]'),
      { a: `# ${'a'.repeat(1_500_000)}\nvalues: {}\n`, b: `# ${'b'.repeat(1_500_000)}\nvalues: {}\n` },
    ],
    [
      'lists where maps are, said once',
      ['a.yaml:1:12: "functions" must be a map, not a list'],
      includes('[a.yaml]'),
      { 'a.yaml': 'functions: [f]\n' },
    ],
  ];
  it.each(mistakes)('is refused: %s', async (_, says, ...workflow) => {
    expect(await mistakesIn(...workflow)).toEqual(says);
  });
});
