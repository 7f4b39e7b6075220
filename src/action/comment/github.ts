/** The few calls of GitHub's API that a comment needs. */
import { z } from 'zod';
import { messageOf } from '../../errors.ts';

/** GitHub has refused. */
export class GitHubError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(`GitHub answered ${status}: ${message}`);
    this.name = 'GitHubError';
    this.status = status;
  }
}

const comment = z.object({
  id: z.number(),
  body: z.string().nullish(),
  user: z.object({ login: z.string() }).nullish(),
});
export type Comment = z.infer<typeof comment>;

const viewer = z.object({ data: z.object({ viewer: z.object({ login: z.string() }) }) });
const refusal = z.object({ message: z.string() });

/** The most that GitHub lists at once. */
const pageSize = 100;

/** Who the token of a job is. */
const actionsBot = 'github-actions[bot]';

export interface GitHubOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly token: string;
  /** Ends every call. */
  readonly signal: AbortSignal;
}

export class GitHub {
  readonly #options: GitHubOptions;
  readonly #api: string;

  constructor(options: GitHubOptions) {
    this.#options = options;
    this.#api = options.env.GITHUB_API_URL ?? 'https://api.github.com';
  }

  /** The login that the token writes under. REST does not tell it to the token of an app or a job; GraphQL does. */
  async login(): Promise<string> {
    const url = this.#options.env.GITHUB_GRAPHQL_URL ?? `${this.#api}/graphql`;
    try {
      return viewer.parse(await this.#send('POST', url, { query: '{ viewer { login } }' })).data.viewer.login;
    } catch (thrown) {
      if (this.#options.signal.aborted) throw thrown;
      return actionsBot;
    }
  }

  /** All comments of an issue or pull request, the oldest first. */
  async comments(repository: string, number: number): Promise<Comment[]> {
    const all: Comment[] = [];
    for (let page = 1; ; page += 1) {
      const url = `${this.#api}/repos/${repository}/issues/${number}/comments?per_page=${pageSize}&page=${page}`;
      const found = z.array(comment).parse(await this.#send('GET', url));
      all.push(...found);
      if (found.length < pageSize) return all;
    }
  }

  async createComment(repository: string, number: number, body: string): Promise<void> {
    await this.#send('POST', `${this.#api}/repos/${repository}/issues/${number}/comments`, { body });
  }

  async updateComment(repository: string, id: number, body: string): Promise<void> {
    await this.#send('PATCH', `${this.#api}/repos/${repository}/issues/comments/${id}`, { body });
  }

  async #send(method: string, url: string, body?: object): Promise<unknown> {
    const { token, signal } = this.#options;
    const answer = await fetch(url, {
      method,
      signal,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/vnd.github+json',
        'user-agent': 'stepline',
        'x-github-api-version': '2022-11-28',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new GitHubError(answer.status, messageIn(text));
    return JSON.parse(text) as unknown;
  }
}

function messageIn(text: string): string {
  try {
    return refusal.parse(JSON.parse(text)).message;
  } catch (thrown) {
    return text.slice(0, 200) || messageOf(thrown);
  }
}
