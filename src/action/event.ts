/** What the job is about, from the runner's variables and its event file. */
import { readFile } from 'node:fs/promises';
import { UserError } from '../errors.ts';
import { isObject, type Json } from '../json.ts';

export interface GitHubEvent {
  /** `pull_request`, `push`, … */
  readonly name: string;
  /** `OWNER/NAME` */
  readonly repository: string;
  /** Number of the pull request that the job is for. */
  readonly pullRequest?: number;
  /** The pull request comes from another repository than this one. */
  readonly isFork: boolean;
  /** The commit that people know: the head of a pull request, not its merge. */
  readonly commit: string;
  readonly runId: string;
  /** Address of a run of this repository, such as this one. */
  readonly runUrl: (runId: string) => string;
}

/** Without an event file, as outside of a job, it is about no pull request. */
export async function readEvent(env: NodeJS.ProcessEnv): Promise<GitHubEvent> {
  const { GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_REPOSITORY: repository = '' } = env;
  const payload = await readPayload(env.GITHUB_EVENT_PATH);
  const pullRequest = member(payload, 'pull_request');
  // A comment on a pull request is one on an issue that says what it is.
  const issue = member(payload, 'issue', 'pull_request') && member(payload, 'issue');
  const number = member(pullRequest ?? issue, 'number');
  const head = member(pullRequest, 'head', 'sha');
  return {
    name: env.GITHUB_EVENT_NAME ?? '',
    repository,
    ...(typeof number === 'number' && { pullRequest: number }),
    isFork: pullRequest !== undefined && member(pullRequest, 'head', 'repo', 'full_name') !== repository,
    commit: typeof head === 'string' ? head : (env.GITHUB_SHA ?? ''),
    runId: env.GITHUB_RUN_ID ?? '',
    runUrl: (runId) => `${server}/${repository}/actions/runs/${runId}`,
  };
}

/**
 * A job on `pull_request_target` has secrets and a token that can write, and the workflow file and functions of a fork
 * are somebody else's code. Throws UserError for that pair, whatever was checked out: we cannot tell.
 */
export function refuseForeignCode({ name, isFork }: GitHubEvent): void {
  if (name !== 'pull_request_target' || !isFork) return;
  throw new UserError({
    what: 'on pull_request_target nothing is done for a pull request from a fork: its code would run with the secrets of this repository',
    hint: 'Use on: pull_request with target: auto, which runs forks on the embedded AWS without secrets',
  });
}

async function readPayload(path: string | undefined): Promise<Json | undefined> {
  return path ? (JSON.parse(await readFile(path, 'utf8')) as Json) : undefined;
}

/** The value under a path of keys; undefined where one is missing, or null, as the repository of a fork that is gone. */
function member(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value ?? undefined;
  return isObject(value) ? member(value[key], ...rest) : undefined;
}
