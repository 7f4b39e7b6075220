/** The few calls of GitHub's API that a comment needs. They take the proxy and the addresses of the runner's environment. */
import { getOctokit } from '@actions/github';

export interface Comment {
  readonly id: number;
  readonly body?: string | undefined;
  readonly user: { readonly login: string } | null;
}

/** The most that GitHub lists at once. */
const pageSize = 100;

/** Who the token of a job is. */
const actionsBot = 'github-actions[bot]';

export interface GitHubOptions {
  readonly token: string;
  /** Ends every call. */
  readonly signal: AbortSignal;
}

type Octokit = ReturnType<typeof getOctokit>;

/** Its calls reject with an error of GitHub's `status`, or with the signal's reason. */
export class GitHub {
  readonly #octokit: Octokit;
  readonly #request: { readonly signal: AbortSignal };

  constructor({ token, signal }: GitHubOptions) {
    this.#octokit = getOctokit(token, { userAgent: 'stepline', log: silent });
    this.#request = { signal };
  }

  /** The login that the token writes under. REST does not tell it to the token of an app or a job; GraphQL does. */
  async login(): Promise<string> {
    try {
      const { viewer } = await this.#octokit.graphql<{ viewer: { login: string } }>('{ viewer { login } }', {
        request: this.#request,
      });
      return viewer.login;
    } catch (thrown) {
      if (this.#request.signal.aborted) throw thrown;
      return actionsBot;
    }
  }

  /** All comments of an issue or pull request, the oldest first. Octokit's own pagination takes no signal. */
  async comments(repository: string, number: number): Promise<readonly Comment[]> {
    const all: Comment[] = [];
    for (let page = 1; ; page += 1) {
      const { data } = await this.#octokit.rest.issues.listComments({
        ...parts(repository),
        issue_number: number,
        per_page: pageSize,
        page,
        request: this.#request,
      });
      all.push(...data);
      if (data.length < pageSize) return all;
    }
  }

  async createComment(repository: string, number: number, body: string): Promise<void> {
    const request = this.#request;
    await this.#octokit.rest.issues.createComment({
      ...parts(repository),
      issue_number: number,
      body,
      request,
    });
  }

  async updateComment(repository: string, id: number, body: string): Promise<void> {
    const request = this.#request;
    await this.#octokit.rest.issues.updateComment({ ...parts(repository), comment_id: id, body, request });
  }
}

/** GitHub's status where it was GitHub that refused; Octokit gives everything else one as well, but no response. */
export function statusOf(thrown: unknown): number | undefined {
  const { status, response } = thrown as { readonly status?: unknown; readonly response?: unknown };
  return response !== undefined && typeof status === 'number' ? status : undefined;
}

/** What it has to say stands in the errors that it throws. */
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** OWNER/NAME */
function parts(repository: string): { readonly owner: string; readonly repo: string } {
  const [owner = '', repo = ''] = repository.split('/');
  return { owner, repo };
}
