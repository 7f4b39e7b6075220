import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { UserError } from '../../../src/errors.ts';
import { findInterpreter } from '../../../src/local/runtimes/interpreters.ts';
import type { Package } from '../../../src/package/package.ts';
import { packageFunction } from '../../../src/package/packageFunction.ts';
import type { Platform, PlatformKind, Python } from '../../../src/package/platform.ts';
import type { Source } from '../../../src/package/source.ts';
import { extract, folderOf, unzip, type Files } from '../files.ts';
import { bytesOf, fileNameOf, writeWheels, type Wheel } from './wheels.ts';

/** The Python that tests run; undefined where it has no pip. */
const here = pythonWithPip();
const describeWithPip = here ? describe : describe.skip;

function pythonWithPip(): Python | undefined {
  const program = 'import pip, sys; print(sys.executable); print("%d.%d" % sys.version_info[:2])';
  try {
    const answer = execFileSync('python3', ['-c', program], { encoding: 'utf8', stdio: 'pipe' });
    const [path = '', version = ''] = answer.trim().split('\n');
    return { path, version };
  } catch {
    return undefined;
  }
}

const lambda: Platform = {
  kind: async () => 'lambda',
  findPython: (version) => findInterpreter('python', version),
};
/** As the embedded AWS would run it: whatever is asked for, this Python it is. */
const local: Platform = { kind: async () => 'local', findPython: async () => here };

const py = 'def handler(event, context): return event\n';
const at = { file: 'workflow.yaml', line: 3, column: 5 };

beforeEach(() => {
  process.env.XDG_CACHE_HOME = folderOf({});
});

const cache = (): string => join(process.env.XDG_CACHE_HOME ?? '', 'stepline', 'python');

function pack(folder: string, more: Partial<Source> = {}): Promise<Package> {
  return packageFunction({
    source: join(folder, 'f'),
    runtime: 'python3.13',
    handler: 'main.handler',
    at,
    folder,
    platform: lambda,
    ...more,
  });
}

/** A project with one function and wheels beside it. */
async function project(requirements: string, wheels: readonly Wheel[], files: Files = {}): Promise<string> {
  const folder = folderOf({ 'f/main.py': py, 'f/requirements.txt': requirements, ...files });
  await writeWheels(join(folder, 'wheels'), ...wheels);
  return folder;
}

const own = '--no-index\n--find-links ../wheels\n';
const pathsIn = async ({ zip }: Package): Promise<string[]> => (await unzip(zip)).map(({ path }) => path);

async function textIn({ zip }: Package, path: string): Promise<string | undefined> {
  return (await unzip(zip)).find((file) => file.path === path)?.content;
}

/** A folder of programs in the place of Python or uv, which give the folder `--target` a module that says who it was. */
function programs(...names: readonly string[]): string {
  const folder = folderOf({});
  mkdirSync(join(folder, 'bin'));
  for (const name of names) {
    const script = `#!/bin/sh
case "$*" in *--version | *find_spec*) exit 0;; esac
while [ $# -gt 0 ]; do
  if [ "$1" = --target ]; then mkdir -p "$2"; echo "by = '${name}'" > "$2/tiny.py"; echo > "$2/.lock"; fi
  shift
done
`;
    writeFileSync(join(folder, 'bin', name), script);
    chmodSync(join(folder, 'bin', name), 0o755);
  }
  return join(folder, 'bin');
}

describeWithPip('packages of a requirements.txt', () => {
  it('lie beside the source with what they require, without what tells of the machine', async () => {
    const wheels: Wheel[] = [
      { name: 'tiny', requires: ['other'], script: 'tiny-tool' },
      { name: 'other', files: { 'other/__init__.py': 'n = 1', 'other/data.txt': 'x' } },
    ];
    const folder = await project(`${own}# for the handler\ntiny==1.0 # pinned\n`, wheels);
    expect(await pathsIn(await pack(folder))).toEqual([
      'main.py',
      'other-1.0.dist-info/METADATA',
      'other-1.0.dist-info/WHEEL',
      'other/__init__.py',
      'other/data.txt',
      'requirements.txt',
      'tiny-1.0.dist-info/METADATA',
      'tiny-1.0.dist-info/WHEEL',
      'tiny-1.0.dist-info/entry_points.txt',
      'tiny.py',
    ]);
  });

  const machine = `${process.platform}_${process.arch === 'x64' ? 'x86_64' : 'aarch64'}`;
  const version = here?.version.replace('.', '') ?? '';
  const tags = [
    'cp313-cp313-manylinux2014_x86_64',
    'cp313-cp313-manylinux_2_34_x86_64',
    'cp313-cp313-manylinux_2_35_x86_64',
    'cp313-cp313-manylinux_2_28_aarch64',
    'cp312-cp312-manylinux2014_x86_64',
    'cp310-abi3-manylinux_2_17_x86_64',
    'cp39-cp39-manylinux_2_28_x86_64',
    'cp39-cp39-manylinux_2_26_x86_64',
    'cp39-cp39-manylinux1_x86_64',
    'cp313-cp313-macosx_11_0_arm64',
    `cp${version}-cp${version}-${machine}`,
  ];
  const chosen: { reason: string; source: Partial<Source>; tag: string }[] = [
    {
      reason: 'the newest C library that Lambda has wins over an older one',
      source: {},
      tag: 'cp313-cp313-manylinux_2_34_x86_64',
    },
    {
      reason: 'the other processor',
      source: { architecture: 'arm64' },
      tag: 'cp313-cp313-manylinux_2_28_aarch64',
    },
    {
      reason: 'the older Amazon Linux of older runtimes',
      source: { runtime: 'python3.9' },
      tag: 'cp39-cp39-manylinux_2_26_x86_64',
    },
    {
      reason: 'another Python than any on this machine',
      source: { runtime: 'python3.12', platform: { ...lambda, findPython: async () => here } },
      tag: 'cp312-cp312-manylinux2014_x86_64',
    },
    {
      reason: 'the stable ABI, where there is nothing better',
      source: { runtime: 'python3.14', platform: { ...lambda, findPython: async () => here } },
      tag: 'cp310-abi3-manylinux_2_17_x86_64',
    },
    {
      reason: 'this machine and the Python that will run it, whatever the runtime is called',
      source: { platform: local, architecture: 'arm64', runtime: 'python3.14' },
      tag: `cp${version}-cp${version}-${machine}`,
    },
  ];
  it.each(chosen)('of several wheels: $reason', async ({ source, tag }) => {
    const wheels = tags.filter(
      (one) => source.platform !== local || one.includes(machine) || /mac|aarch/.test(one),
    );
    const folder = await project(
      `${own}tiny\n`,
      wheels.map((one) => ({ name: 'tiny', tag: one })),
    );
    expect(await textIn(await pack(folder, source), 'tiny.py')).toBe(`tag = '${tag}'\n`);
  });

  const found: { reason: string; files: Files; source?: string; installs: boolean }[] = [
    { reason: 'beside a source that is a file', files: {}, source: 'f/main.py', installs: true },
    {
      reason: 'included by another file',
      files: { 'f/requirements.txt': `${own}-r more/base.txt\n`, 'f/more/base.txt': 'tiny' },
      installs: true,
    },
    {
      reason: 'on a line that goes on',
      files: { 'f/requirements.txt': '--no-index \\\n --find-links \\\n ../wheels\ntiny\n' },
      installs: true,
    },
    { reason: 'not where all is a comment', files: { 'f/requirements.txt': '# tiny\n\n' }, installs: false },
    {
      reason: 'not where .steplineignore names the file',
      files: { 'f/.steplineignore': 'requirements.txt\n' },
      installs: false,
    },
    {
      reason: 'not where it lies deeper',
      files: { 'f/.steplineignore': '/requirements.txt\n', 'f/lib/requirements.txt': 'tiny' },
      installs: false,
    },
  ];
  it.each(found)('requirements $reason', async ({ files, source = 'f', installs }) => {
    const folder = await project(`${own}tiny`, [{ name: 'tiny' }], files);
    const paths = await pathsIn(await pack(folder, { source: join(folder, source) }));
    expect(paths.includes('tiny.py')).toBe(installs);
  });

  it("the source's own file counts where a package has one of the same name", async () => {
    const folder = await project(`${own}tiny`, [{ name: 'tiny' }], { 'f/tiny.py': 'mine' });
    expect(await textIn(await pack(folder), 'tiny.py')).toBe('mine');
  });

  it('load, and tell their versions, from the zip alone', async () => {
    const folder = await project(`${own}tiny`, [{ name: 'tiny', version: '3.2' }]);
    const { zip } = await pack(folder, { platform: local });
    const program = 'import tiny, importlib.metadata; print(tiny.tag, importlib.metadata.version("tiny"))';
    const answer = execFileSync(here?.path ?? '', ['-c', program], {
      cwd: await extract(zip),
      encoding: 'utf8',
    });
    expect(answer.trim()).toBe('py3-none-any 3.2');
  });

  it('stay out where nobody will run the package: `check` works offline', async () => {
    const folder = folderOf({ 'f/main.py': py, 'f/requirements.txt': '--no-index\nnowhere\n' });
    const { zip } = await packageFunction({
      source: join(folder, 'f'),
      runtime: 'python3.13',
      handler: 'main.handler',
      folder,
    });
    expect((await unzip(zip)).map(({ path }) => path)).toEqual(['main.py', 'requirements.txt']);
  });
});

describeWithPip('the same requirements give the same package', () => {
  it('in another folder, in another cache, by another Python of the machine', async () => {
    const wheels: Wheel[] = [{ name: 'tiny', script: 'tiny-tool', tag: 'cp313-cp313-manylinux2014_x86_64' }];
    const one = await pack(await project(`${own}tiny`, wheels));
    process.env.XDG_CACHE_HOME = folderOf({});
    const platform = { ...lambda, findPython: async () => here };
    const other = await pack(await project(`${own}tiny`, wheels), { platform });
    expect(other.contentHash).toBe(one.contentHash);
    expect(other.codeSha256).toBe(one.codeSha256);
  });
});

/** A package index on a loopback port (PEP 503), and what it was asked for. */
async function startIndex(wheel: Wheel, whenAsked: () => 'no answer' | undefined = () => undefined) {
  const asked: string[] = [];
  const files = new Map([[`/files/${fileNameOf(wheel)}`, await bytesOf(wheel)]]);
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    if (whenAsked() === 'no answer') return;
    const links = [...files.keys()].map((path) => `<a href="${path}">${path.slice(7)}</a>`).join('');
    const body = url.startsWith('/simple/')
      ? `<!DOCTYPE html><html><body>${links}</body></html>`
      : files.get(url);
    response.writeHead(body ? 200 : 404, {
      'content-type': url.endsWith('.whl') ? 'application/zip' : 'text/html',
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    requirements: `--index-url http://127.0.0.1:${(server.address() as AddressInfo).port}/simple/\n`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describeWithPip('the cache', () => {
  it('is asked before the index, by other functions and other runs', async () => {
    await using index = await startIndex({ name: 'stepline_tiny' });
    const requirements = `${index.requirements}stepline_tiny\n`;
    const files = { 'f/requirements.txt': requirements, 'f/main.py': py };
    const [folder, other] = [folderOf(files), folderOf(files)];
    const packed = await Promise.all([pack(folder), pack(folder), pack(other)]);
    expect(index.asked.filter((url) => url.endsWith('.whl'))).toHaveLength(1);
    const count = index.asked.length;
    packed.push(
      await pack(folder, { platform: { kind: async () => 'lambda', findPython: async () => undefined } }),
    );
    expect(index.asked).toHaveLength(count);
    expect(new Set(packed.map(({ codeSha256 }) => codeSha256)).size).toBe(1);
    expect(await pathsIn(packed[0])).toContain('stepline_tiny.py');
    expect(readdirSync(cache())).toHaveLength(1);
  });

  it('holds nothing of an installation that failed', async () => {
    const folder = await project(`${own}nowhere\n`, []);
    await expect(pack(folder)).rejects.toThrow(UserError);
    expect(readdirSync(cache())).toEqual([]);
  });

  it('holds nothing of one that was called off while the index was asked, and pip is over', async () => {
    const controller = new AbortController();
    await using index = await startIndex({ name: 'stepline_tiny' }, () => {
      controller.abort(new Error('enough'));
      return 'no answer';
    });
    const files = { 'f/requirements.txt': `${index.requirements}stepline_tiny\n`, 'f/main.py': py };
    const folder = folderOf(files);
    const packing = packageFunction(
      { source: join(folder, 'f'), runtime: 'python3.13', handler: 'main.handler', folder, platform: lambda },
      controller.signal,
    );
    await expect(packing).rejects.toThrow('enough');
    expect(index.asked).toHaveLength(1);
    expect(readdirSync(cache())).toEqual([]);
  });
});

describe('the cache: what is not the same', () => {
  const python = { path: join(programs('python'), 'python'), version: '3.13' };
  const platform: Platform = { kind: async () => 'lambda', findPython: async () => python };
  const table: {
    reason: string;
    change: (folder: string) => Promise<void> | void;
    source?: Partial<Source>;
  }[] = [
    {
      reason: 'another requirement',
      change: (folder) => {
        writeFileSync(join(folder, 'f/requirements.txt'), `${own}-c limits.txt\ntiny>=1\n`);
      },
    },
    {
      reason: 'another limit in a file that is included',
      change: (folder) => {
        writeFileSync(join(folder, 'f/limits.txt'), 'tiny<3\n');
      },
    },
    {
      reason: 'another wheel in a folder of this machine',
      change: (folder) => writeWheels(join(folder, 'wheels'), { name: 'tiny', version: '2.0' }),
    },
    { reason: 'another processor', change: () => undefined, source: { architecture: 'arm64' } },
    { reason: 'another Python', change: () => undefined, source: { runtime: 'python3.12' } },
    {
      reason: 'another platform',
      change: () => undefined,
      source: { platform: { ...platform, kind: async () => 'local' } },
    },
  ];
  it.each(table)('installs anew for $reason', async ({ change, source }) => {
    const folder = await project(`${own}-c limits.txt\ntiny\n`, [{ name: 'tiny' }], { 'f/limits.txt': '' });
    await pack(folder, { platform });
    await change(folder);
    await pack(folder, { platform, ...source });
    expect(readdirSync(cache())).toHaveLength(2);
  });
});

describeWithPip('what is refused, in one line at the function', () => {
  const table: { reason: string; requirements: string; wheels: readonly Wheel[]; says: RegExp }[] = [
    {
      reason: 'a package that is not there',
      requirements: `${own}nowhere==7\n`,
      wheels: [],
      says: /^UserError: workflow\.yaml:3:5: .*f\/requirements\.txt: No matching distribution found for nowhere==7\. Packages are taken as wheels, for Python 3\.13 and Lambda on x86_64$/,
    },
    {
      reason: 'a package without a wheel for Lambda',
      requirements: `${own}tiny\n`,
      wheels: [{ name: 'tiny', tag: 'cp313-cp313-macosx_11_0_arm64' }],
      says: /No matching distribution found for tiny\./,
    },
    {
      reason: 'two packages that exclude each other',
      requirements: `${own}a\nb==1.0\n`,
      wheels: [{ name: 'a', requires: ['b>1'] }, { name: 'b' }, { name: 'b', version: '2.0' }],
      says: /requirements\.txt: .*(ResolutionImpossible|conflict).*\. Packages/i,
    },
    {
      reason: 'a file that pip does not understand',
      requirements: '--nonsense\n',
      wheels: [],
      says: /requirements\.txt: .*(nonsense|Invalid).*\. Packages/,
    },
  ];
  it.each(table)('$reason', async ({ requirements, wheels, says }) => {
    const error: unknown = await pack(await project(requirements, wheels)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(says);
  });
});

describe('who installs', () => {
  async function withPath<T>(folder: string, action: () => Promise<T>): Promise<T> {
    const { PATH } = process.env;
    process.env.PATH = `${folder}:/usr/bin:/bin`;
    try {
      return await action();
    } finally {
      process.env.PATH = PATH;
    }
  }

  const requirements = { 'f/main.py': py, 'f/requirements.txt': 'tiny\n' };
  const nothing = '/bin/false';
  const table: {
    reason: string;
    has: string[];
    python?: { name: string; version: string };
    kind: PlatformKind;
    by: string;
  }[] = [
    {
      reason: 'the pip of the very Python, though there is uv',
      has: ['python', 'uv'],
      python: { name: 'python', version: '3.13' },
      kind: 'lambda',
      by: 'python',
    },
    {
      reason: 'uv rather than the pip of another Python',
      has: ['python', 'uv'],
      python: { name: 'python', version: '3.9' },
      kind: 'lambda',
      by: 'uv',
    },
    {
      reason: 'the pip of another Python rather than none',
      has: ['python'],
      python: { name: 'python', version: '3.9' },
      kind: 'lambda',
      by: 'python',
    },
    { reason: 'uv where there is no Python', has: ['uv'], kind: 'lambda', by: 'uv' },
    {
      reason: 'on this machine the pip of the Python that runs it',
      has: ['python', 'uv'],
      python: { name: 'python', version: '3.9' },
      kind: 'local',
      by: 'python',
    },
    {
      reason: 'uv where that Python has no pip',
      has: ['uv'],
      python: { name: nothing, version: '3.13' },
      kind: 'local',
      by: 'uv',
    },
  ];
  it.each(table)('$reason', async ({ has, python, kind, by }) => {
    const bin = programs(...has);
    const found = python && {
      path: python.name === nothing ? nothing : join(bin, python.name),
      version: python.version,
    };
    const platform: Platform = { kind: async () => kind, findPython: async () => found };
    const made = await withPath(bin, () => pack(folderOf(requirements), { platform }));
    expect(await textIn(made, 'tiny.py')).toBe(`by = '${by}'\n`);
    expect(await pathsIn(made)).toEqual(['main.py', 'requirements.txt', 'tiny.py']);
  });

  it('nobody: one line that says what to install', async () => {
    const platform: Platform = {
      kind: async () => 'lambda',
      findPython: async () => ({ path: nothing, version: '3.13' }),
    };
    const packing = withPath(programs(), () => pack(folderOf(requirements), { platform }));
    await expect(packing).rejects.toThrow(
      /^workflow\.yaml:3:5: .*f\/requirements\.txt asks for packages, and this machine has neither pip nor uv to install them\. Install Python 3\.13 with pip \(python3 -m ensurepip\), or uv$/,
    );
  });
});
