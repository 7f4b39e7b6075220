/** What editors, CI and scripts read of `stepline check`: the lines that a problem matcher takes apart, and the document. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkDocumentSchema } from '../../src/report/schema/check.ts';
import { createProject, type Project } from '../support/project.ts';
import { root, stepline } from '../support/spawn.ts';

const workflow = `name: odd
steps:
  - name: Send
    service: sqs:sendMessage
    arguments: { QueueUrl: '{% $states.input.url %}', MessageBody: hello }
  - name: Say
    pass: '{% $states.input ~> ( %}'
`;
/** Told by the roles, and by Step Functions' rules. */
const places = [
  { file: 'workflow.yaml', line: 3, column: 5, severity: 'warning' },
  { file: 'workflow.yaml', line: 7, column: 33, severity: 'error' },
];

interface Matcher {
  readonly problemMatcher: readonly [{ readonly pattern: readonly [Pattern] }];
}
interface Pattern {
  readonly regexp: string;
  readonly file: number;
  readonly line: number;
  readonly column: number;
  readonly severity: number;
  readonly message: number;
}

let project: Project;
beforeAll(async () => {
  project = await createProject({ 'workflow.yaml': workflow });
});
afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

/** As the runner does: colours go first, then each line is tried. */
function matched(text: string, { regexp, ...groups }: Pattern): Record<string, string | number>[] {
  return text.split('\n').flatMap((line) => {
    // eslint-disable-next-line no-control-regex
    const found = new RegExp(regexp).exec(line.replace(/\u001b\[[0-9;]*m/g, ''));
    if (!found) return [];
    const { file, line: number, column, severity, message } = groups;
    return [
      {
        file: found[file] ?? '',
        line: Number(found[number]),
        column: Number(found[column]),
        severity: found[severity] ?? '',
        message: found[message] ?? '',
      },
    ];
  });
}

describe('stepline check', () => {
  it('prints lines that the problem matcher takes apart, although they have colours', async () => {
    const text = await readFile(join(root, 'problem-matcher.json'), 'utf8');
    const [{ pattern }] = (JSON.parse(text) as Matcher).problemMatcher;
    const { code, stdout, stderr } = await stepline(['check'], {
      cwd: project.folder,
      env: { FORCE_COLOR: '1' },
    });
    expect({ code, found: matched(stdout + stderr, pattern[0]) }).toMatchObject({ code: 2, found: places });
  });

  it('--json: one document with each problem in members of their own, as its schema says', async () => {
    const { code, stdout } = await stepline(['check', '--json'], { cwd: project.folder });
    const document = checkDocumentSchema.parse(JSON.parse(stdout));
    expect({ code, document }).toMatchObject({ code: 2, document: { passed: false } });
    expect(document.problems).toHaveLength(2);
    expect(document.problems).toEqual(
      expect.arrayContaining(places.map((one) => expect.objectContaining(one))),
    );
  });
});
