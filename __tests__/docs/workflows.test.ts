/** What GitHub reads: this repository's own workflows, those to copy, and action.yml, by the service behind GitHub's editor. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../support/spawn.ts';
import { languageService, stepline, type Check } from './languageService.ts';

interface Workflow {
  readonly permissions?: object;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions?: object;
  readonly concurrency?: unknown;
  readonly 'timeout-minutes'?: number;
}

const folders = ['.github/workflows', 'docs/workflows'];
const workflows = folders.flatMap((folder) =>
  readdirSync(join(root, folder)).map((file) => `${folder}/${file}`),
);

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

describe("GitHub's language service", () => {
  let problemsIn: Check;
  beforeAll(async () => {
    problemsIn = await languageService();
  });

  it.each([...workflows, 'action.yml'])('finds nothing wrong with %s', async (file) => {
    expect(await problemsIn(file, read(file))).toEqual([]);
  });

  const ci = '.github/workflows/ci.yml';
  const deploy = 'docs/workflows/deploy.yml';

  it.each([
    [
      'an input that there is none of',
      deploy,
      'stage: prod',
      'stages: prod',
      /Invalid action input 'stages'/,
    ],
    [
      'the same where the action is a folder',
      ci,
      'target: l',
      'targets: l',
      /Invalid action input 'targets'/,
    ],
    ['a permission that there is none of', deploy, 'id-token:', 'id-tokens:', /Unexpected value 'id-tokens'/],
    ['a job that is not there', deploy, '  deploy:\n', '  deploy:\n    needs: x\n', /Value 'x' is not valid/],
    ['an expression that does not end', deploy, '!cancelled()', '!cancelled(', /expression/],
  ])('finds %s', async (reason, file, wanted, wrong, message) => {
    const text = read(file).replace(wanted, wrong);
    // It keeps what it has read under a file's name.
    expect((await problemsIn(`${reason}.yml`, text)).join('\n')).toMatch(message);
  });

  it('finds a mistake in action.yml', async () => {
    const text = read('action.yml').replace('using: node24', 'using: node2');
    expect(await problemsIn('other/action.yml', text)).not.toEqual([]);
  });
});

describe.each(workflows)('%s', (file) => {
  const text = read(file);
  const workflow = parse(text) as Workflow;
  const jobs = Object.entries(workflow.jobs);

  it('pins every action of others by its commit, and tells the version', () => {
    const used = [...text.matchAll(/^ +(?:- )?uses: (.*)/gm)].map(([, what = '']) => what);
    const others = used.filter((what) => what !== stepline && !what.startsWith('./'));
    expect(others.filter((what) => !/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(what))).toEqual(
      [],
    );
  });

  it('gives each job permissions, a time limit and an order', () => {
    const has = (key: 'permissions' | 'concurrency') => (job: Job) =>
      (job[key] ?? workflow[key]) !== undefined;
    expect(jobs.filter(([, job]) => !has('permissions')(job))).toEqual([]);
    expect(jobs.filter(([, job]) => !has('concurrency')(job))).toEqual([]);
    expect(jobs.filter(([, job]) => job['timeout-minutes'] === undefined)).toEqual([]);
  });

  it('says what each permission is for', () => {
    const granted = text.split('\n').filter((line) => /^ +[a-z-]+: (read|write)\b/.test(line));
    expect(granted).not.toEqual([]);
    expect(granted.filter((line) => !/ # \w/.test(line))).toEqual([]);
  });
});
