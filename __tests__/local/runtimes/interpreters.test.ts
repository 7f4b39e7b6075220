import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { findInterpreter, languageOf } from '../../../src/local/runtimes/interpreters.ts';

describe('languageOf', () => {
  it.each([
    ['python3.9', { language: 'python', version: '3.9' }],
    ['python3.14', { language: 'python', version: '3.14' }],
    ['nodejs22.x', { language: 'nodejs', version: '22' }],
    ['java21', undefined],
    ['provided.al2023', undefined],
  ])('%s', (runtime, expected) => {
    expect(languageOf(runtime)).toEqual(expected);
  });
});

describe('findInterpreter', () => {
  const own = process.versions.node.split('.')[0] ?? '';

  it('takes the Node.js that runs this where that is the version', async () => {
    expect(await findInterpreter('nodejs', own)).toEqual({ path: process.execPath, version: own });
  });

  it.each(['nodejs', 'python'] as const)(
    'answers the nearest %s, which tells its own version',
    async (language) => {
      const farOff = language === 'nodejs' ? '99' : '3.99';
      const found = await findInterpreter(language, farOff);
      const question =
        language === 'nodejs'
          ? ['-p', 'parseInt(process.versions.node)']
          : ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'];
      expect(execFileSync(found?.path ?? '', question, { encoding: 'utf8' }).trim()).toBe(found?.version);
      const exact = await findInterpreter(language, found?.version ?? '');
      expect(exact?.version).toBe(found?.version);
    },
  );
});
