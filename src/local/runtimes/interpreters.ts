/** Finds the language of a runtime on this machine: the exact version, else the nearest one. */
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

export type Language = 'python' | 'nodejs';

export interface Interpreter {
  /** Absolute path of the program. */
  readonly path: string;
  /** As far as it decides compatibility: `3.12` for Python, `20` for Node.js. */
  readonly version: string;
}

/** A runtime identifier taken apart: `python3.12` is Python 3.12. Undefined for one that no interpreter runs. */
export function languageOf(runtime: string): { language: Language; version: string } | undefined {
  const python = /^python(3\.\d+)$/.exec(runtime)?.[1];
  if (python) return { language: 'python', version: python };
  const node = /^nodejs(\d+)\.x$/.exec(runtime)?.[1];
  return node ? { language: 'nodejs', version: node } : undefined;
}

const searches = new Map<string, Promise<Interpreter | undefined>>();

/**
 * The interpreter for a version of a language: PATH is searched, then where version managers and GitHub's runners keep
 * theirs. Answers the exact version where there is one, else the nearest (the newer of two), else undefined. Searches
 * once per process.
 */
export function findInterpreter(language: Language, version: string): Promise<Interpreter | undefined> {
  const key = `${language}${version}`;
  const search = searches.get(key) ?? searchInterpreter(language, version);
  searches.set(key, search);
  return search;
}

/** A program that may be the language; its version where its name tells. */
interface Candidate {
  readonly path: string;
  readonly version?: string;
}

async function searchInterpreter(language: Language, version: string): Promise<Interpreter | undefined> {
  const candidates = await listCandidates(language);
  const named = candidates.filter((candidate): candidate is Interpreter => candidate.version !== undefined);
  const exact = await firstThatRuns(
    language,
    standInsLast(named.filter((candidate) => candidate.version === version)),
  );
  if (exact?.version === version) return exact;
  const unnamed = await askAll(
    language,
    candidates.filter((candidate) => candidate.version === undefined),
  );
  const nearest = await firstThatRuns(language, byDistance(named, version));
  return byDistance([...unnamed, ...(nearest ? [nearest] : [])], version)[0];
}

/** Those that run, in the order of the candidates. */
async function askAll(language: Language, candidates: readonly Candidate[]): Promise<Interpreter[]> {
  const answers = await Promise.all(candidates.map(({ path }) => ask(language, path)));
  return answers.filter((answer) => answer !== undefined);
}

async function firstThatRuns(
  language: Language,
  candidates: readonly Candidate[],
): Promise<Interpreter | undefined> {
  for (const { path } of candidates) {
    const interpreter = await ask(language, path);
    if (interpreter) return interpreter;
  }
  return undefined;
}

/** pyenv's shims: scripts of many processes each, that start one of the programs that are found anyway. */
function standInsLast<Program extends Candidate>(programs: readonly Program[]): Program[] {
  const isStandIn = ({ path }: Candidate): boolean => basename(dirname(path)) === 'shims';
  return [...programs.filter((program) => !isStandIn(program)), ...programs.filter(isStandIn)];
}

function byDistance(interpreters: readonly Interpreter[], version: string): Interpreter[] {
  const wanted = releaseOf(version);
  const distance = ({ version: has }: Interpreter): number => Math.abs(releaseOf(has) - wanted);
  return [...interpreters].sort(
    (a, b) => distance(a) - distance(b) || releaseOf(b.version) - releaseOf(a.version),
  );
}

/** The number that counts releases: 12 of Python's `3.12`, 20 of Node's `20`. */
function releaseOf(version: string): number {
  return Number(version.split('.').at(-1));
}

const programNames = { python: /^python(?:3|(3\.\d+))?$/, nodejs: /^(?:node|nodejs)(\d+)?$/ };

async function listCandidates(language: Language): Promise<Candidate[]> {
  const folders = await programFolders(language);
  const lists = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names.flatMap((name) => asCandidate(language, folder, name));
    }),
  );
  return [...ownInterpreter(language), ...lists.flat()];
}

function asCandidate(language: Language, folder: string, name: string): Candidate[] {
  const match = programNames[language].exec(name);
  if (!match) return [];
  const version = match[1];
  return [{ path: join(folder, name), ...(version && { version }) }];
}

/** The Node.js that runs this program needs no search. */
function ownInterpreter(language: Language): Interpreter[] {
  const version = String(Number.parseInt(process.versions.node));
  return language === 'nodejs' ? [{ path: process.execPath, version }] : [];
}

/** Where programs of the language may lie: on PATH, then where version managers and GitHub's runners keep theirs. */
export async function programFolders(language: Language): Promise<string[]> {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const kept = await Promise.all(installations[language]().map((folder) => readdirPaths(folder)));
  return [...onPath, ...kept.flat()];
}

/** Folders of installations, one per version: of pyenv, nvm and GitHub's tool cache. */
const installations: Record<Language, () => string[]> = {
  python: () => [join(pyenvRoot(), 'versions'), join(toolCache(), 'Python')],
  nodejs: () => [join(homedir(), '.nvm', 'versions', 'node'), join(toolCache(), 'node')],
};

function pyenvRoot(): string {
  return process.env.PYENV_ROOT ?? join(homedir(), '.pyenv');
}

function toolCache(): string {
  return process.env.RUNNER_TOOL_CACHE ?? '/opt/hostedtoolcache';
}

/** `VERSION/bin`, and `VERSION/ARCHITECTURE/bin` as the tool cache has it. */
async function readdirPaths(folder: string): Promise<string[]> {
  const versions = await readdir(folder).catch(() => []);
  return versions.flatMap((version) => [
    join(folder, version, 'bin'),
    join(folder, version, process.arch, 'bin'),
  ]);
}

const questions: Record<Language, readonly string[]> = {
  python: ['-c', 'import sys; print(sys.executable); print("%d.%d" % sys.version_info[:2])'],
  nodejs: ['-p', 'process.execPath + "\\n" + parseInt(process.versions.node)'],
};

/** Asks a program what and where it really is: a version manager's stand-in may start something else, or nothing. */
async function ask(language: Language, path: string): Promise<Interpreter | undefined> {
  if (path === process.execPath) return ownInterpreter(language)[0];
  try {
    const { stdout } = await promisify(execFile)(path, questions[language], { timeout: 10_000 });
    const [program, version] = stdout.trim().split('\n');
    return program && version && /^(3\.)?\d+$/.test(version) ? { path: program, version } : undefined;
  } catch {
    return undefined;
  }
}
