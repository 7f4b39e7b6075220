import type { Diagnostics } from '../diagnostics.ts';
import { secondsOf } from '../duration.ts';
import type { FunctionDefaults, FunctionInput } from '../schema/function.ts';
import type { UrlInput } from '../schema/url.ts';
import { substitute } from '../substitute.ts';
import type { FunctionSpec, Path, UrlSpec } from '../workflow.ts';
import { inferCode, type Code } from './infer.ts';
import { isFile, isFolder } from './modules.ts';
import { preferred, retiredSince } from './runtimes.ts';

/** Megabytes. Lambda's own default. */
const defaultMemory = 128;
/**
 * Not Lambda's own 3 seconds: a cold start with a few imports and one call over the network already goes beyond them,
 * and a longer limit costs nothing until it is used.
 */
const defaultTimeout = '30s';
/** Bytes of a function's environment as JSON, which is how AWS measures it. */
const largestEnvironment = 4096;

interface Declaration {
  readonly key: string;
  readonly input: FunctionInput;
  /** Absolute. */
  readonly source: string;
  /** Of the declaration: a map under `functions`, or the text of a `function:` step. */
  readonly path: Path;
  readonly defaults: FunctionDefaults;
  readonly diagnostics: Diagnostics;
}

/** The function that a declaration makes with the defaults; undefined when its code cannot be told, which is reported. */
export function specOf(declaration: Declaration): FunctionSpec | undefined {
  const { key, input, source, path, defaults, diagnostics } = declaration;
  const code = codeOf(declaration);
  const environment = { ...defaults.environment, ...input.environment };
  checkEnvironment(environment, declaration);
  if (!code) return undefined;
  return {
    key,
    at: diagnostics.locate(path),
    source,
    ...code,
    memory: input.memory ?? defaults.memory ?? defaultMemory,
    timeoutSeconds: secondsOf(input.timeout ?? defaults.timeout ?? defaultTimeout),
    architecture: input.architecture ?? defaults.architecture ?? 'x86_64',
    ...(input.description !== undefined && { description: input.description }),
    environment,
    permissions: input.permissions ?? [],
    ...(input.url && { url: urlOf(input.url) }),
  };
}

function codeOf({ input, source, path, defaults, diagnostics }: Declaration): Code | undefined {
  const at = (key: 'source' | 'handler' | 'runtime'): Path =>
    path[0] === 'functions' ? [...path, key] : path;
  if (!isFile(source) && !isFolder(source)) {
    const hint = 'Paths are relative to the workflow file';
    diagnostics.error(at('source'), `there is no file or folder "${input.source}"`, hint);
    return undefined;
  }
  const { runtime, handler } = input;
  const code = inferCode({ source, shown: input.source, runtime, handler, defaultRuntime: defaults.runtime });
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
  return code;
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

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as never;
}
