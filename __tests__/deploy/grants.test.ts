import { describe, expect, it } from '@jest/globals';
import { beyond } from '../../src/deploy/grants.ts';
import type { JsonObject } from '../../src/json.ts';

const get: JsonObject = {
  Sid: 'Get',
  Effect: 'Allow',
  Action: ['s3:GetObject'],
  Resource: ['arn:a', 'arn:b'],
};
const pass: JsonObject = {
  Sid: 'PassRole',
  Effect: 'Allow',
  Action: ['iam:PassRole'],
  Resource: ['arn:role'],
  Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
};
const { Condition: _, ...unconditional } = pass;

describe('what statements say beyond others is', () => {
  it.each([
    ['nothing when they are the same', [get, pass], [get, pass], []],
    ['nothing when their Sids differ', [{ ...get, Sid: 'X' }], [get], []],
    ['nothing when the Sid of one with a condition differs', [{ ...pass, Sid: 'PassRoleN2' }], [pass], []],
    [
      'nothing when IAM has a text for a list of one',
      [pass],
      [{ ...pass, Action: 'iam:PassRole', Resource: 'arn:role' }],
      [],
    ],
    ['the resource that is new', [get], [{ ...get, Resource: 'arn:a' }], [{ ...get, Resource: ['arn:b'] }]],
    [
      'all of a statement with another condition',
      [pass],
      [{ ...pass, Condition: { StringEquals: { 'iam:PassedToService': 'x' } } }],
      [pass],
    ],
    ['all of a statement whose condition is new', [pass], [unconditional], [pass]],
  ])('%s', (_, statements, base, expected) => {
    expect(beyond(statements, base)).toEqual(expected);
  });
});
