/** A stand-in for the GitHub runner: its files and variables, and its rules for reading them back. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actionPath, root, start, type Finished, type Started } from './spawn.ts';

export interface Runner extends AsyncDisposable {
  start(inputs: Readonly<Record<string, string>>, env?: Readonly<Record<string, string>>): Started;
  run(inputs: Readonly<Record<string, string>>, env?: Readonly<Record<string, string>>): Promise<Finished>;
  /** The variables of a job for this event. */
  event(name: string, payload: object): Promise<Record<string, string>>;
  /** The post step, with what the step has saved. */
  post(env?: Readonly<Record<string, string>>): Promise<Finished>;
  outputs(): Promise<Record<string, string>>;
  state(): Promise<Record<string, string>>;
  summary(): Promise<string>;
}

const files = {
  GITHUB_OUTPUT: 'output',
  GITHUB_STATE: 'state',
  GITHUB_STEP_SUMMARY: 'summary',
  GITHUB_ENV: 'env',
};

/** `node` is the binary that runs the Action, such as a node 24. */
export async function createRunner(node?: string): Promise<Runner> {
  const folder = await mkdtemp(join(tmpdir(), 'stepline-runner-'));
  const path = (name: string): string => join(folder, name);
  for (const name of Object.values(files)) await writeFile(path(name), '');
  const variables = Object.fromEntries(
    Object.entries(files).map(([variable, name]) => [variable, path(name)]),
  );
  const begin: Runner['start'] = (inputs, env = {}) =>
    start(actionPath, [], {
      cwd: root,
      env: {
        GITHUB_ACTIONS: 'true',
        CI: 'true',
        GITHUB_WORKSPACE: root,
        ...variables,
        ...inputVariables(inputs),
        ...env,
      },
      ...(node !== undefined && { node }),
    });
  const state = async (): Promise<Record<string, string>> =>
    readCommandFile(await readFile(path('state'), 'utf8'));
  return {
    start: begin,
    run: (inputs, env) => begin(inputs, env).finished,
    post: async (env) => {
      const saved = Object.entries(await state()).map(([name, value]) => [`STATE_${name}`, value]);
      return begin({}, { ...(Object.fromEntries(saved) as Record<string, string>), ...env }).finished;
    },
    event: async (name, payload) => {
      await writeFile(path('event.json'), JSON.stringify(payload));
      return { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path('event.json') };
    },
    outputs: async () => readCommandFile(await readFile(path('output'), 'utf8')),
    state,
    summary: () => readFile(path('summary'), 'utf8'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/** The runner's own rule: upper case, spaces as underscores, hyphens kept. */
function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  );
}

/** `name<<DELIMITER`, lines, `DELIMITER`: the only form that @actions/core writes. */
function readCommandFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split('\n');
  while (lines.length > 0) {
    const [, name, delimiter] = /^([^<]+)<<(.+)$/.exec(lines.shift() ?? '') ?? [];
    if (name === undefined || delimiter === undefined) continue;
    const end = lines.indexOf(delimiter);
    values[name] = lines.splice(0, end).join('\n');
  }
  return values;
}
