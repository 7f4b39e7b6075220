/** The runtimes of a project: what its files say of the versions of languages, else what Stepline would take. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  familyOf,
  preferred,
  retiredSince,
  runtimes,
  type Family,
  type Runtime,
} from '../workflow/functions/runtimes.ts';

export type Runtimes = Readonly<Record<Exclude<Family, 'other'>, Runtime>>;

/** Where a version may stand, the likeliest first; the first number is the one. */
const places = {
  python: [
    ['.python-version', /(3\.\d+)/],
    ['pyproject.toml', /^requires-python *= *"[^"\d]*(3\.\d+)/m],
  ],
  nodejs: [
    ['.nvmrc', /^v?(\d+)/],
    ['.node-version', /^v?(\d+)/],
    ['package.json', /"node" *: *"[^"\d]*(\d+)/],
  ],
} as const;

/** A version that Lambda does not have, or refuses for new functions soon, is not taken. */
export async function runtimesOf(folder: string): Promise<Runtimes> {
  const [python, nodejs] = await Promise.all([stated(folder, 'python'), stated(folder, 'nodejs')]);
  return { ...preferred, ...(python && { python }), ...(nodejs && { nodejs }) };
}

async function stated(folder: string, family: keyof typeof places): Promise<Runtime | undefined> {
  for (const [file, pattern] of places[family]) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => '');
    const version = pattern.exec(text)?.[1];
    const runtime = supported().find((one) => one === `${family}${version ?? ''}${suffix[family]}`);
    if (runtime) return runtime;
  }
  return undefined;
}

const suffix = { python: '', nodejs: '.x' };

function supported(): Runtime[] {
  const all = Object.keys(runtimes) as Runtime[];
  return all.filter((one) => familyOf(one) !== 'other' && retiredSince(one) === undefined);
}
