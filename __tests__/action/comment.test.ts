import { describe, expect, it } from '@jest/globals';
import { commentBody } from '../../src/action/comment/body.ts';
import { formatHeader, isAbout, readHeader, type Shown } from '../../src/action/comment/header.ts';
import type { GitHubEvent } from '../../src/action/event.ts';
import type { Outcome } from '../../src/action/outcome.ts';

const shown: Shown = { gist: 'FAILED at Charge: no stock', commit: 'abcdef0', runId: '12' };
const subject = { workflow: 'shop/workflow.yaml', stage: 'pr-7' };
const event: GitHubEvent = {
  name: 'pull_request',
  repository: 'octo/shop',
  pullRequest: 7,
  isFork: false,
  commit: 'b'.repeat(40),
  runId: '4711',
  runUrl: (id) => `https://github.example/octo/shop/actions/runs/${id}`,
};
const outcome = (gist: string, ...blocks: string[]): Outcome => ({
  status: 'failed',
  title: '❌ it failed',
  gist,
  blocks,
  changes: 1,
});

describe('the header of a comment', () => {
  it.each(['plain', '--> <script>', 'a"b\\c', '<!-- stepline {} -->', '\u2028', '{}'])('keeps %j', (text) => {
    const header = { ...subject, workflow: text, verdicts: [{ ...shown, gist: text }] };
    const line = formatHeader(header);
    expect(line.slice('<!--'.length, -'-->'.length)).not.toMatch(/[<>\n]/);
    expect(readHeader(`${line}\r\nmore`)).toEqual(header);
  });

  it.each([
    ['another first line', `hello\n${formatHeader({ ...subject, verdicts: [shown] })}`],
    ['of another tool', '<!-- steps {"workflow":"x"} -->'],
    ['no JSON', '<!-- stepline {x} -->'],
    ['no verdict', '<!-- stepline {"workflow":"x","stage":"dev","verdicts":[]} -->'],
    [
      'a run that is no number',
      formatHeader({ ...subject, verdicts: [{ ...shown, runId: '1](http://evil)' }] }),
    ],
    ['nothing', ''],
  ])('is none: %s', (_, body) => {
    expect(readHeader(body)).toBeUndefined();
  });

  it.each([
    [subject, true],
    [{ ...subject, stage: 'dev' }, false],
    [{ ...subject, workflow: 'other.yaml' }, false],
  ])('is about a workflow and a stage: %j', (other, expected) => {
    expect(isAbout({ ...subject, verdicts: [shown] }, other)).toBe(expected);
  });
});

describe('the body of a comment', () => {
  it.each([
    ['many lines', Array.from({ length: 20_000 }, (_, index) => `line ${index} ü`).join('\n')],
    ['one long line', 'x'.repeat(200_000)],
    ['a long block', `\`\`\`text\n${'y\n'.repeat(100_000)}\`\`\``],
  ])('stays within 60,000 bytes with %s, and leads to the rest', (_, block) => {
    const body = commentBody(subject, outcome('no'.repeat(500), block), event, Array<Shown>(20).fill(shown));
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(60_000);
    expect(body).toContain('_[The rest](https://github.example/octo/shop/actions/runs/4711) stands in');
    expect(body).toContain('commit ` bbbbbbb ` · [run](');
    expect(readHeader(body)?.verdicts).toHaveLength(6);
    expect((body.match(/^```/gm) ?? []).length % 2).toBe(0);
  });

  it('has foreign words of former verdicts as code', () => {
    const past = [{ ...shown, gist: '`</details> **x** @all' }];
    expect(commentBody(subject, outcome('now'), event, past)).toContain(
      '<details><summary>Before</summary>\n\n- `` `</details> **x** @all `` · ` abcdef0 `',
    );
  });
});
