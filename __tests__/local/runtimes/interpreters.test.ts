import { execFileSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findInterpreter, languageOf } from '../../../src/local/runtimes/interpreters.ts';
import { createFolder } from '../../support/folder.ts';

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

  it("asks a version manager's stand-in only where nothing else has the version", async () => {
    await using folder = await createFolder({});
    const pretend = async (name: string, version: string): Promise<string> => {
      const program = join(folder.path, name, `python${version}`);
      const answer = `#!/bin/sh\ntouch '${join(folder.path, `asked-${name}-${version}`)}'\necho "$0"\necho ${version}\n`;
      await mkdir(join(folder.path, name), { recursive: true });
      await writeFile(program, answer, { mode: 0o755 });
      return program;
    };
    await pretend('shims', '3.77');
    const program = await pretend('installed', '3.77');
    const alone = await pretend('shims', '3.78');
    const { PATH = '' } = process.env;
    process.env.PATH = [join(folder.path, 'shims'), join(folder.path, 'installed'), PATH].join(delimiter);
    try {
      expect(await findInterpreter('python', '3.77')).toEqual({ path: program, version: '3.77' });
      expect(await findInterpreter('python', '3.78')).toEqual({ path: alone, version: '3.78' });
    } finally {
      process.env.PATH = PATH;
    }
    const asked = (await readdir(folder.path)).filter((name) => name.startsWith('asked-'));
    expect(asked).toEqual(['asked-installed-3.77', 'asked-shims-3.78']);
  });
});
