import jsonata from 'jsonata';
import type { Json } from '../../../json.ts';
import { QueryEvaluationError } from '../errors/query-evaluation.ts';
import type { Scope } from '../scope.ts';
import { evaluate, EvaluationProblem, limits } from './evaluate.ts';
import { evaluators } from './evaluators.ts';
import { awsFunctions } from './functions.ts';
import { isSimple } from './simple.ts';
import { timeFunctions } from './time.ts';

/** Milliseconds that a simple expression may keep everything else waiting. */
const patience = 50;

/** A JSONata expression, compiled once. */
export class JsonataExpression {
  /** The text between `{%` and `%}`, trimmed. */
  readonly text: string;
  readonly #compiled: jsonata.Expression;
  readonly #simple: boolean;

  /** Throws jsonata's error for a text that is no expression. */
  constructor(text: string) {
    this.text = text;
    this.#compiled = jsonata(text, { ...limits, timeout: patience });
    this.#simple = isSimple(this.#compiled);
  }

  /**
   * Evaluates for the field at `location` (`Output/result`). Throws QueryEvaluationError where it throws, takes too
   * long, or gives nothing.
   */
  async evaluate(scope: Scope, location: string): Promise<Json> {
    const value = await this.#run(scope, location);
    if (value === undefined) throw this.#error(location, 'returned nothing (undefined).');
    return value;
  }

  /** For fields that take only some kinds of values: the error that AWS answers with for any other. */
  unexpected(location: string, expected: string, actual: string, value: Json): QueryEvaluationError {
    return this.#error(
      location,
      `returned an unexpected result type. Expected '${expected}', but was '${actual}' for value: ${JSON.stringify(value)}`,
    );
  }

  async #run(scope: Scope, location: string): Promise<Json | undefined> {
    try {
      return await (this.#simple ? this.#here(scope) : this.#elsewhere(scope));
    } catch (thrown) {
      if (!(thrown instanceof EvaluationProblem)) throw thrown;
      throw this.#error(location, `threw an error during evaluation. ${thrown.message}`);
    }
  }

  /** In this thread: a hundredth of what the way to another one takes. */
  async #here(scope: Scope): Promise<Json | undefined> {
    try {
      const functions = { ...awsFunctions(scope), ...timeFunctions(scope.clock.now()) };
      return await evaluate(this.#compiled, { ...functions, ...data(scope) });
    } catch (thrown) {
      if (thrown instanceof EvaluationProblem && thrown.late) return this.#elsewhere(scope);
      throw thrown;
    }
  }

  /** In a thread that can be ended. */
  async #elsewhere(scope: Scope): Promise<Json | undefined> {
    const question = { text: this.text, data: JSON.stringify(data(scope)), now: scope.clock.now() };
    const { value, problem } = await scope.clock.busy(() => evaluators.evaluate(question));
    if (problem !== undefined) throw new EvaluationProblem(problem);
    return value === undefined ? undefined : (JSON.parse(value) as Json);
  }

  #error(location: string, problem: string): QueryEvaluationError {
    const detail = `The JSONata expression '${this.text}' specified for the field '${location}' ${problem}`;
    return new QueryEvaluationError(detail, location);
  }
}

/** The execution's variables and `$states`. */
function data(scope: Scope): Readonly<Record<string, Json>> {
  const { input, result, errorOutput } = scope;
  const states = {
    input,
    ...(result !== undefined && { result }),
    ...(errorOutput !== undefined && { errorOutput }),
    context: scope.context(),
  };
  return { ...scope.variables, states };
}
