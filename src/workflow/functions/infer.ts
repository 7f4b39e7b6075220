import { join, relative } from 'node:path';
import { defines, lacks } from './handlers.ts';
import { bootstrapOf, entryModules, findModule, splitHandler, textOf, type Module } from './modules.ts';
import { familyOf, preferred, type Family, type Runtime } from './runtimes.ts';

/** What the file says about a function's code. */
export interface Given {
  /** Absolute path that is known to exist. */
  readonly source: string;
  /** The source as the file has it, for messages. */
  readonly shown: string;
  readonly runtime?: Runtime | undefined;
  readonly handler?: string | undefined;
  /** Taken where it fits the language of the source. */
  readonly defaultRuntime?: Runtime | undefined;
}

export interface Code {
  readonly runtime: Runtime;
  readonly handler: string;
}

/** Why a function's code cannot be told, and which key is to be changed. */
interface Fault {
  readonly key: 'source' | 'handler' | 'runtime';
  readonly what: string;
  readonly hint: string;
}

/** Runtime and handler of a function: as given where given, the rest from the file or the folder's own entries. */
export function inferCode(given: Given): Code | Fault {
  if (given.handler !== undefined && given.handler !== 'bootstrap') return withHandler(given, given.handler);
  const family = given.runtime && familyOf(given.runtime);
  if (family === 'other') return needsHandler(given, given.runtime ?? '');
  const bootstrap = bootstrapOf(given.source);
  if (family === 'provided' || given.handler === 'bootstrap' || (!family && bootstrap)) {
    return withBootstrap(given, bootstrap);
  }
  return withEntry(given, family);
}

function withBootstrap(given: Given, bootstrap: { executable: boolean } | undefined): Code | Fault {
  if (bootstrap?.executable) return { runtime: runtimeFor('provided', given), handler: 'bootstrap' };
  const what = bootstrap
    ? `the "bootstrap" of ${given.shown} is not executable`
    : `${given.shown} holds no file "bootstrap" for Lambda to start`;
  return { key: 'source', what, hint: bootstrap ? 'Run chmod +x on it' : 'Add one, or give another runtime' };
}

/** The first entry that surely has a handler, else the first that may have one. */
function withEntry(given: Given, family: Family | undefined): Code | Fault {
  const all = entryModules(given.source);
  const modules = family ? all.filter((module) => module.family === family) : all;
  const [first] = modules;
  if (!first) return all[0] ? otherLanguage(given, all[0]) : noEntry(given);
  const found = firstHandler(modules, defines) ?? firstHandler(modules, (...about) => !lacks(...about));
  if (!found) return noHandler(given, first);
  const { module, name } = found;
  return { runtime: runtimeFor(module.family, given), handler: `${module.name}.${name}` };
}

function firstHandler(
  modules: readonly Module[],
  test: (text: string, name: string, family: Family) => boolean,
): { module: Module; name: string } | undefined {
  for (const module of modules) {
    const text = textOf(module);
    const names = usualNames(module.family);
    const name = text === undefined ? names[0] : names.find((one) => test(text, one, module.family));
    if (name !== undefined) return { module, name };
  }
  return undefined;
}

function usualNames(family: Family): readonly string[] {
  return family === 'python' ? ['lambda_handler', 'handler'] : ['handler'];
}

function withHandler(given: Given, handler: string): Code | Fault {
  const family = given.runtime && familyOf(given.runtime);
  if (given.runtime && (family === 'other' || family === 'provided')) {
    return { runtime: given.runtime, handler };
  }
  if (!handler.includes('.')) return malformed(handler);
  for (const one of family ? [family] : (['python', 'nodejs'] as const)) {
    const { module: name, name: member } = splitHandler(handler, one);
    const module = findModule(given.source, name, one);
    if (module) return checkMember(given, module, handler, member);
  }
  const what = `"handler" is ${handler}, but ${given.shown} has no file for that module`;
  return { key: 'handler', what, hint: 'The module is the path of its file without extension' };
}

function malformed(handler: string): Fault {
  const hint = `Write the file's name before it, such as lambda_function.${handler}`;
  return { key: 'handler', what: `"handler" must read module.function, not "${handler}"`, hint };
}

function checkMember(given: Given, module: Module, handler: string, member: string): Code | Fault {
  const text = textOf(module);
  const [first = ''] = member.split('.');
  if (text === undefined || !lacks(text, first, module.family)) {
    return { runtime: runtimeFor(module.family, given), handler };
  }
  const shown = join(given.shown, relative(given.source, module.file));
  const what = `"handler" names "${first}", which ${shown} does not ${verb(module.family)}`;
  return { key: 'handler', what, hint: howTo(module.family, first) };
}

function runtimeFor(family: Family, { runtime, defaultRuntime }: Given): Runtime {
  if (runtime) return runtime;
  if (defaultRuntime && familyOf(defaultRuntime) === family) return defaultRuntime;
  return preferred[family as keyof typeof preferred];
}

function verb(family: Family): string {
  return family === 'python' ? 'define' : 'export';
}

function howTo(family: Family, name: string): string {
  return family === 'python'
    ? `Define it: def ${name}(event, context)`
    : `Export it: export const ${name} = async (event) => …`;
}

function noHandler(given: Given, module: Module): Fault {
  const names = usualNames(module.family);
  const what = `${given.shown} has no handler: it does not ${verb(module.family)} ${names.map((n) => `"${n}"`).join(' or ')}`;
  return { key: 'source', what, hint: `${howTo(module.family, names[0] ?? '')}, or give "handler"` };
}

function noEntry(given: Given): Fault {
  const what = `the runtime of ${given.shown} cannot be told from its files`;
  const hint =
    'Name the handler\'s file such as lambda_function.py, index.mjs or bootstrap, or give "runtime" and "handler"';
  return { key: 'source', what, hint };
}

function otherLanguage(given: Given, module: Module): Fault {
  const what = `"runtime" ${given.runtime ?? ''} does not run ${given.shown}`;
  return { key: 'runtime', what, hint: `Leave it out, or give a ${module.family} runtime` };
}

function needsHandler(given: Given, runtime: string): Fault {
  const what = `the runtime ${runtime} needs a "handler"`;
  return { key: 'runtime', what, hint: `Give the one that ${given.shown} has` };
}
