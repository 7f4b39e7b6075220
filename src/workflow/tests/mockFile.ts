/**
 * A mock file of Step Functions Local: test cases by state machine, of which each names a mocked response for some of its
 * states [Step Functions developer guide, "Configuration file for mocked service integrations"].
 */
import { relative, resolve } from 'node:path';
import { UserError } from '../../errors.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { Diagnostics } from '../diagnostics.ts';
import type { Folders } from '../definition.ts';
import { didYouMean } from '../nearest.ts';
import { prefill, type Known } from '../prefill.ts';
import { readText } from '../read.ts';
import { mockFile } from '../schema/tests.ts';
import type { MockSpec } from '../test.ts';
import type { Path } from '../workflow.ts';
import { parseDocument } from '../yaml/document.ts';

/** A state's answers, and where it is mocked. */
export interface FileMock {
  readonly state: string;
  readonly answers: readonly MockSpec[];
  readonly path: Path;
}

export interface FileCase {
  readonly mocks: readonly FileMock[];
  /** Where what is wrong with the file is reported. */
  readonly diagnostics: Diagnostics;
}

/**
 * The test case that `FILE.json#TEST_CASE` names; of several state machines in the file, that of the workflow's name.
 * Throws UserError for a file that cannot be read.
 */
export async function readMockFile(
  reference: string,
  workflow: string,
  { folder, cwd, ...known }: Known & Folders,
): Promise<FileCase> {
  const [, path = '', testCase = ''] = mockFile.exec(reference) ?? [];
  const file = resolve(folder, path);
  const shown = relative(cwd, file);
  const { document, problems } = parseDocument(await readText(file, shown), shown);
  if (!document) throw new UserError(problems);
  const diagnostics = new Diagnostics(document, problems);
  const { value } = prefill(document.value, () => true, known, diagnostics);
  return { mocks: new MockFile(value, diagnostics).mocksOf(workflow, testCase), diagnostics };
}

class MockFile {
  readonly #document: Json;
  readonly #diagnostics: Diagnostics;

  constructor(document: Json, diagnostics: Diagnostics) {
    this.#document = document;
    this.#diagnostics = diagnostics;
  }

  mocksOf(workflow: string, testCase: string): FileMock[] {
    const machines = this.#map(['StateMachines']);
    const [only, ...others] = Object.keys(machines ?? {});
    const machine = only !== undefined && others.length === 0 ? only : workflow;
    if (!this.#has(machines, machine, ['StateMachines'], 'state machine')) return [];
    const at = ['StateMachines', machine, 'TestCases'];
    const cases = this.#map(at);
    if (!this.#has(cases, testCase, at, 'test case')) return [];
    const states = this.#map([...at, testCase]);
    return Object.entries(states ?? {}).map(([state, response]) => {
      const path = [...at, testCase, state];
      return { state, path, answers: this.#answers(response, path) };
    });
  }

  #answers(response: Json, at: Path): MockSpec[] {
    const responses = this.#map(['MockedResponses']);
    const name = typeof response === 'string' ? response : '';
    if (!this.#has(responses, name, at, 'mocked response')) return [];
    const path = ['MockedResponses', name];
    return Object.entries(this.#map(path) ?? {}).flatMap(([calls, answer]) => {
      const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(calls) ?? [];
      if (first === undefined || Number(last) < Number(first)) {
        const hint = 'Write "0" for the first, "1-2" for the second and third';
        this.#diagnostics.errorAtKey([...path, calls], `"${calls}" is no number or range of calls`, hint);
        return [];
      }
      const read = this.#answer(answer, [...path, calls]);
      return read ? [{ first: Number(first), last: Number(last), answer: read }] : [];
    });
  }

  #answer(answer: Json, path: Path): MockSpec['answer'] | undefined {
    const { Return: result, Throw: thrown } = isObject(answer) ? answer : {};
    if (result !== undefined && thrown === undefined) return { result };
    const { Error: error, Cause: cause } = isObject(thrown) ? thrown : {};
    if (result !== undefined || !isText(error) || !isText(cause) || thrown === undefined) {
      this.#diagnostics.error(path, 'a mocked response has "Return", or "Throw" with "Error" and "Cause"');
      return undefined;
    }
    return { failure: { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) } };
  }

  #map(path: Path): JsonObject | undefined {
    const value = path.reduce<Json | undefined>(
      (inner, key) => (isObject(inner) ? inner[key] : undefined),
      this.#document,
    );
    if (isObject(value)) return value;
    this.#diagnostics.error(path, `a mock file needs "${String(path.at(-1))}" to be a map`);
    return undefined;
  }

  /** What is not even a map has its problem already. */
  #has(among: JsonObject | undefined, name: string, path: Path, what: string): boolean {
    if (!among) return false;
    if (Object.hasOwn(among, name)) return true;
    this.#diagnostics.error(path, `there is no ${what} "${name}"`, () =>
      didYouMean(name, Object.keys(among)),
    );
    return false;
  }
}

function isText(value: Json | undefined): value is string | undefined {
  return value === undefined || typeof value === 'string';
}
