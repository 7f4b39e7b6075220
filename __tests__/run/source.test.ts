import { describe, expect, it } from '@jest/globals';
import { join, relative } from 'node:path';
import { sourceLine } from '../../src/run/source.ts';
import { createFolder } from '../support/folder.ts';

interface Row {
  readonly why: string;
  readonly trace: readonly string[];
  /** Below the temporary folder. */
  readonly source: string;
  readonly expected: string | undefined;
}

const rows: readonly Row[] = [
  {
    why: 'Python names the innermost call last',
    trace: ['  File "/var/task/a.py", line 3, in handler', '  File "/var/task/a.py", line 7, in inner'],
    source: 'a.py',
    expected: 'a.py:7:1',
  },
  {
    why: 'Node names it first',
    trace: ['Error: x', '    at inner (file:///var/task/b.mjs:2:9)', '    at handler (/var/task/b.mjs:8:1)'],
    source: 'b.mjs',
    expected: 'b.mjs:2:9',
  },
  {
    why: 'a call without a name has no brackets',
    trace: ['    at file:///var/task/b.mjs:4:11'],
    source: 'b.mjs',
    expected: 'b.mjs:4:11',
  },
  {
    why: 'a file of a folder',
    trace: ['  File "/var/task/lib/c.py", line 2, in c'],
    source: 'folder',
    expected: 'folder/lib/c.py:2:1',
  },
  {
    why: 'TypeScript is packaged as JavaScript',
    trace: ['    at handler (/var/task/d.mjs:5:3)'],
    source: 'd.ts',
    expected: 'd.ts:5:3',
  },
  {
    why: 'dependencies are not of the repository, who called them is',
    trace: ['    at x (/var/task/node_modules/p/i.js:1:1)', '    at handler (/var/task/b.mjs:9:5)'],
    source: 'b.mjs',
    expected: 'b.mjs:9:5',
  },
  {
    why: 'what is not in the folder is not of the repository',
    trace: ['  File "/var/task/requests/api.py", line 2, in get'],
    source: 'folder',
    expected: undefined,
  },
  {
    why: 'no way leads out of the folder',
    trace: ['  File "/var/task/../a.py", line 2, in get'],
    source: 'folder',
    expected: undefined,
  },
  { why: 'no traceback', trace: [], source: 'a.py', expected: undefined },
];

describe('the source line of a traceback', () => {
  it.each(rows)('$why', async ({ trace, source, expected }) => {
    await using folder = await createFolder({ 'a.py': '', 'b.mjs': '', 'd.ts': '', 'folder/lib/c.py': '' });
    const found = sourceLine(trace, join(folder.path, source));
    const text = found && `${relative(folder.path, found.file)}:${found.line}:${found.column}`;
    expect(text).toBe(expected);
  });
});
