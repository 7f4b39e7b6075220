import { describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProject } from '../support/project.ts';
import { root, stepline } from '../support/spawn.ts';

interface Row {
  readonly example: string;
  readonly reason: string;
  readonly code: number;
  /** Texts that a person must see. */
  readonly shows: readonly string[];
  /** Members of the JSON document. */
  readonly document: object;
}

const helloOutput = { statusCode: 200, body: '"Hello from Lambda!"' };

const rows: readonly Row[] = [
  {
    example: 'hello-world',
    reason: 'two Python functions in sequence, the first with a URL',
    code: 0,
    shows: [
      '✓ first',
      '✓ second',
      'SUCCEEDED',
      'output {"statusCode":200,"body":"\\"Hello from Lambda!\\""}',
    ],
    document: { status: 'SUCCEEDED', passed: true, output: helloOutput },
  },
  {
    example: 'failing',
    reason: 'the leaf that failed, its error, the line of Python and the line of the file',
    code: 1,
    shows: [
      '✗ FAILED at raises',
      'examples/failing/workflow.yaml:5:5',
      'ValueError: no stock for order unknown',
      'File "/var/task/raises.py", line 3, in lambda_handler',
      'the candidate was removed',
    ],
    document: {
      status: 'FAILED',
      passed: false,
      failure: { state: 'raises', error: 'ValueError', message: 'no stock for order unknown', attempts: 1 },
    },
  },
  {
    example: 'definition',
    reason: "the console's JSONPath definition, with OutputPath, Payload.$ and Retry",
    code: 0,
    shows: ['✓ Lambda Invoke 1', '✓ Lambda Invoke 2'],
    document: { status: 'SUCCEEDED', output: helloOutput },
  },
  {
    example: 'typescript',
    reason: 'a TypeScript function with an enum',
    code: 0,
    shows: ['✓ greet'],
    document: { output: { message: 'Hello, World!' } },
  },
  {
    example: 'choice',
    reason: 'Choice, Wait and a function in JavaScript',
    code: 0,
    shows: ['✓ Validate', '✓ Big enough?', '✓ Cool down', '✓ Charge'],
    document: { output: { id: 'A-1', charged: 120 } },
  },
  {
    example: 'smoke-test',
    reason: 'a function step that calls the URL of a function of the same candidate',
    code: 0,
    shows: ['✓ Call the API', '● api  http://127.0.0.1:'],
    document: { output: { status: 200, body: { path: '/health', healthy: true } } },
  },
  {
    example: 'several-files',
    reason: 'steps and a function of an included file, a value of the stage, a retry policy by name',
    code: 0,
    shows: ['✓ greet', '✓ pack'],
    document: { output: { packed: 'Hello, stage dev!' } },
  },
  {
    example: 'express',
    reason: 'an express workflow, whose states are read from its log: one tried again, one caught',
    code: 0,
    shows: [
      '✓ Each item[0] › Price',
      '! Each item[1] › Price  attempt 1 failed: Busy',
      'caught: Unknown',
      '✓ Each item[2] › Ask',
    ],
    document: { output: [{ price: 3 }, { price: 4 }, { price: 'on request' }] },
  },
];

describe('stepline run', () => {
  it.each(rows)('$example: $reason', async ({ example, code, shows, document }) => {
    const { code: actual, stdout, stderr } = await stepline(['run', `examples/${example}`, '--json']);
    expect({ actual, stderr }).toMatchObject({ actual: code });
    // Standard output holds one document and nothing else; people still see all of it, on the other stream.
    expect(JSON.parse(stdout)).toMatchObject(document);
    for (const text of shows) expect(stderr).toContain(text);
  });

  it.each(rows.slice(0, 2))('$example, for people alone: all on standard output', async (row) => {
    const { code, stdout, stderr } = await stepline(['run', `examples/${row.example}`]);
    expect({ code, stderr }).toEqual({ code: row.code, stderr: '' });
    for (const text of row.shows) expect(stdout).toContain(text);
  });

  it('takes another input, which a choice then rejects with an error of its own', async () => {
    const small = JSON.stringify({ id: 'A-2', total: 5 });
    const { code, stdout } = await stepline(['run', 'examples/choice', '--input', small]);
    expect(code).toBe(1);
    expect(stdout).toContain('✗ FAILED at Reject');
    expect(stdout).toContain('Rejected: order A-2 is too small');
  });
});

describe('stepline run --fail-on any', () => {
  it('fails at the first state that fails, although its error is caught', async () => {
    await using project = await createProject({
      'workflow.yaml': `name: caught
steps:
  - name: Charge
    state:
      Type: Parallel
      Branches: [{ StartAt: Inner, States: { Inner: { Type: Fail, Error: Card.Declined } } }]
      Catch: [{ ErrorEquals: [States.ALL], Next: After }]
  - name: After
    wait: 1h
`,
    });
    const { code, stdout } = await stepline(['run', '--fail-on', 'any'], { cwd: project.folder });
    expect(code).toBe(1);
    expect(stdout).toContain('✗ FAILED at Charge › Inner');
    const unknown = await stepline(['run', '--fail-on', 'some'], { cwd: project.folder });
    expect(unknown).toMatchObject({ code: 2 });
    expect(unknown.stderr).toContain('uncaught, any');
  });
});

it('stepline --version prints the version of the package', async () => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(await stepline(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

describe('mistakes', () => {
  it('exits 2 with all three mistakes of a file, each with its position, and no stack trace', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stepline-mistakes-'));
    try {
      await writeFile(
        join(folder, 'workflow.yaml'),
        'nam: x\nsteps:\n  - wait: 30\n  - pass: 1\n    next: Nowhere\n',
      );
      const { code, stderr, stdout } = await stepline(['run'], { cwd: folder });
      expect(code).toBe(2);
      expect(stdout).toBe('');
      for (const place of ['workflow.yaml:1:1: ', 'workflow.yaml:3:11: ', 'workflow.yaml:5:11: '])
        expect(stderr).toContain(place);
      expect(stderr).not.toMatch(/^\s+at /m);
      const json = await stepline(['run', '--json'], { cwd: folder });
      expect(json.code).toBe(2);
      const document = JSON.parse(json.stdout) as { error: { problems: unknown[] } };
      expect(document.error.problems.length).toBeGreaterThanOrEqual(3);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each([
    { args: ['run', 'examples/nowhere'], says: 'examples/nowhere', reason: 'a folder that is not there' },
    { args: ['deploy', 'examples/hello-world'], says: 'Add --aws', reason: 'nothing to stand on' },
    { args: ['destroy', 'examples/hello-world'], says: 'Add --aws', reason: 'nothing to stand on' },
    {
      args: ['run', 'examples/choice', '--input', '{"id"'],
      says: '--input is not JSON',
      reason: 'broken JSON',
    },
    {
      args: ['run', 'examples/choice', '--input', 'no-such.json'],
      says: 'there is no such file',
      reason: 'a missing input file',
    },
    { args: ['run', 'examples/choice', '--wait-timeout', '30'], says: 'Write 30s', reason: 'a bare number' },
    { args: ['local', '--port', '70000'], says: 'is not a port', reason: 'a port beyond 65535' },
    { args: ['local', '--account', '12'], says: 'Give twelve digits', reason: 'no account id' },
    { args: ['fly'], says: 'fly', reason: 'neither a command nor a path' },
    { args: ['run', '--fly'], says: '--fly', reason: 'an unknown option' },
  ])('$args: $reason', async ({ args, says }) => {
    const { code, stderr } = await stepline(args);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('stepline graph and schema', () => {
  it('prints the diagram as Mermaid, or writes it as an SVG that stands alone', async () => {
    await using project = await createProject({});
    const text = await stepline(['graph', 'examples/choice']);
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(text.stdout).toMatch(/^flowchart[\s\S]*Big enough#63;/);
    const file = join(project.folder, 'choice.svg');
    const drawn = await stepline(['graph', 'examples/choice', '--format', 'svg', '--out', file]);
    expect(drawn).toMatchObject({ code: 0 });
    expect(await readFile(file, 'utf8')).toMatch(/^<svg[\s\S]*Big enough\?[\s\S]*<\/svg>\s*$/);
  });

  it('prints the JSON Schema of workflow.yaml', async () => {
    const { code, stdout } = await stepline(['schema']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(
      JSON.parse(await readFile(join(root, 'docs/workflow.schema.json'), 'utf8')),
    );
  });
});

describe('stepline plan', () => {
  it('lists what an empty account would get, with the reason of every grant', async () => {
    const { code, stdout } = await stepline(['plan', 'examples/hello-world']);
    expect(code).toBe(0);
    expect(stdout).toContain('+ function hello-world-dev-first');
    expect(stdout).toContain('+ function URL hello-world-dev-first');
    expect(stdout).toContain('+ state machine hello-world-dev');
    expect(stdout).toMatch(
      /grant lambda:InvokeFunction on arn:aws:lambda:.*:hello-world-dev-second:\* \(step second\)/,
    );
  });
});
