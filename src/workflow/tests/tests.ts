/** The cases under `tests:`: checked against the states there are, their mocks read. */
import jsonata from 'jsonata';
import { dirname, resolve } from 'node:path';
import { UserError } from '../../errors.ts';
import { isObject, type Json } from '../../json.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { Folders } from '../definition.ts';
import { secondsOf } from '../duration.ts';
import { didYouMean } from '../nearest.ts';
import type { Known } from '../prefill.ts';
import type { TestInput } from '../schema/tests.ts';
import { conditionIn, type Expectation, type MockSpec, type TestSpec } from '../test.ts';
import type { Path } from '../workflow.ts';
import { answersOf } from './mock.ts';
import { readMockFile } from './mockFile.ts';
import type { StateKind } from './states.ts';

export interface TestSurroundings {
  /** The workflow's name. */
  readonly workflow: string;
  /** The workflow's own input. */
  readonly input: Json;
  /** By the name of each state of the machine; undefined where the steps have mistakes, and not all are known. */
  readonly states: ReadonlyMap<string, StateKind> | undefined;
  readonly settings: Known & Folders;
  readonly diagnostics: Diagnostics;
}

/** The cases; what is wrong with them is reported, also in the mock files that they name. */
export async function buildTests(
  list: readonly TestInput[],
  surroundings: TestSurroundings,
): Promise<{ tests: TestSpec[]; diagnostics: Diagnostics[] }> {
  checkNames(list, surroundings.diagnostics);
  const files: Diagnostics[] = [];
  const tests: TestSpec[] = [];
  for (const [index, input] of list.entries()) {
    const builder = new TestBuilder(input, ['tests', index], surroundings);
    tests.push(await builder.build(files));
  }
  return { tests, diagnostics: files };
}

function checkNames(list: readonly TestInput[], diagnostics: Diagnostics): void {
  const firsts = new Map<string, number>();
  list.forEach(({ name }, index) => {
    const first = firsts.get(name);
    if (first === undefined) firsts.set(name, index);
    if (first === undefined) return;
    const { line } = diagnostics.locate(['tests', first]);
    diagnostics.error(['tests', index, 'name'], `the test in line ${line} is called "${name}" too`);
  });
}

class TestBuilder {
  readonly #input: TestInput;
  readonly #path: Path;
  readonly #around: TestSurroundings;

  constructor(input: TestInput, path: Path, around: TestSurroundings) {
    this.#input = input;
    this.#path = path;
    this.#around = around;
  }

  async build(files: Diagnostics[]): Promise<TestSpec> {
    const { diagnostics, input } = this.#around;
    const given = this.#input;
    return {
      name: given.name,
      at: diagnostics.locate(this.#path),
      input: (given.input as Json | undefined) ?? input,
      mocks: await this.#mocks(files),
      expect: this.#expectation(given.expect ?? {}),
      locate: (path) => diagnostics.locate([...this.#path, 'expect', ...path]),
    };
  }

  async #mocks(files: Diagnostics[]): Promise<TestSpec['mocks']> {
    const { mock } = this.#input;
    if (typeof mock === 'string') return this.#fromFile(mock, files);
    const { states, diagnostics } = this.#around;
    const mocks = Object.entries(mock ?? {}).map(([state, given]): [string, MockSpec[]] => {
      this.#requireCall(state, [...this.#path, 'mock', state], diagnostics);
      return [state, answersOf(given, states?.get(state) ?? 'call')];
    });
    return new Map(mocks);
  }

  async #fromFile(reference: string, files: Diagnostics[]): Promise<TestSpec['mocks']> {
    const { workflow, settings, diagnostics } = this.#around;
    try {
      // A path is relative to the file that names it, which may be an included one.
      const { file } = diagnostics.locate([...this.#path, 'mock']);
      const folder = resolve(settings.cwd, dirname(file));
      const read = await readMockFile(reference, workflow, { ...settings, folder });
      files.push(read.diagnostics);
      for (const { state, path } of read.mocks) this.#requireCall(state, path, read.diagnostics);
      return new Map(read.mocks.map(({ state, answers }) => [state, answers]));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const at = diagnostics.locate([...this.#path, 'mock']);
      diagnostics.problems.push(...error.problems.map((problem) => ({ at, ...problem })));
      return new Map();
    }
  }

  #requireCall(state: string, path: Path, diagnostics: Diagnostics): void {
    const { states } = this.#around;
    const kind = states?.get(state);
    if (!states) return;
    if (kind === undefined) {
      diagnostics.errorAtKey(path, `there is no step "${state}"`, () => didYouMean(state, states.keys()));
    } else if (kind === 'other') {
      const hint = 'Mock a function, service, workflow, activity or http step';
      diagnostics.errorAtKey(path, `step "${state}" calls nothing that could be mocked`, hint);
    }
  }

  #expectation(given: NonNullable<TestInput['expect']>): Expectation {
    const { status, output, error, cause, failedState, path, maxDuration, retries } = given;
    this.#checkCondition(output as Json | undefined);
    if (failedState !== undefined) this.#requireState(failedState, 'failedState');
    path?.forEach((name, index) => {
      this.#requireState(name, 'path', index);
    });
    for (const name of Object.keys(retries ?? {})) this.#requireState(name, 'retries', name);
    const failure = error ?? cause ?? failedState;
    const wanted = status ?? (failure === undefined ? 'SUCCEEDED' : undefined);
    return {
      ...(wanted !== undefined && { status: wanted }),
      ...(output !== undefined && { output: output as Json }),
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
      ...(failedState !== undefined && { failedState }),
      ...(path && { path }),
      ...(maxDuration !== undefined && { maxDurationSeconds: secondsOf(maxDuration) }),
      ...(retries && { retries }),
    };
  }

  #requireState(name: string, ...path: Path): void {
    const { states, diagnostics } = this.#around;
    if (!states || states.has(name)) return;
    const at = [...this.#path, 'expect', ...path];
    const hint = () => didYouMean(name, states.keys());
    if (path[0] === 'retries') diagnostics.errorAtKey(at, `there is no step "${name}"`, hint);
    else diagnostics.error(at, `there is no step "${name}"`, hint);
  }

  #checkCondition(output: Json | undefined): void {
    const { diagnostics } = this.#around;
    const at = [...this.#path, 'expect', 'output'];
    const condition = conditionIn(output);
    if (condition === undefined) {
      if (isObject(output) && holdsCondition(output)) {
        const what = 'a condition in JSONata is all of "output", not a part of it';
        diagnostics.error(at, what, "Write output: '{% $states.output.total > 5 %}'");
      }
      return;
    }
    try {
      jsonata(condition);
    } catch (thrown) {
      const { message } = thrown as { readonly message: string };
      diagnostics.error(at, `"output" is not JSONata: ${message}`);
    }
  }
}

function holdsCondition(value: Json): boolean {
  if (Array.isArray(value)) return value.some(holdsCondition);
  return isObject(value) ? Object.values(value).some(holdsCondition) : conditionIn(value) !== undefined;
}
