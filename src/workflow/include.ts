/** `include:` - a workflow over several files. Lists go on, maps are joined; each value keeps the place where it stands. */
import { dirname, relative, resolve } from 'node:path';
import { formatPosition, UserError, type Problem } from '../errors.ts';
import { isObject, type Json } from '../json.ts';
import { check, type AboutKey } from './check.ts';
import type { Folders } from './definition.ts';
import { Diagnostics } from './diagnostics.ts';
import { documentOf, memberOf, partOf, withItems, withMembers, type Part } from './parts.ts';
import { readText } from './read.ts';
import { included, isKeyOfWorkflow } from './schema/workflow.ts';
import { parseDocument, type LocatedDocument } from './yaml/document.ts';

/** More than any team has written, and few enough to read. */
const mostFiles = 100;
/** Characters of all included files together. */
const largestText = 2_000_000;

/** How the keys of an included file are joined to those of the files before it. */
const joins: Readonly<Record<string, (before: Part, more: Part, problems: Problem[]) => Part>> = {
  functions: joinedMaps('function'),
  values: joinedMaps('value'),
  retries: joinedMaps('retry policy'),
  steps: joinedLists,
  tests: joinedLists,
};

function joinedLists(before: Part, more: Part): Part {
  return Array.isArray(before.value) && Array.isArray(more.value) ? withItems(before, more) : before;
}

/** What is the same thing named twice in maps that are joined. */
function joinedMaps(what: string): (before: Part, more: Part, problems: Problem[]) => Part {
  return (before, more, problems) => {
    if (!isObject(before.value) || !isObject(more.value)) return before;
    const members = new Map<string, Part>();
    for (const key of Object.keys(more.value)) {
      const member = memberOf(more, key) ?? more;
      const first = memberOf(before, key);
      if (first) problems.push(secondTime(`the ${what} "${key}"`, first, member));
      else members.set(key, member);
    }
    return withMembers(before, members);
  };
}

function secondTime(what: string, first: Part, second: Part): Problem {
  return {
    what: `${what} stands here a second time`,
    hint: `It stands at ${formatPosition(keyPlace(first))} already`,
    at: keyPlace(second),
  };
}

function keyPlace({ document, path }: Part) {
  return document.locateKey(path);
}

/** The document with all that it includes, and what is wrong with that. Paths are relative to the file that names them. */
export async function withIncluded(
  document: LocatedDocument,
  { cwd }: Pick<Folders, 'cwd'>,
): Promise<{ document: LocatedDocument; problems: readonly Problem[] }> {
  const reader = new Reader(cwd);
  await reader.readAll(document, [resolve(cwd, document.file)]);
  const { problems, documents } = reader;
  const whole = documents.reduce((before, one) => joined(before, partOf(one), problems), partOf(document));
  return { document: documents.length === 0 ? document : documentOf(whole), problems };
}

function joined(before: Part, more: Part, problems: Problem[]): Part {
  if (!isObject(before.value)) return before;
  const members = Object.entries(joins).flatMap(([key, join]) => {
    const [first, second] = [memberOf(before, key), memberOf(more, key)];
    if (!second) return [];
    return [[key, first ? join(first, second, problems) : second] as const];
  });
  return withMembers(before, new Map(members));
}

const aboutKey: AboutKey = (key) =>
  isKeyOfWorkflow(key)
    ? {
        what: `"${key}" has no place in an included file`,
        hint: 'Write it in the file that includes this one',
      }
    : undefined;

class Reader {
  /** In the order in which they are joined. */
  readonly documents: LocatedDocument[] = [];
  readonly problems: Problem[] = [];
  readonly #cwd: string;
  /** Absolute paths. */
  readonly #seen = new Set<string>();
  #size = 0;

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** What `document` includes, and what that includes. @param within the absolute paths of the files that we are inside of. */
  async readAll(document: LocatedDocument, within: readonly string[]): Promise<void> {
    const { value } = document;
    const paths = isObject(value) && Array.isArray(value.include) ? (value.include as readonly Json[]) : [];
    for (const [index, path] of paths.entries()) {
      // What is no path the schema reports.
      if (typeof path === 'string' && path !== '')
        await this.#read(document, ['include', index], path, within);
    }
  }

  async #read(
    from: LocatedDocument,
    place: readonly (string | number)[],
    path: string,
    within: readonly string[],
  ): Promise<void> {
    const file = resolve(dirname(within.at(-1) ?? ''), path);
    const at = from.locate(place);
    const fault = this.#faultOf(file, path, within);
    if (fault) {
      this.problems.push({ ...fault, at });
      return;
    }
    this.#seen.add(file);
    const document = await this.#parse(file).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      this.problems.push(...error.problems.map((problem) => ({ at, ...problem })));
    });
    if (document) await this.readAll(document, [...within, file]);
  }

  #faultOf(file: string, path: string, within: readonly string[]): Problem | undefined {
    if (within.includes(file))
      return { what: `"${path}" includes itself`, hint: 'Take it out of one of the two' };
    if (this.#seen.has(file))
      return { what: `"${path}" is included a second time`, hint: 'Take it out here' };
    if (this.#seen.size < mostFiles) return undefined;
    return { what: `more than ${mostFiles} files are included` };
  }

  /** Undefined when it is no YAML; then, as with other mistakes, the problems say so. */
  async #parse(file: string): Promise<LocatedDocument | undefined> {
    const shown = relative(this.#cwd, file);
    const text = await readText(file, shown);
    this.#size += text.length;
    if (this.#size > largestText)
      throw new UserError({ what: `the included files have more than ${largestText} characters together` });
    const { document, problems } = parseDocument(text, shown);
    this.problems.push(...problems);
    if (!document) return undefined;
    const diagnostics = new Diagnostics(document);
    check(included, document.value, { path: [], diagnostics, aboutKey });
    this.problems.push(...diagnostics.problems);
    this.documents.push(document);
    return document;
  }
}
