import { describe, expect, it } from '@jest/globals';
import { namesFor, shorten } from '../../src/compile/names.ts';
import { target } from './support.ts';

describe('a name', () => {
  it('at the limit stays as it is', () => {
    expect(shorten('x'.repeat(64), 64)).toBe('x'.repeat(64));
  });

  it('beyond the limit is cut to it', () => {
    expect(shorten('x'.repeat(65), 64)).toHaveLength(64);
  });

  it('that is cut stays apart from others with the same beginning', () => {
    const long = 'x'.repeat(100);
    expect(shorten(`${long}a`, 64)).not.toBe(shorten(`${long}b`, 64));
    expect(shorten(`${long}a`, 64)).toMatch(/^x{55}-[0-9a-f]{8}$/);
  });
});

describe('the names of a workflow', () => {
  const long = 'w'.repeat(64);

  it.each([
    ['function', (key: string) => namesFor(long, 'dev', target).function(key), 64],
    ['function role', (key: string) => namesFor(long, 'dev', target).functionRole(key), 64],
    ['state machine role', () => namesFor(long, 'dev', target).stateMachineRole, 64],
    ['state machine', () => namesFor(long, 's'.repeat(32), target).stateMachine, 80],
  ])("keep within AWS's limit: %s", (_, nameOf, limit) => {
    expect(nameOf('a')).toHaveLength(limit);
    expect(nameOf('a')).toMatch(/^[\w-]+-[0-9a-f]{8}$/);
  });

  it('are short where nothing has to be cut', () => {
    const names = namesFor('orders', 'dev', target);
    expect([names.stateMachine, names.stateMachineRole, names.function('charge')]).toEqual([
      'orders-dev',
      'orders-dev',
      'orders-dev-charge',
    ]);
  });

  it('have a role ARN within the 256 characters that Step Functions takes, however long they are', () => {
    const names = namesFor(long, 's'.repeat(32), target);
    expect(names.roleArn(names.stateMachineRole).length).toBeLessThanOrEqual(256);
  });
});
