/** Who installs Python packages: pip or uv, and what it is told. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Architecture } from '../../workflow/workflow.ts';
import type { PlatformKind, Python } from '../platform.ts';
import { lambdaTags, lambdaUvPlatform } from './wheels.ts';

/** What packages are to run on. */
export interface Target {
  readonly kind: PlatformKind;
  /** Such as `3.13`. */
  readonly version: string;
  readonly architecture: Architecture;
}

/** A command line that still lacks the folder and the requirements: pip and uv take these by the same options. */
export interface Installer {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * The pip of the very Python version; else uv; else the pip of another version. In this order, because pip judges
 * requirements such as `x; python_version < "3.11"` by the Python it runs in, and uv by the one that is meant. For
 * this machine (`local`) the very Python is the one that will run the function. Undefined where there is none of them.
 */
export async function findInstaller(
  target: Target,
  python: Python | undefined,
): Promise<Installer | undefined> {
  const hasPip = python !== undefined && (await works(python.path, ['-c', askForPip]));
  if (hasPip && python.version === target.version) return pip(target, python);
  if (await works('uv', ['--version'])) return uv(target, python);
  return hasPip ? pip(target, python) : undefined;
}

/** Takes a tenth of the time that pip takes to tell its version. */
const askForPip = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("pip") is None)';

async function works(program: string, args: readonly string[]): Promise<boolean> {
  try {
    await promisify(execFile)(program, args, { env: process.env });
    return true;
  } catch {
    return false;
  }
}

/** Wheels alone: what must be built first is built for this machine, and by code of strangers. */
function pip({ kind, version, architecture }: Target, python: Python): Installer {
  const platforms = lambdaTags(version, architecture).flatMap((tag) => ['--platform', tag]);
  const foreign = [...platforms, '--implementation', 'cp', '--python-version', version];
  const quiet = ['--quiet', '--no-input', '--disable-pip-version-check', '--no-compile'];
  const args = [
    '-m',
    'pip',
    'install',
    ...quiet,
    '--only-binary=:all:',
    ...(kind === 'lambda' ? foreign : []),
  ];
  return { program: python.path, args };
}

function uv({ kind, version, architecture }: Target, python: Python | undefined): Installer {
  const foreign = ['--python-platform', lambdaUvPlatform(version, architecture), '--python-version', version];
  const here = python ? ['--python', python.path] : [];
  const args = ['pip', 'install', '--quiet', '--only-binary=:all:', ...(kind === 'lambda' ? foreign : here)];
  return { program: 'uv', args };
}
