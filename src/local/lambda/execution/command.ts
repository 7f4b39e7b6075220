/** How the process of a function is started: by the language that the machine has, or by the package's own bootstrap. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AwsError } from '../../errors.ts';
import { bootstrapPath, type Bootstrap } from '../../runtimes/bootstraps.ts';
import { findInterpreter, languageOf, type Language } from '../../runtimes/interpreters.ts';
import type { FunctionVersion, Settings } from '../model.ts';

export interface Start {
  readonly program: string;
  readonly args: readonly string[];
  /** Absolute path of the interpreter, where the package brings none. */
  readonly interpreter?: string;
  /** A line for the person who runs the endpoint, when another version had to do. */
  readonly note?: string;
}

const bootstraps: Readonly<Record<Language, Bootstrap>> = { nodejs: 'bootstrap.mjs', python: 'bootstrap.py' };
const flags: Readonly<Record<Language, readonly string[]>> = { nodejs: [], python: ['-u'] };
const titles: Readonly<Record<Language, string>> = { nodejs: 'Node.js', python: 'Python' };

/** Throws AwsError where the machine lacks the language, or nothing here runs the runtime. */
export async function startOf({ settings, code, layers }: FunctionVersion): Promise<Start> {
  const { folder } = code;
  const opt = layers.map((layer) => layer.folder).reverse();
  const runtime: string = settings.Runtime ?? '';
  if (runtime.startsWith('provided')) return { program: join(folder, 'bootstrap'), args: [] };
  const wanted = languageOf(runtime);
  if (!wanted) throw unsupported(runtime);
  const { language, version } = wanted;
  const interpreter = await findInterpreter(language, version);
  if (!interpreter) throw missing(runtime, `${titles[language]} ${version}`);
  const args = [...flags[language], bootstrapPath(bootstraps[language])];
  const start = wrapped({ program: interpreter.path, args, interpreter: interpreter.path }, settings, {
    folder,
    opt,
  });
  if (interpreter.version === version) return start;
  const note = `${runtime}: this machine has no ${titles[language]} ${version}, so ${titles[language]} ${interpreter.version} runs it (${interpreter.path})`;
  return { ...start, note };
}

/** A wrapper script starts the runtime (AWS Lambda developer guide, "Modifying the runtime environment"); a missing one is the shell's 127. */
function wrapped(
  start: Start,
  { Environment: environment }: Settings,
  { folder, opt }: { readonly folder: string; readonly opt: readonly string[] },
): Start {
  const wrapper = environment?.Variables?.AWS_LAMBDA_EXEC_WRAPPER;
  if (wrapper === undefined) return start;
  const within = wrapper.replace(/^\/opt\//, '');
  const layer = wrapper === within ? undefined : opt.find((root) => existsSync(join(root, within)));
  const path = layer ? join(layer, within) : wrapper.replace(/^\/var\/task\//, `${folder}/`);
  return { ...start, program: '/bin/sh', args: ['-c', 'exec "$0" "$@"', path, start.program, ...start.args] };
}

function unsupported(runtime: string): AwsError {
  const message = `The embedded AWS runs python3.*, nodejs* and provided.*, not ${runtime}`;
  return new AwsError('NotImplemented', message, 501);
}

function missing(runtime: string, language: string): AwsError {
  const message = `${runtime} needs ${language} on this machine (or another version of it), and there is none on PATH. Install ${language}`;
  return new AwsError('InvalidRuntimeException', message, 502);
}
