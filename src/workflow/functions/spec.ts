import type { Diagnostics } from '../diagnostics.ts';
import { secondsOf } from '../duration.ts';
import type { FunctionDefaults, FunctionInput } from '../schema/function.ts';
import type { UrlInput } from '../schema/url.ts';
import { substitute } from '../substitute.ts';
import type { FunctionSpec, ImageSpec, Path, SourceCode, UrlSpec } from '../workflow.ts';
import { withoutUndefined } from './defined.ts';
import { inferCode } from './infer.ts';
import { isFile, isFolder } from './modules.ts';
import { preferred, retiredSince } from './runtimes.ts';
import { settingsOf } from './settings.ts';

/** Megabytes. Lambda's own default. */
const defaultMemory = 128;
/**
 * Not Lambda's own 3 seconds: a cold start with a few imports and one call over the network already goes beyond them,
 * and a longer limit costs nothing until it is used.
 */
const defaultTimeout = '30s';
/** Bytes of a function's environment as JSON, which is how AWS measures it. */
const largestEnvironment = 4096;

export interface Declaration {
  readonly key: string;
  readonly input: FunctionInput;
  /** Absolute; undefined for an image. */
  readonly source?: string;
  /** Of the declaration: a map under `functions`, or the text of a `function:` step. */
  readonly path: Path;
  readonly defaults: FunctionDefaults;
  readonly diagnostics: Diagnostics;
}

/** The function that a declaration makes with the defaults; undefined when its code cannot be told, which is reported. */
export function specOf(declaration: Declaration): FunctionSpec | undefined {
  const { key, input, path, defaults, diagnostics } = declaration;
  const code = input.image ? { image: imageOf(input.image, declaration) } : codeOf(declaration);
  const environment = { ...defaults.environment, ...input.environment };
  checkEnvironment(environment, declaration);
  if (!code) return undefined;
  return {
    key,
    at: diagnostics.locate(path),
    ...code,
    memory: input.memory ?? defaults.memory ?? defaultMemory,
    timeoutSeconds: secondsOf(input.timeout ?? defaults.timeout ?? defaultTimeout),
    architecture: input.architecture ?? defaults.architecture ?? 'x86_64',
    ...(input.description !== undefined && { description: input.description }),
    environment,
    permissions: input.permissions ?? [],
    ...(input.url && { url: urlOf(input.url) }),
    ...settingsOf(declaration),
  };
}

/** A tag may come to mean another image, which nobody would be told of; a digest means one for ever. */
function imageOf(image: NonNullable<FunctionInput['image']>, { path, diagnostics }: Declaration): ImageSpec {
  if (!image.uri.includes('@sha256:')) {
    diagnostics.warn(
      [...path, 'image', 'uri'],
      'the image is named by a tag: when the tag moves, a deploy does not see it',
      'Name it by its digest, as in REPOSITORY@sha256:…',
    );
  }
  return withoutUndefined(image);
}

function codeOf({ input, source = '', path, defaults, diagnostics }: Declaration): SourceCode | undefined {
  const at = (key: 'source' | 'handler' | 'runtime'): Path =>
    path[0] === 'functions' ? [...path, key] : path;
  const { source: shown = '' } = input;
  if (!isFile(source) && !isFolder(source)) {
    const hint = 'Paths are relative to the file that names them';
    diagnostics.error(at('source'), `there is no file or folder "${shown}"`, hint);
    return undefined;
  }
  const { runtime, handler } = input;
  const code = inferCode({ source, shown, runtime, handler, defaultRuntime: defaults.runtime });
  if ('what' in code) {
    diagnostics.error(at(code.key), code.what, code.hint);
    return undefined;
  }
  const since = retiredSince(code.runtime);
  if (since !== undefined) {
    const what = `AWS announced to refuse new functions with ${code.runtime} from ${since} on`;
    diagnostics.warn(
      at('runtime'),
      what,
      `Choose a newer one, such as ${preferred.python} or ${preferred.nodejs}`,
    );
  }
  return { source, ...code };
}

/** What the target fills in later only makes it longer, so that nothing is refused here that AWS would take. */
function checkEnvironment(environment: Readonly<Record<string, string>>, declaration: Declaration): void {
  const entries = Object.entries(environment).map(([name, value]) => [name, substitute(value, () => '')]);
  const size = Buffer.byteLength(JSON.stringify(Object.fromEntries(entries)));
  if (size <= largestEnvironment) return;
  const what = `the environment has ${size} bytes as JSON, and Lambda takes ${largestEnvironment}`;
  declaration.diagnostics.error([...declaration.path, 'environment'], what, 'Keep large values elsewhere');
}

function urlOf({ auth, invokeMode = 'BUFFERED', cors }: UrlInput): UrlSpec {
  if (!cors) return { auth, invokeMode };
  const { maxAge, ...lists } = cors;
  const maxAgeSeconds = maxAge === undefined ? {} : { maxAgeSeconds: secondsOf(maxAge) };
  return { auth, invokeMode, cors: { ...withoutUndefined(lists), ...maxAgeSeconds } };
}
