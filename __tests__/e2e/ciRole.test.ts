/** The role that `plan --ci-role` prints is enough: a whole life of a workflow under it. */
import { describe, expect, it } from '@jest/globals';
import { becomeCi, type Printed } from '../support/ci.ts';
import { createProject } from '../support/project.ts';
import { startLocal, stepline } from '../support/spawn.ts';

const handler = 'def handler(event, context):\n    return "done"\n';
const workflow = `name: shop
permissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess'
logging: { level: ERROR }
functions:
  one: { source: one.py, url: { auth: NONE }, reservedConcurrency: 2, logs: { retention: 7d } }
steps:
  - function: one
`;

describe('stepline plan --ci-role', () => {
  it.each([
    ['a standard workflow', workflow],
    ['an express one', workflow.replace('logging: { level: ERROR }', 'type: EXPRESS')],
  ])('prints both documents, with which a job runs, deploys again and destroys %s', async (_, yaml) => {
    await using project = await createProject({ 'workflow.yaml': yaml, 'one.py': handler });
    await using local = await startLocal('--enforce');
    const inProject = (env: Readonly<Record<string, string>>, ...args: string[]) =>
      stepline([...args, '--aws'], { cwd: project.folder, env });
    const printed = await inProject(local.env, 'plan', '--ci-role', '--repo', 'acme@1/shop@2', '--json');
    expect(printed).toMatchObject({ code: 0 });
    const { policy, trust } = JSON.parse(printed.stdout) as Printed;
    expect(JSON.stringify(trust)).toContain('repo:acme@1/shop@2:ref:refs/heads/main');

    const env = await becomeCi(local.env, policy);
    expect(await inProject(env, 'run')).toMatchObject({ code: 0, stderr: '' });
    await project.write({ 'one.py': handler.replace('done', 'again') });
    expect(await inProject(env, 'run')).toMatchObject({ code: 0, stderr: '' });
    expect(await inProject(env, 'destroy', '--yes')).toMatchObject({ code: 0, stderr: '' });
  });

  it('tells people what each statement is for, and what is to be filled in', async () => {
    const told = await stepline(['plan', 'examples/hello-world', '--ci-role', '--repo', 'acme/shop']);
    expect(told).toMatchObject({ code: 0 });
    expect(told.stdout).toContain(
      "PassStateMachineRole: the state machine's role is passed to Step Functions",
    );
    expect(told.stdout).toContain('repo:acme@OWNER_ID/shop@REPOSITORY_ID:ref:refs/heads/main');
    expect(told.stdout).toContain('Fill in OWNER_ID and REPOSITORY_ID');
  });

  it('takes the ids from the job that it runs in', async () => {
    const env = {
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_REPOSITORY_ID: '2',
      GITHUB_REPOSITORY_OWNER_ID: '1',
    };
    const told = await stepline(['plan', 'examples/hello-world', '--ci-role', '--environment', 'prod'], {
      env,
    });
    expect(told.stdout).toContain('repo:acme@1/shop@2:environment:prod');
    expect(told.stdout).not.toContain('Fill in');
  });

  it('refuses what is no repository', async () => {
    const refused = await stepline(['plan', 'examples/hello-world', '--ci-role', '--repo', 'shop']);
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain('--repo must be ORG/REPO, not "shop"');
  });
});
