/** A function bundled by the esbuild of the user's project, through its own API. */
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type * as Esbuild from 'esbuild';
import { messageOf, UserError, type Problem } from '../errors.ts';
import { madeEntry, type Entry } from './entry.ts';
import { nodeVersion, type Entrypoint } from './entrypoint.ts';
import { refuse, shown, type Source } from './source.ts';

/** The esbuild that Node resolves from the function's folder, else from the workflow's; undefined where there is none. */
export function findEsbuild(source: Source, { file }: Pick<Entrypoint, 'file'>): typeof Esbuild | undefined {
  for (const folder of [dirname(file), source.folder]) {
    const require = createRequire(join(folder, 'package.json'));
    const path = resolve(require);
    if (path !== undefined) return load(source, require, path);
  }
  return undefined;
}

function resolve(require: NodeJS.Require): string | undefined {
  try {
    return require.resolve('esbuild');
  } catch {
    return undefined; // Not installed there.
  }
}

function load(source: Source, require: NodeJS.Require, path: string): typeof Esbuild {
  try {
    return require(path) as typeof Esbuild;
  } catch (error) {
    throw broken(source, error);
  }
}

function broken(source: Source, error: unknown): UserError {
  const [line] = messageOf(error).trim().split('\n');
  return refuse(
    source,
    `the project's esbuild does not work: ${line ?? ''}`,
    'Install it again on this machine',
  );
}

/** Throws UserError with esbuild's own messages, at their places in the sources. */
export async function bundle(
  esbuild: typeof Esbuild,
  source: Source,
  entrypoint: Entrypoint,
  signal?: AbortSignal,
): Promise<Entry[]> {
  signal?.throwIfAborted();
  try {
    const { outputFiles } = await esbuild.build(options(source, entrypoint));
    const modules = outputFiles.filter(({ path }) => /\.[cm]?js$/.test(path)); // A style sheet would be another file.
    return modules.map(({ contents }) => madeEntry(entrypoint.output, contents));
  } catch (error) {
    throw complaint(source, entrypoint, error);
  }
}

/** CommonJS packages in a bundle call `require`, which an ES module does not have. */
const requireForModules =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** Lambda's Node runtimes bring the AWS SDK along. Its comments name files from the zip's root on: the same everywhere. */
function options({ runtime }: Source, { file, output, format, root }: Entrypoint) {
  return {
    absWorkingDir: root,
    entryPoints: [file],
    outfile: basename(output),
    write: false,
    bundle: true,
    platform: 'node',
    format,
    target: `node${nodeVersion(runtime)}`,
    external: ['@aws-sdk/*'],
    ...(format === 'esm' && { banner: { js: requireForModules } }),
    logLevel: 'silent',
  } as const satisfies Esbuild.BuildOptions;
}

function complaint(source: Source, { root }: Entrypoint, error: unknown): UserError {
  const { errors } = error as Partial<Esbuild.BuildFailure>;
  if (!errors?.length) return broken(source, error);
  return new UserError(errors.map((message) => problem(source, root, message)));
}

/** esbuild counts lines from one and columns from zero. */
function problem({ at }: Source, root: string, { text, location }: Esbuild.Message): Problem {
  const unresolved = text.startsWith('Could not resolve') && {
    hint: 'Install the package, or correct the import',
  };
  if (!location) return { what: text, ...unresolved, ...(at && { at }) };
  const { file, line, column } = location;
  return { what: text, ...unresolved, at: { file: shown(join(root, file)), line, column: column + 1 } };
}
