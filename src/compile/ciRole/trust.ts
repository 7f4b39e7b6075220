/** Who may become the CI's role: jobs of one repository, by GitHub's OpenID Connect tokens. */
import type { JsonObject } from '../../json.ts';
import type { Target } from '../blueprint.ts';

export interface Repository {
  readonly owner: string;
  readonly name: string;
  /** Numbers that stay when names change hands; what is unknown stands as a word that matches nothing. */
  readonly ownerId: string;
  readonly id: string;
}

/** Which jobs: those of a branch, or those of an environment, whose name takes the branch's place in the token. */
export type Jobs = { readonly branch: string } | { readonly environment: string };

const issuer = 'token.actions.githubusercontent.com';

/**
 * GitHub's `sub` has the ids of owner and repository in it since 2026-07-15, for repositories made, renamed or opted in
 * since then; older ones have the names alone. Both are trusted, each letter by letter.
 */
export function ciTrust({ partition, account }: Target, repository: Repository, jobs: Jobs): JsonObject {
  const subjects = repositoryForms(repository).map((form) => `repo:${form}:${contextOf(jobs)}`);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:${partition}:iam::${account}:oidc-provider/${issuer}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: subjects },
        },
      },
    ],
  };
}

function repositoryForms({ owner, name, ownerId, id }: Repository): string[] {
  return [`${owner}/${name}`, `${owner}@${ownerId}/${name}@${id}`];
}

function contextOf(jobs: Jobs): string {
  return 'environment' in jobs ? `environment:${jobs.environment}` : `ref:refs/heads/${jobs.branch}`;
}
