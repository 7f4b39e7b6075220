/** A folder of sources → the functions that a workflow can have of them. */
import { existsSync } from 'node:fs';
import { basename, dirname, extname, relative } from 'node:path/posix';
import { join } from 'node:path';
import { inferCode } from '../workflow/functions/infer.ts';
import { freeKey } from '../workflow/functions/key.ts';
import { bootstrapOf, entryModules, textOf } from '../workflow/functions/modules.ts';
import { handlersIn } from './handlers.ts';
import { pythonRoot } from './pythonRoot.ts';
import { findSources } from './sources.ts';
import { runtimesOf, type Runtimes } from './versions.ts';

export interface FoundFunction {
  readonly key: string;
  /** File or folder, relative to the project, with forward slashes. */
  readonly source: string;
  /** Where it does not follow from the source. */
  readonly handler?: string;
  readonly runtime: Runtimes[keyof Runtimes];
}

/** What came of a folder. */
export interface Initialised {
  /** Path of the workflow file. */
  readonly workflow: string;
  readonly name: string;
  readonly functions: readonly FoundFunction[];
  /** Whether the functions are a beginning of our own, for want of handlers. */
  readonly isNew: boolean;
  /** Paths of the files that were written. */
  readonly written: readonly string[];
}

/** A handler and where it stands. */
interface Found {
  readonly file: string;
  readonly family: 'python' | 'nodejs' | 'provided';
  readonly text: string;
  /** The function's own name; empty for an executable. */
  readonly name: string;
  readonly hasSiblings: boolean;
}

/** The functions of all handlers there are, in the order of their paths. Throws UserError for a folder of too many files. */
export async function findFunctions(top: string): Promise<FoundFunction[]> {
  const [sources, runtimes] = await Promise.all([findSources(top), runtimesOf(top)]);
  const files = sources.filter((file) => !isCompiled(file, sources));
  const found = files.flatMap((file) => handlersOf(top, file));
  const keys = new Set<string>();
  return found.map((one) => {
    const key = freeKey(nameOf(one, basename(top)), keys);
    keys.add(key);
    return { key, ...codeOf(one, found, top), runtime: runtimes[one.family] };
  });
}

/** JavaScript beside its TypeScript. */
function isCompiled(file: string, sources: readonly string[]): boolean {
  const stem = file.slice(0, -extname(file).length);
  return /\.[cm]?js$/.test(file) && ['.ts', '.mts'].some((extension) => sources.includes(stem + extension));
}

function handlersOf(top: string, file: string): Found[] {
  if (bootstrapOf(join(top, file))?.executable) {
    return [{ file, family: 'provided', text: '', name: '', hasSiblings: false }];
  }
  const [module] = entryModules(join(top, file));
  const text = module && textOf(module);
  if (text === undefined || (module?.family !== 'python' && module?.family !== 'nodejs')) return [];
  const { family } = module;
  const names = handlersIn(text, family);
  return names.map((name) => ({ file, family, text, name, hasSiblings: names.length > 1 }));
}

/** What the console and the usual tools call a file or a folder that has its name from what it lies in. */
const generic = /^(?:lambda_function|main|app|index|handlers?|bootstrap|src|lib|lambdas?|functions?|code)$/;

/** The handler's own name where the module has several, else the module's or the nearest folder's that tells something. */
function nameOf({ file, name, hasSiblings }: Found, project: string): string {
  if (hasSiblings) return name;
  const folders = dirname(file).split('/').reverse();
  const names = [basename(file, extname(file)), ...folders.filter((one) => one !== '.'), project];
  return names.find((one) => !generic.test(one)) ?? project;
}

/** Source and handler; this one only where it does not follow from the source. */
function codeOf(found: Found, all: readonly Found[], top: string): Pick<FoundFunction, 'source' | 'handler'> {
  const { file, family, name } = found;
  const source = sourceOf(found, all, top);
  if (family === 'provided') return { source };
  const module = relative(source === file ? dirname(file) : source, file).slice(0, -extname(file).length);
  const handler = `${module}.${name}`;
  const inferred = inferCode({ source: join(top, source), shown: source });
  return 'handler' in inferred && inferred.handler === handler ? { source } : { source, handler };
}

/** The folder where a function has one of its own or needs it, else the file. */
function sourceOf(found: Found, all: readonly Found[], top: string): string {
  const { file, family, text } = found;
  const folder = dirname(file);
  const has = (path: string): boolean => existsSync(join(top, path));
  const root = family === 'python' ? pythonRoot(file, text, has) : undefined;
  if (root !== undefined) return root;
  const isAlone = all.every((other) => other.file === file || !other.file.startsWith(`${folder}/`));
  const isOwn = generic.test(basename(file, extname(file))) || has(`${folder}/package.json`);
  return folder !== '.' && isAlone && isOwn ? folder : file;
}
