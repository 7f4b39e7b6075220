/** A function that says whatever could be carried out, break out of its place, or be leaked. */
import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { createFolder } from '../support/folder.ts';
import { pullRequestEvent, startGitHub } from '../support/github.ts';
import { actionNodes } from '../support/nodes.ts';
import { createRunner } from '../support/runner.ts';
import { readLog, type Command } from '../support/runnerLog.ts';

const secret = 'hunter2-hunter2';

const handler = `
const bad = [
  '::error::x', '  ::add-mask::workflow', '::set-output name=status::SUCCEEDED', '##[error]y', '::stop-commands::t', '::t::',
  '<script>alert(1)</script>', '</details>', '</code>', '<img src=x onerror=alert(1)>', '\`\`\`', '~~~', '-->', '@everyone',
  '\\u001b[31mred\\u001b[0m', '\\u001b]0;title\\u0007', '\\u202egnp.exe', process.env.API_TOKEN, '%0A::error::z', '\\r::error::w',
].join('\\n');
export const handler = async () => {
  console.log('y'.repeat(2_000_000));
  for (const line of bad.split('\\n')) process.stdout.write(line + '\\n');
  const error = new Error(bad);
  error.name = '::error::name';
  throw error;
};
`;

const workflow = `name: hostile
functions:
  speak: { source: speak.mjs, environment: { API_TOKEN: '\${env.API_TOKEN}' } }
steps:
  - name: '::error::Speak'
    pass: { said: '</details>', token: '\${env.API_TOKEN}' }
  - function: speak
    retry: []
`;

const [node] = actionNodes.slice(-1);

/** Markdown without its code, by CommonMark's rules: fenced blocks, then code spans between runs of equally many backticks. */
function withoutCode(markdown: string): string {
  const blocks = markdown.replace(/^(`{3,})\w+\n[\s\S]*?\n\1$/gm, 'BLOCK');
  return blocks.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, 'SPAN');
}

describe(`a hostile function under the Action on ${node?.name ?? ''}`, () => {
  it('is quoted: nothing is carried out, broken out of, or leaked, in log, summary, comment and outputs', async () => {
    await using folder = await createFolder({ 'workflow.yaml': workflow, 'speak.mjs': handler });
    await using runner = await createRunner(node?.binary);
    const reports = `${folder.path}/reports`;
    await using github = await startGitHub();
    const { code, stdout } = await runner.run(
      { workflow: folder.path, target: 'local', 'github-token': 'ghs_job', 'report-dir': reports },
      { ...github.env, ...(await runner.event('pull_request', pullRequestEvent())), API_TOKEN: secret },
    );
    expect(code).toBe(1);

    const log = readLog(stdout);
    const first = log.commands.filter(({ name }) => name === 'add-mask').map(({ data }) => data);
    expect(first).toContain(secret);
    expect(first).not.toContain('workflow');
    // Before anything is printed.
    expect(stdout.indexOf(secret)).toBe(stdout.indexOf(`::add-mask::${secret}`) + '::add-mask::'.length);
    // On the line of the step, and on the line of the function's source.
    const errors = errorsOf(log.commands);
    expect(errors).toEqual(
      [0, 1].map(() => expect.stringMatching(/^FAILED at speak: ::error::name: ::error::x/)),
    );
    // oxlint-disable-next-line no-control-regex
    expect(errors.join('\n')).not.toMatch(/hunter2|[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(log.text).not.toContain(secret);
    expect(log.text).toContain('::error::x');
    // oxlint-disable-next-line no-control-regex
    expect(log.text.replace(/\u001b\[\d+m/g, '')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(log.text).not.toContain('\u001b[31mred');

    const summary = await runner.summary();
    const [comment] = github.comments;
    expect(Buffer.byteLength(summary)).toBeLessThan(1_048_576);
    expect(Buffer.byteLength(comment?.body ?? '')).toBeLessThanOrEqual(60_000);
    for (const markdown of [summary, comment?.body ?? '']) {
      expect(markdown).not.toContain(secret);
      expect(markdown).toContain('***');
      const bare = withoutCode(markdown).replace(/^<!-- stepline [^<>]* -->$/m, '');
      expect(bare).not.toMatch(/script|onerror|everyone|alert|::|##\[|~~~|-->/);
      expect(bare.match(/<\/?details>/g)).toEqual(['<details>', '</details>']);
      // oxlint-disable-next-line no-control-regex
      expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    }
    for (const name of ['junit.xml', 'report.json', 'report.html']) {
      const text = await readFile(`${reports}/${name}`, 'utf8');
      expect(text).not.toContain(secret);
      expect(text).toContain('***');
      // In the document, and not in data inside of a JSON text.
      if (name !== 'report.json') expect(text).not.toMatch(/<script>alert|<img src=x/);
    }
    expect(await runner.outputs()).toMatchObject({ status: 'FAILED', 'failed-state': 'speak' });
  });
});

function errorsOf(commands: readonly Command[]): string[] {
  return commands.filter(({ name }) => name === 'error').map(({ data }) => data);
}
