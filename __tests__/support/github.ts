/** A stand-in for GitHub's API: comments of one pull request, refused where GitHub refuses. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface StoredComment {
  readonly id: number;
  readonly user: { readonly login: string };
  body: string;
}

/** What is wrong with it, if anything. */
export type Trouble = 'down' | 'silent' | 'rate limit' | 'read only' | 'no token';

export interface GitHubOptions {
  readonly trouble?: Trouble;
  /** Comments that stand already, as `[login, body]`. */
  readonly comments?: readonly (readonly [login: string, body: string])[];
}

export interface FakeGitHub extends AsyncDisposable {
  readonly comments: StoredComment[];
  /** `METHOD PATH` of each request. */
  readonly requests: string[];
  /** What the runner tells a job. */
  readonly env: Readonly<Record<string, string>>;
}

export const repository = 'octo/shop';
export const pullRequest = 7;
export const bot = 'github-actions[bot]';

/** GitHub says 65,536 characters, and refuses what is longer. */
const longestBody = 65_536;

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function startGitHub({ trouble, comments: seed = [] }: GitHubOptions = {}): Promise<FakeGitHub> {
  const comments = seed.map(([login, body], index) => ({ id: index + 1, user: { login }, body }));
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    if (trouble === 'silent') return;
    void respond(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    comments,
    requests,
    env: {
      GITHUB_API_URL: `${url}/api/v3`,
      GITHUB_GRAPHQL_URL: `${url}/api/graphql`,
      GITHUB_SERVER_URL: 'https://github.example',
      GITHUB_REPOSITORY: repository,
      GITHUB_RUN_ID: '4711',
      GITHUB_SHA: 'a'.repeat(40),
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, body, headers = {} } = refuse(request) ?? route(request, await text(request));
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  }

  function refuse({ method, headers }: IncomingMessage): Answer | undefined {
    if (trouble === 'down') return { status: 502, body: { message: 'Server Error' } };
    if (headers['user-agent'] === undefined) return { status: 403, body: { message: 'no user agent' } };
    if (!/^(Bearer|token) ghs_\w+$/.test(headers.authorization ?? '') || trouble === 'no token')
      return { status: 401, body: { message: 'Bad credentials' } };
    if (trouble === 'rate limit') {
      const message = 'API rate limit exceeded for installation';
      return { status: 403, body: { message }, headers: { 'x-ratelimit-remaining': '0' } };
    }
    if (trouble !== 'read only' || method === 'GET') return undefined;
    return { status: 403, body: { message: 'Resource not accessible by integration' } };
  }

  function route({ method, url: path = '' }: IncomingMessage, body: string): Answer {
    const { pathname, searchParams } = new URL(path, url);
    const list = `/api/v3/repos/${repository}/issues/${pullRequest}/comments`;
    const id = /\/issues\/comments\/(\d+)$/.exec(pathname)?.[1];
    if (method === 'POST' && pathname === '/api/graphql')
      return { status: 200, body: { data: { viewer: { login: bot } } } };
    if (method === 'GET' && pathname === list) return { status: 200, body: page(searchParams) };
    if (method === 'POST' && pathname === list) return write(201, body);
    if (method === 'PATCH' && id !== undefined)
      return write(
        200,
        body,
        comments.find((one) => one.id === Number(id)),
      );
    return { status: 404, body: { message: 'Not Found' } };
  }

  function page(query: URLSearchParams): StoredComment[] {
    const size = Math.min(100, Number(query.get('per_page') ?? 30));
    const start = (Number(query.get('page') ?? 1) - 1) * size;
    return comments.slice(start, start + size);
  }

  function write(status: number, json: string, standing?: StoredComment): Answer {
    const { body } = JSON.parse(json) as { body: string };
    if (body.length > longestBody) {
      const message = `Body is too long (maximum is ${longestBody} characters)`;
      return { status: 422, body: { message: 'Validation Failed', errors: [{ message }] } };
    }
    if (status === 200 && !standing) return { status: 404, body: { message: 'Not Found' } };
    const comment = standing ?? { id: comments.length + 1, user: { login: bot }, body };
    comment.body = body;
    if (!standing) comments.push(comment);
    return { status, body: comment };
  }
}

/** The event of a pull request; from a fork, or from a repository that is gone, when told. */
export function pullRequestEvent(head: string | null = repository): object {
  const repo = head === null ? null : { full_name: head };
  return {
    action: 'synchronize',
    pull_request: { number: pullRequest, head: { sha: 'b'.repeat(40), repo } },
  };
}
