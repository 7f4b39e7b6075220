/** The table of calls is complete: what the code imports of the SDK has its permission, and nothing else has one. */
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callGroups, unguardedCalls } from '../../../src/compile/ciRole/calls.ts';
import { root } from '../../support/spawn.ts';

/** Everything but the embedded AWS, which is called and does not call. */
function sources(): string[] {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  return files.filter((path) => path.endsWith('.ts') && !path.startsWith('local/'));
}

/** `CLIENT OPERATION` of every command and paginator that a file imports. */
function callsIn(path: string): string[] {
  const text = readFileSync(join(root, 'src', path), 'utf8');
  const imports = text.matchAll(/import\s*\{([^}]*)\}\s*from '@aws-sdk\/client-([\w-]+)'/g);
  return [...imports].flatMap(([, names = '', client = '']) =>
    [...names.matchAll(/(?<!\bas )\b(?:([A-Z]\w+)Command|paginate([A-Z]\w+))\b/g)].map(
      ([, command, paginated]) => `${client} ${command ?? paginated ?? ''}`,
    ),
  );
}

const called = new Set(sources().flatMap(callsIn));
const granted = callGroups.flatMap(({ client, operations }) => operations.map((one) => `${client} ${one}`));

describe('the permissions of the CI', () => {
  it('are there for every call', () => {
    expect(called.size).toBeGreaterThan(50);
    expect([...called].filter((one) => !granted.includes(one) && !unguardedCalls.has(one))).toEqual([]);
  });

  it('are there for nothing that is not called', () => {
    expect(granted.filter((one) => !called.has(one))).toEqual([]);
  });

  it('stand once each', () => {
    expect(new Set(granted).size).toBe(granted.length);
  });
});
