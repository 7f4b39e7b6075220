/** What `check` says of machines that load well and that AWS would not take, and where. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { checkWorkflow } from '../../src/commands/check.ts';
import { formatProblem, UserError } from '../../src/errors.ts';
import { openLocal, type OpenTarget } from '../../src/target.ts';

let target: OpenTarget;
let folder: string;

beforeAll(async () => {
  target = await openLocal(undefined, () => undefined);
  folder = await mkdtemp(join(tmpdir(), 'stepline-check-'));
});

afterAll(async () => {
  await target.close();
  await rm(folder, { recursive: true });
});

/** Everything that is said, errors and warnings, with the file's folder taken away. */
async function said(yaml: string, asl?: string): Promise<string[]> {
  const path = join(folder, 'workflow.yaml');
  await writeFile(path, `name: w\n${yaml}`);
  if (asl !== undefined) await writeFile(join(folder, 'm.asl.json'), asl);
  const lines: string[] = [];
  try {
    await checkWorkflow({
      path,
      connection: target.connection,
      signal: new AbortController().signal,
      env: {},
      report: (progress) => {
        if (progress.kind === 'warning') lines.push(`warning ${formatProblem(progress.problem)}`);
      },
    });
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    lines.push(...thrown.problems.map(formatProblem));
  }
  return lines.map((line) => line.replaceAll(`${relative(process.cwd(), folder)}/`, ''));
}

type Row = readonly [what: string, yaml: string, says: readonly string[]];

const rows: readonly Row[] = [
  [
    'a field that the type of a raw state does not have',
    'steps:\n  - state:\n      Type: Pass\n      Seconds: 1\n',
    ['workflow.yaml:5:16: Step Functions says: Field is not supported (at /States/Pass/Seconds)'],
  ],
  [
    'a key of a step, of which Step Functions says the same as we do',
    'steps:\n  - { service: sqs:sendMessage, arguments: { QueueUrl: q, MessageBody: m }, callback: true }\ntype: EXPRESS\n',
    [
      `warning workflow.yaml:3:87: this step waits for its task token to come back, and hands it to nobody. Hand over '{% $states.context.Task.Token %}'`,
      `warning workflow.yaml:3:5: step "SendMessage" may call sqs:SendMessage on everything, since the state does not tell on what. Say under "permissions" on what it may`,
      'workflow.yaml:3:16: an express workflow cannot wait for a task token. Do not wait for it, or use a workflow of type STANDARD',
    ],
  ],
  [
    'steps that only lead to each other',
    'steps:\n  - { name: A, succeed: true }\n  - { name: B, wait: 1s }\n  - { name: C, wait: 1s, next: B }\n',
    [
      'warning workflow.yaml:4:5: nothing leads to "B". Let a state lead to it, or take it out',
      'warning workflow.yaml:5:5: nothing leads to "C". Let a state lead to it, or take it out',
    ],
  ],
  [
    'a step behind the end, inside of a map',
    'steps:\n  - map:\n      items: [1]\n      steps:\n        - { name: A, succeed: true }\n        - { name: B, pass: }\n',
    ['workflow.yaml:7:11: nothing leads to "B". Let a state lead to it, or take it out'],
  ],
  [
    'an expression over two lines, where it stops making sense',
    'steps:\n  - pass:\n      x: >-\n        {% $states.input.a +\n        $states.input.b ) %}\n',
    ['workflow.yaml:6:25: this JSONata cannot be read: syntax error: ")"'],
  ],
  [
    'a condition without its braces',
    'steps:\n  - choice: [{ when: $states.input.x = ) 1, next: A }]\n    default: A\n  - { name: A, succeed: true }\n',
    ['workflow.yaml:3:40: this JSONata cannot be read: the symbol ")" cannot be used as a unary operator'],
  ],
  [
    'a call within a raw state, an entry of a step, the settings of a map',
    `steps:
  - state: { Type: Pass, Parameters: { x.$: 'States.Formatt($.b)' } }
  - map: { items: '{% [ %}', maxConcurrency: '{% ( %}', steps: [{ pass: }] }
    retry: [{ errorEquals: [A] }, { errorEquals: [A] }]
`,
    [
      'warning workflow.yaml:5:50: A never comes to this entry: an earlier one takes it. Put it before that one, or take it out',
      'workflow.yaml:3:46: there is no function States.Formatt. Did you mean "Format"?',
      'workflow.yaml:4:24: this JSONata cannot be read: expected "]" before end of expression',
      'workflow.yaml:4:51: this JSONata cannot be read: expected ")" before end of expression',
    ],
  ],
  [
    'a text that a substitution has changed, at its beginning',
    "steps:\n  - pass: '{% ${stage} + %}'\n",
    ['workflow.yaml:3:11: this JSONata cannot be read: unexpected end of expression'],
  ],
];

describe('check', () => {
  it.each(rows)('%s', async (_what, yaml, says) => {
    expect(await said(yaml)).toEqual(says);
  });

  it('locates in the file of the definition', async () => {
    const asl = '{\n  "StartAt": "A",\n  "States": {\n    "A": { "Type": "Pass", "Next": "Z" }\n  }\n}\n';
    expect(await said('definition: m.asl.json\n', asl)).toEqual([
      "m.asl.json:4:36: Step Functions says: Missing 'Next' target: Z (at /States/A/Next)",
    ]);
  });

  it('tells of a definition that AWS has no diagnostic for, which is its size', async () => {
    const steps = Array.from({ length: 5 }, (_, n) => `  - { name: S${n}, pass: ${'x'.repeat(220_000)} }\n`);
    expect(await said(`steps:\n${steps.join('')}`)).toEqual([
      expect.stringMatching(/^workflow\.yaml:3:3: the definition has 1100\d+ bytes/),
    ]);
  });

  it('has nothing to say of a machine that AWS takes', async () => {
    expect(await said('steps:\n  - pass:\n')).toEqual([]);
  });
});
