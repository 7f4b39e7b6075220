/** `init`: a workflow.yaml of what a folder holds. */
import { existsSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { messageOf, UserError } from '../errors.ts';
import { githubFile, githubText } from '../init/github.ts';
import { helloWorld, type HelloWorld } from '../init/helloWorld.ts';
import { findFunctions, type Initialised } from '../init/project.ts';
import { runtimesOf } from '../init/versions.ts';
import { schemaFile, workflowText, type Start } from '../init/workflow.ts';
import { nameFrom } from '../workflow/name.ts';
import { workflowJsonSchema } from '../workflow/schema/jsonSchema.ts';
import { writeNew } from './writeNew.ts';

export interface InitOptions {
  /** The project's folder; it is made where there is none. */
  readonly folder: string;
  /** Write the job for GitHub too. */
  readonly github: boolean;
}

/** Throws UserError, and writes nothing, where it would have to overwrite a file. */
export async function initProject({ folder, github }: InitOptions): Promise<Initialised> {
  const top = resolve(folder);
  await makeFolder(top, folder);
  const functions = await findFunctions(top);
  const beginning = functions.length > 0 ? undefined : await begin(top);
  const start: Start = beginning ?? { functions };
  const name = nameFrom(basename(top), 'workflow');
  const workflow = join(folder, 'workflow.yaml');
  const files: readonly (readonly [path: string, text: string])[] = [
    [workflow, workflowText(name, start)],
    ...schemaIn(folder),
    ...Object.entries(beginning?.files ?? {}).map(([path, text]) => [join(folder, path), text] as const),
    ...(github ? [githubJob(top)] : []),
  ];
  refuseToOverwrite(files.map(([path]) => path));
  for (const [path, text] of files) await writeNew(path, text);
  return {
    workflow,
    name,
    functions: start.functions,
    isNew: beginning !== undefined,
    written: files.map(([path]) => path),
  };
}

/** In JavaScript where the folder is a package of it. */
async function begin(top: string): Promise<HelloWorld> {
  const family = existsSync(join(top, 'package.json')) ? 'nodejs' : 'python';
  return helloWorld(family, await runtimesOf(top));
}

/** One that is there already may stay: it is `schema` that brings it up to date. */
function schemaIn(folder: string): [path: string, text: string][] {
  const path = join(folder, schemaFile);
  return existsSync(path) ? [] : [[path, `${JSON.stringify(workflowJsonSchema(), null, 2)}\n`]];
}

function githubJob(top: string): [path: string, text: string] {
  const repository = repositoryOf(top) ?? top;
  const workflow = relative(repository, join(top, 'workflow.yaml')).split(sep).join('/');
  return [relative(process.cwd(), join(repository, githubFile)), githubText(workflow)];
}

/** The nearest folder from there up that git knows. */
function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}

async function makeFolder(path: string, shown: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    await stat(path);
  } catch (thrown) {
    throw new UserError({
      what: `"${shown}" is no folder, and cannot be made one: ${messageOf(thrown)}`,
      hint: 'Give the folder of the project',
    });
  }
}

function refuseToOverwrite(paths: readonly string[]): void {
  const there = paths.filter((path) => existsSync(path));
  if (there.length === 0) return;
  throw new UserError(
    there.map((path) => ({ what: `"${path}" is there already`, hint: 'Take it away to begin anew' })),
  );
}
