import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../../src/json.ts';
import type { Principal } from '../../../../src/local/cloud.ts';
import {
  account,
  allow,
  ann,
  anybody,
  judge,
  lacking,
  otherAccount,
  pages,
  root,
  states,
  stranger,
  worker,
} from './judge.ts';

type Row = readonly [reason: string, element: JsonObject, principal: Principal, allowed: boolean];

const role = `arn:aws:iam::${account}:role/team/worker`;

const rows: readonly Row[] = [
  ['everyone: a role', { Principal: '*' }, worker, true],
  ['everyone: nobody in particular', { Principal: '*' }, anybody, true],
  ['everyone: a service', { Principal: '*' }, states, true],
  ['everyone, as AWS principals', { Principal: { AWS: '*' } }, worker, true],
  ['everyone, in a list', { Principal: { AWS: ['*'] } }, anybody, true],
  ['the role', { Principal: { AWS: role } }, worker, true],
  [
    'the role, one of several',
    { Principal: { AWS: [`arn:aws:iam::${account}:role/x`, role] } },
    worker,
    true,
  ],
  ['a role of another name', { Principal: { AWS: `arn:aws:iam::${account}:role/team/boss` } }, worker, false],
  ['a role’s path counts', { Principal: { AWS: `arn:aws:iam::${account}:role/worker` } }, worker, false],
  ['no wildcards in a principal', { Principal: { AWS: `arn:aws:iam::${account}:role/*` } }, worker, false],
  ['the session', { Principal: { AWS: `arn:aws:sts::${account}:assumed-role/worker/one` } }, worker, true],
  [
    'another session',
    { Principal: { AWS: `arn:aws:sts::${account}:assumed-role/worker/two` } },
    worker,
    false,
  ],
  ['the role’s unique id', { Principal: { AWS: 'AROAEXAMPLEEXAMPLEEXA' } }, worker, true],
  [
    'another unique id: a role made again is another',
    { Principal: { AWS: 'AROAEXAMPLEEXAMPLEEXB' } },
    worker,
    false,
  ],
  ['its own account only delegates', { Principal: { AWS: account } }, worker, false],
  [
    'its own account’s root only delegates',
    { Principal: { AWS: `arn:aws:iam::${account}:root` } },
    worker,
    false,
  ],
  ['another account', { Principal: { AWS: otherAccount } }, worker, false],
  ['the service', { Principal: { Service: 'states.amazonaws.com' } }, states, true],
  ['the service in this region', { Principal: { Service: 'states.eu-west-1.amazonaws.com' } }, states, true],
  [
    'the service in another region',
    { Principal: { Service: 'states.us-west-2.amazonaws.com' } },
    states,
    false,
  ],
  ['another service', { Principal: { Service: 'lambda.amazonaws.com' } }, states, false],
  [
    'one of several services',
    { Principal: { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'] } },
    states,
    true,
  ],
  ['a service is no AWS principal', { Principal: { AWS: 'states.amazonaws.com' } }, states, false],
  ['a role is no service', { Principal: { Service: 'states.amazonaws.com' } }, worker, false],
  [
    'federated is neither',
    { Principal: { Federated: 'token.actions.githubusercontent.com' } },
    worker,
    false,
  ],
  ['everyone: a user', { Principal: '*' }, ann, true],
  ['the user', { Principal: { AWS: `arn:aws:iam::${account}:user/team/ann` } }, ann, true],
  ['the user’s unique id', { Principal: { AWS: 'AIDAEXAMPLEEXAMPLEEXA' } }, ann, true],
  ['another user', { Principal: { AWS: `arn:aws:iam::${account}:user/team/bob` } }, ann, false],
  ['a user’s path counts', { Principal: { AWS: `arn:aws:iam::${account}:user/ann` } }, ann, false],
  ['a user’s account only delegates', { Principal: { AWS: account } }, ann, false],
  ['a user made again is another', { Principal: { AWS: 'AIDAEXAMPLEEXAMPLEEXB' } }, ann, false],
  ['nobody unknown by an account', { Principal: { AWS: account } }, anybody, false],
  ['everyone but another role', { NotPrincipal: { AWS: `arn:aws:iam::${account}:role/x` } }, worker, true],
  ['everyone but this role', { NotPrincipal: { AWS: role } }, worker, false],
  ['everyone but this account', { NotPrincipal: { AWS: account } }, worker, false],
  ['everyone but a service', { NotPrincipal: { Service: 'states.amazonaws.com' } }, states, false],
  ['no principal at all names nobody', {}, worker, false],
];

describe(`principals of resource policies [${pages.principal}]`, () => {
  it.each(rows)('%s', (_reason, element, principal, allowed) => {
    const verdict = judge({ principal, resourcePolicy: allow(element) });
    const ofAccount = ['session', 'user'].includes(principal.kind)
      ? 'identity-based policy'
      : 'resource-based policy';
    expect(verdict).toBe(allowed ? 'allowed' : lacking(ofAccount));
  });

  it('lets a root user in by its account, from another account too', () => {
    const policy = allow({ Principal: { AWS: `arn:aws:iam::${account}:root` } });
    expect(judge({ principal: root, resourceAccount: otherAccount, resourcePolicy: policy })).toBe('allowed');
  });

  it('denies an account whole: its sessions are of it', () => {
    const policy = [
      allow({ Principal: '*' }),
      { ...allow({ Principal: { AWS: otherAccount } }), Effect: 'Deny' },
    ];
    expect(judge({ principal: stranger, identity: allow(), resourcePolicy: policy })).toBe(
      'with an explicit deny in a resource-based policy',
    );
  });
});
