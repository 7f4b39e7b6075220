/** Requirements → a folder of installed packages, the same on every machine that installs the same wheels. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Platform } from '../platform.ts';
import { reading, refuse, shown, type Source } from '../source.ts';
import { cachedFolder } from '../userCache.ts';
import { findInstaller, type Target } from './installer.ts';
import type { Requirements } from './requirements.ts';
import { tidy } from './tidy.ts';

/**
 * The folder where the packages of the requirements lie, for the platform; installed when it is wanted for the first
 * time, from then on found in the user's cache. Throws UserError where nothing can install, with what pip or uv says.
 */
export async function installed(
  source: Source,
  requirements: Requirements,
  platform: Platform,
  signal?: AbortSignal,
): Promise<string> {
  const target = await targetOf(source, platform);
  return reading(source, () =>
    cachedFolder(`python/${keyOf(requirements, target)}`, async (folder) => {
      await install(source, requirements, platform, target, folder, signal);
      await tidy(folder);
    }),
  );
}

/** On this machine the Python counts that will run the function, whatever its runtime is called. */
async function targetOf({ runtime, architecture = 'x86_64' }: Source, platform: Platform): Promise<Target> {
  const kind = await platform.kind();
  const version = runtime.replace('python', '');
  const python = kind === 'local' ? await platform.findPython(version) : undefined;
  return { kind, version: python?.version ?? version, architecture };
}

function keyOf({ identity }: Requirements, { kind, version, architecture }: Target): string {
  const machine = kind === 'lambda' ? architecture : `${process.platform} ${process.arch}`;
  return createHash('sha256')
    .update(JSON.stringify([kind, version, machine, identity]))
    .digest('hex');
}

async function install(
  source: Source,
  { file }: Requirements,
  platform: Platform,
  target: Target,
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  const installer = await findInstaller(target, await platform.findPython(target.version));
  if (!installer) throw nobody(source, file, target);
  const args = [...installer.args, '--target', folder, '--requirement', file];
  try {
    await promisify(execFile)(installer.program, args, {
      cwd: dirname(file), // Where pip looks for the paths that requirements name.
      // Settings of the user's that contradict --target.
      env: { ...process.env, PIP_REQUIRE_VIRTUALENV: 'false', PIP_USER: 'false' },
      maxBuffer: Infinity,
      ...(signal && { signal }),
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw complaint(source, file, target, error);
  }
}

function nobody(source: Source, file: string, { version }: Target): Error {
  const what = `${shown(file)} asks for packages, and this machine has neither pip nor uv to install them`;
  return refuse(source, what, `Install Python ${version} with pip (python3 -m ensurepip), or uv`);
}

function complaint(source: Source, file: string, target: Target, error: unknown): Error {
  const { stderr = '', message } = error as Error & { stderr?: string };
  const reason = reasonIn(stderr) ?? message.split('\n')[0] ?? '';
  const place = target.kind === 'lambda' ? `Lambda on ${target.architecture}` : 'this machine';
  const what = `${shown(file)}: ${reason}`;
  return refuse(source, what, `Packages are taken as wheels, for Python ${target.version} and ${place}`);
}

/** The last thing that pip (`ERROR: …`) or uv (`error: …`, or the end of a drawn chain of reasons) says. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr.split('\n').map((line) => /^(?:ERROR:|error:|\s*╰─▶)\s*(.*\S)/.exec(line)?.[1]);
  return lines.findLast((line) => line !== undefined)?.replace(/\.$/, '');
}
