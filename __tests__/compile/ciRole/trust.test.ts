import { describe, expect, it } from '@jest/globals';
import { ciTrust, type Jobs } from '../../../src/compile/ciRole/trust.ts';
import { target } from '../support.ts';

const repository = { owner: 'acme', name: 'shop', ownerId: '11', id: '22' };

describe("the trust of the CI's role", () => {
  it("is in GitHub's tokens for one repository, in both forms of their subject", () => {
    expect(ciTrust({ ...target, partition: 'aws-cn' }, repository, { branch: 'main' })).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: {
            Federated: 'arn:aws-cn:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
          },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
              'token.actions.githubusercontent.com:sub': [
                'repo:acme/shop:ref:refs/heads/main',
                'repo:acme@11/shop@22:ref:refs/heads/main',
              ],
            },
          },
        },
      ],
    });
  });

  const cases: readonly (readonly [string, Jobs, string])[] = [
    ['a branch with a folder in its name', { branch: 'release/1' }, ':ref:refs/heads/release/1'],
    ['an environment, which takes the place of the branch', { environment: 'prod' }, ':environment:prod'],
  ];
  it.each(cases)('is in the jobs of %s', (_, jobs, end) => {
    expect(JSON.stringify(ciTrust(target, repository, jobs))).toContain(`"repo:acme/shop${end}"`);
  });
});
